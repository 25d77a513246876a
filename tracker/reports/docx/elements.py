"""Parts of a Word document as XML: a document of thousands of cells is put together faster as text.

Every text that goes in is escaped here, so that nothing in it can be markup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

#: What XML cannot hold at all.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_NAMESPACE = ' xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def element(tag: str, *children: str, **attributes: str | int) -> str:
    """An element of the word-processing namespace: ``element("shd", fill="FF0000")`` is ``w:shd``."""
    told = "".join([f" w:{name}={quoteattr(str(value))}" for name, value in attributes.items()])
    if not children:
        return f"<w:{tag}{told}/>"
    return f"<w:{tag}{told}>{''.join(children)}</w:{tag}>"


def run(text: str, *properties: str) -> str:
    """A run of text; its line breaks are kept, and nothing in it is markup."""
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in writable(text).split("\n")]
    form = f"<w:rPr>{''.join(properties)}</w:rPr>" if properties else ""
    return f"<w:r>{form}{'<w:br/>'.join(lines)}</w:r>"


def tab() -> str:
    """A run that goes on at the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def field(code: str) -> str:
    """A field that Word works out: ``PAGE``, ``NUMPAGES``."""
    return element("fldSimple", run("1"), instr=code)


def paragraph(style: str, *runs: str, form: str = "") -> str:
    """A paragraph in a style, named by its id; ``form`` are properties that stand after the style."""
    return element("p", element("pPr", element("pStyle", val=style), form), *runs)


def parsed(xml: str) -> BaseOxmlElement:
    """An element as python-docx holds it."""
    from docx.oxml import parse_xml

    end = re.search(r"[ />]", xml)
    place = end.start() if end else len(xml)
    return parse_xml(xml[:place] + _NAMESPACE + xml[place:])


def writable(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)
