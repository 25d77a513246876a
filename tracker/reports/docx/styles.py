"""The tracker's own styles, and what an office's styles are asked for by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from tracker.reports.docx.elements import element, parsed

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

FONT = "Arial"
_DARK = RGBColor(0x1F, 0x38, 0x64)
_QUIET = RGBColor(0x44, 0x44, 0x44)


@dataclass(frozen=True, slots=True)
class StyleOf:
    """A paragraph style of a report: its name, and how it looks where the document has none of this name."""

    name: str
    size: float
    based_on: str = "Normal"
    before: float = 0
    after: float = 4
    indent: float = 0
    hanging: float = 0
    is_bold: bool = False
    is_quiet: bool = False
    stays_with_next: bool = False


NUMBERED = StyleOf("Report paragraph", 10.5, after=6, indent=1.3, hanging=1.3)
PLAIN = StyleOf("Report line", 10.5, after=6)
LISTED = StyleOf("Report point", 10.5, after=4, indent=2.2, hanging=0.9)
NOTICE = StyleOf("Report notice", 10.5, before=4, after=8, is_bold=True)
CAPTION = StyleOf("Report caption", 9.5, before=8, after=3, is_bold=True, stays_with_next=True)
NOTE = StyleOf("Report small print", 8.5, after=6, is_quiet=True)
ACCOUNT = StyleOf("Report account", 10, before=6, after=1, is_bold=True, stays_with_next=True)
SAID = StyleOf("Report own words", 10, after=2, indent=0.8)
CELL = StyleOf("Report cell", 8.5, after=0)
MARKING = StyleOf("Report marking", 9, after=0, is_bold=True)
_OWN = (NUMBERED, PLAIN, LISTED, NOTICE, CAPTION, NOTE, ACCOUNT, SAID, CELL, MARKING)
_HEADINGS = (("Title", 22, 0, 2), ("Subtitle", 12, 0, 10), ("Heading 1", 15, 18, 6), ("Heading 2", 12, 14, 4))
_LOWER_HEADINGS = (("Heading 3", 11, 10, 3),)


def own_document() -> WordDocument:
    """An empty document in the tracker's own styles: A4, and nothing that looks like a default."""
    document = Document()
    normal = _paragraph_style(document, "Normal")
    normal.font.name, normal.font.size = FONT, Pt(10.5)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for name, size, before, after in (*_HEADINGS, *_LOWER_HEADINGS):
        style = _paragraph_style(document, name)
        _set_fonts(style)
        style.font.size, style.font.bold, style.font.italic = Pt(size), name != "Subtitle", False
        style.font.color.rgb = _QUIET if name == "Subtitle" else _DARK
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
    for border in _paragraph_style(document, "Title").element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    return document


def with_report_styles(document: WordDocument) -> None:
    """Add the styles of a report that a document does not have; those that it has are the office's."""
    present = {style.name for style in document.styles}
    for wanted in _OWN:
        if wanted.name not in present:
            _add(document, wanted)
    for name, size, before, after in (*_HEADINGS, *_LOWER_HEADINGS):
        if name not in present:
            _add(
                document, StyleOf(name, size, before=before, after=after, is_bold=True, stays_with_next=True)
            )
    language = parsed(element("lang", val="en-GB"))
    for defaults in document.styles.element.iter(qn("w:rPrDefault")):
        for properties in defaults.iter(qn("w:rPr")):
            for old in properties.findall(qn("w:lang")):
                properties.remove(old)
            properties.append(language)


def _add(document: WordDocument, wanted: StyleOf) -> None:
    style: ParagraphStyle = document.styles.add_style(wanted.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[wanted.based_on]
    style.font.size, style.font.bold = Pt(wanted.size), wanted.is_bold
    if wanted.is_quiet:
        style.font.color.rgb = _QUIET
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(wanted.before), Pt(wanted.after)
    form.left_indent, form.first_line_indent = Cm(wanted.indent), Cm(-wanted.hanging)
    form.keep_with_next = wanted.stays_with_next
    if wanted.hanging:
        form.tab_stops.add_tab_stop(Cm(wanted.indent))


def _paragraph_style(document: WordDocument, name: str) -> ParagraphStyle:
    style: ParagraphStyle = document.styles[name]
    return style


def _set_fonts(style: ParagraphStyle) -> None:
    """One font for all scripts, in place of the theme's."""
    style.font.name = FONT
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
