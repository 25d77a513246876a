"""Every page: the marking at its head and its foot, what it is, and its number."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, TypeAlias

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT

from tracker.reports.docx.elements import field, parsed, run, tab, writable
from tracker.reports.docx.styles import MARKING, NOTE, with_report_styles

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section as WordSection
    from docx.section import _Footer, _Header
    from docx.text.paragraph import Paragraph as WordParagraph

    from tracker.reports.model import Report

    _Part: TypeAlias = _Header | _Footer

#: Characters that Word keeps of a property.
_LONGEST = 255


def set_up_pages(document: WordDocument, report: Report) -> None:
    """The styles, the document's properties, and the head and foot of every page that the document has."""
    with_report_styles(document)
    _set_properties(document, report)
    for place, section in enumerate(document.sections):
        heads = (section.header, section.first_page_header, section.even_page_header)
        feet = (section.footer, section.first_page_footer, section.even_page_footer)
        for head in _shown(heads, section, document, is_first=not place):
            _add_marking(head, report.marking)
        for foot in _shown(feet, section, document, is_first=not place):
            _add_marking(foot, report.marking)
            _add_number(foot, report.footer, section)


def _shown(
    parts: tuple[_Part, _Part, _Part], section: WordSection, document: WordDocument, *, is_first: bool
) -> list[_Part]:
    """The heads or feet that a section shows of its own: on all pages, on its first, on even ones.

    A later section that has none shows those of the section before.
    """
    every, first, even = parts
    shown = [every]
    if section.different_first_page_header_footer:
        shown.append(first)
    if document.settings.odd_and_even_pages_header_footer:
        shown.append(even)
    return [each for each in shown if is_first or not each.is_linked_to_previous]


def _add_marking(part: _Part, marking: str) -> None:
    line = _free_line(part)
    line.style = MARKING.name
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.add_run(writable(marking))


def _add_number(part: _Part, footer: str, section: WordSection) -> None:
    line = part.add_paragraph(style=NOTE.name)
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    line.paragraph_format.tab_stops.add_tab_stop(width, alignment=WD_TAB_ALIGNMENT.RIGHT)
    counted = (run("Page "), field("PAGE"), run(" of "), field("NUMPAGES"))
    line._p.extend(map(parsed, (run(footer), tab(), *counted)))  # noqa: SLF001


def _free_line(part: _Part) -> WordParagraph:
    """The empty paragraph of a head that holds nothing yet, else a new one."""
    lines = part.paragraphs
    is_free = len(lines) == 1 and not lines[0].text.strip() and not len(lines[0].runs)
    return lines[0] if is_free and not part.tables else part.add_paragraph()


def _set_properties(document: WordDocument, report: Report) -> None:
    """What Word shows as the document's properties; none of it from the clock."""
    properties = document.core_properties
    created = datetime.combine(report.created, time(), UTC).replace(tzinfo=None)
    author = next((line.text for line in report.head.lines if line.label == "Author"), "")
    properties.title = writable(report.head.title)[:_LONGEST]
    properties.subject = writable(report.head.subtitle)[:_LONGEST]
    properties.author = properties.last_modified_by = writable(author)[:_LONGEST]
    properties.category = writable(report.marking)[:_LONGEST]
    properties.comments, properties.keywords, properties.language = "", "", "en-GB"
    properties.created = properties.modified = created
    properties.revision = 1
