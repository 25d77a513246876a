"""An office's own Word document, whose letterhead and styles a report is written in."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml.ns import qn

from tracker.domain.errors import RefusedError
from tracker.givenfiles import read_given

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument

#: What a paragraph without text can hold: pictures, and where a section ends.
_HOLDS = (qn("w:drawing"), qn("w:pict"), qn("w:sectPr"))
_MEGABYTE = 1024 * 1024
#: A letterhead holds a picture or two; what unpacks to more is no letterhead.
_MOST_BYTES = 64 * _MEGABYTE
_RIGHT = "Open it in Word, and save it as a Word document (.docx)."


def opened(path: Path) -> WordDocument:
    """The document, with what stands in its body: the report comes after it.

    :class:`RefusedError` says why it cannot be used.
    """
    content = read_given(path, "a document with a letterhead", _MOST_BYTES)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
            types = parts.read("[Content_Types].xml") if size <= _MOST_BYTES else b""
    except (zipfile.BadZipFile, KeyError):
        raise RefusedError(f"The template {path} is not a Word document. {_RIGHT}") from None
    if size > _MOST_BYTES:
        raise RefusedError(
            f"The template {path} unpacks to more than {_MOST_BYTES // _MEGABYTE} MB: "
            "give a document that holds the letterhead and the styles alone."
        )
    if b"macroEnabled" in types or b".template.main+xml" in types:
        kind = "holds macros" if b"macroEnabled" in types else "is a Word template (.dotx)"
        raise RefusedError(f"The template {path} {kind}, and is not used. {_RIGHT}")
    try:
        document = Document(io.BytesIO(content))
    except (ValueError, LookupError, SyntaxError, AttributeError):  # what odd XML makes of it
        raise RefusedError(f"The template {path} is not a Word document that can be read. {_RIGHT}") from None
    _without_empty_end(document)
    return document


def _without_empty_end(document: WordDocument) -> None:
    """Take away the empty paragraph that every new document ends with."""
    paragraphs = document.paragraphs
    if paragraphs and not paragraphs[-1].text.strip():
        last = paragraphs[-1]._p  # noqa: SLF001 - python-docx has no call to remove a paragraph
        if last.getparent() is document.element.body and not list(last.iter(*_HOLDS)):
            document.element.body.remove(last)
