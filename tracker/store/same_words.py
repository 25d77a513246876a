"""Where else the words of a text stand: kept files, issued reports, other texts.

Words shorter than :data:`_TELLING` are looked for nowhere else: "see below" stands in many a file and
identifies nobody.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
import zlib
from typing import TYPE_CHECKING, Any

from tracker.domain.update import TEXT_FIELDS
from tracker.domain.words import one_line, shown
from tracker.store.rows import REDACTED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

#: So many characters are enough to know words again by.
_TELLING = 12

#: More than this of one part of a workbook is not looked at.
_LARGEST_PART = 64 * 1024 * 1024

_TAG = re.compile(r"<[^>]*>")
_ENCODINGS = ("utf-8", "utf-16-le", "cp1252")


def file_holds(packed: bytes, size: int, words: Sequence[str]) -> bool:
    """Whether a kept file, as it is kept, holds one of the texts: as plain text or inside a workbook."""
    wanted = [_spaced(text) for text in words if len(text) >= _TELLING]
    if not wanted:
        return False
    try:
        content = zlib.decompressobj().decompress(packed, size + 1)
    except zlib.error:
        return False  # what cannot be read is for verify to tell
    return any(text in part for part in _readings(content) for text in wanted)


def _readings(content: bytes) -> Iterator[str]:
    for encoding in _ENCODINGS:
        yield _spaced(content.decode(encoding, "ignore"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                with parts.open(name) as part:
                    text = part.read(_LARGEST_PART).decode("utf-8", "ignore")
                yield _spaced(html.unescape(_TAG.sub("", text)))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error):
        return


def _spaced(text: str) -> str:
    return " ".join(text.split())


def report_without(snapshot: str, words: Sequence[str]) -> str:
    """A snapshot with the texts replaced: whole ones under a text's own key, long ones wherever they stand.

    The cells of its board are let be: a status or a force's name is nobody's note.
    """
    forms = {form for text in words for form in (text, shown(text), one_line(text)) if form}
    data = json.loads(snapshot)
    left = _without(data, forms, [form for form in forms if len(form) >= _TELLING])
    return snapshot if left == data else json.dumps(left, ensure_ascii=False, separators=(",", ":"))


def _without(data: Any, whole: Iterable[str], long: Sequence[str], key: str = "") -> Any:
    if isinstance(data, dict):
        return {
            name: value if name == "board" and not key else _without(value, whole, long, name)
            for name, value in data.items()
        }
    if isinstance(data, list):
        return [_without(value, whole, long, key or "[]") for value in data]
    if not isinstance(data, str):
        return data
    if key in TEXT_FIELDS and data in whole:
        return REDACTED
    for text in sorted(long, key=len, reverse=True):
        data = data.replace(text, REDACTED)
    return data


def other_texts(conn: sqlite3.Connection, number: int, texts: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Number and field of other texts of the ledger that hold one of these."""
    wanted = [text for text in texts.values() if len(text) >= _TELLING]
    found: set[tuple[int, str]] = set()
    for text in wanted:
        asked = "SELECT seq, field FROM texts WHERE NOT redacted AND instr(text, ?) > 0"
        found.update(conn.execute(asked, (text,)))
    yield from sorted(found - {(number, field) for field in texts})
