"""Elements of a Word document that python-docx has no call for, or that would be slow one call at a time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

#: What XML cannot hold at all.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element of the word-processing namespace: ``element("shd", fill="FF0000")`` is ``w:shd``."""
    made: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def run(text: str, *properties: Element) -> Element:
    """A run of text; its line breaks are kept, and nothing in it is markup."""
    made = element("r")
    if properties:
        made.append(element("rPr", *properties))
    for place, line in enumerate(writable(text).split("\n")):
        if place:
            made.append(element("br"))
        words = element("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return made


def tab() -> Element:
    """A run that goes on at the next tab stop."""
    return element("r", element("tab"))


def field(code: str) -> Element:
    """A field that Word works out: ``PAGE``, ``NUMPAGES``."""
    return element("fldSimple", run("1"), instr=code)


def paragraph(style: str, *runs: Element) -> Element:
    """A paragraph in a style, named by its id."""
    return element("p", element("pPr", element("pStyle", val=style)), *runs)


def writable(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)
