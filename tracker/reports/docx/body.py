"""What the document says, section by section and block by block."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx.shared import Emu

from tracker.reports.blocks import (
    Accounts,
    HeatMap,
    Listing,
    Paragraph,
    Ranking,
    Table,
    TileMap,
    TrajectoryChart,
)
from tracker.reports.charts.ranking import ranking
from tracker.reports.charts.raster import pngs_of
from tracker.reports.charts.tile_map import tile_map
from tracker.reports.charts.trajectory import trajectory
from tracker.reports.docx.elements import element, paragraph, parsed, run, tab, writable
from tracker.reports.docx.heat_map import heat_tables, key_table, legend_words
from tracker.reports.docx.styles import ACCOUNT, CAPTION, LISTED, NOTE, NOTICE, NUMBERED, PLAIN, SAID
from tracker.reports.docx.tables import head_table, mark_runs, word_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docx.document import Document as WordDocument

    from tracker.reports.blocks import Block
    from tracker.reports.model import Report, Section

_Picture = Ranking | TileMap | TrajectoryChart
_EMU_PER_INCH = 914_400
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_DEEPEST_HEADING = 3


class Body:
    """Writes a report at the end of a document."""

    def __init__(self, document: WordDocument, report: Report) -> None:
        self._document = document
        self._report = report
        self._ids = {style.name: style.style_id for style in document.styles}
        self._body = document.element.body
        self._pictures: dict[str, bytes] = {}
        page = document.sections[-1]
        self._width = int((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0))
        self._height = int((page.page_height or 0) - (page.top_margin or 0) - (page.bottom_margin or 0))

    def write(self) -> None:
        """Head block, notices, sections."""
        self._pictures = _drawn(_blocks(self._report.sections))
        head = self._report.head
        self._add(self._line("Subtitle", head.body), self._line("Title", head.title))
        self._add(self._line("Subtitle", head.subtitle), head_table(head.lines, self._width))
        self._add(self._line(PLAIN.name, ""))
        self._add(*(self._line(NOTICE.name, notice) for notice in head.notices))
        for section in self._report.sections:
            self._section(section, 1)

    def _section(self, section: Section, level: int) -> None:
        style = self._ids[f"Heading {min(level, _DEEPEST_HEADING)}"]
        form = element("pageBreakBefore") if section.starts_page else ""
        self._add(paragraph(style, run(section.heading), form=form))
        for block in section.blocks:
            self._block(block)
        for part in section.parts:
            self._section(part, level + 1)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(number=number, text=text):
                words = (run(number), tab(), run(text)) if number else (run(text),)
                self._add(self._styled(NUMBERED.name if number else PLAIN.name, *words))
            case Listing(items=items):
                for letter, item in zip(_lettered(), items, strict=False):
                    self._add(self._styled(LISTED.name, run(f"({letter})"), tab(), run(item)))
            case Table():
                self._captioned(block.caption, word_table(block, self._width))
            case HeatMap():
                tables = heat_tables(block, self._width)
                self._captioned(block.caption, *tables)
                self._add(self._line(NOTE.name, legend_words(block.legend)), key_table(block, self._width))
                self._add(self._line(PLAIN.name, ""))
            case Accounts():
                self._accounts(block)
            case _:
                self._picture(block)

    def _captioned(self, caption: str, *tables: str) -> None:
        self._add(self._line(CAPTION.name, caption))
        for table in tables:
            self._add(table, self._line(PLAIN.name, ""))  # two tables that touch would be one

    def _accounts(self, block: Accounts) -> None:
        self._add(self._line(CAPTION.name, block.caption))
        for account in block.items:
            title = run(f" {account.name}: {account.title}")
            self._add(self._styled(ACCOUNT.name, *mark_runs(account.mark), title))
            self._add(self._line(SAID.name, account.reason))
            for label, text in account.said:
                self._add(self._styled(SAID.name, run(f"{label}: ", element("b")), run(text)))

    def _picture(self, block: _Picture) -> None:
        self._add(self._line(CAPTION.name, block.caption))
        line = self._document.add_paragraph(style=PLAIN.name)
        shape = line.add_run().add_picture(io.BytesIO(self._pictures[block.id]))
        scale = min(1.0, self._width / shape.width, self._height * _TALLEST / shape.height)
        shape.width, shape.height = Emu(int(shape.width * scale)), Emu(int(shape.height * scale))
        properties = shape._inline.docPr  # noqa: SLF001 - python-docx has no call for alternative text
        properties.set("descr", writable(block.description))
        properties.set("name", block.id)

    def _styled(self, style: str, *runs: str) -> str:
        return paragraph(self._ids[style], *runs)

    def _line(self, style: str, text: str) -> str:
        return self._styled(style, run(text))

    def _add(self, *elements: str) -> None:
        end = self._body.sectPr
        for each in map(parsed, elements):
            if end is None:
                self._body.append(each)
            else:
                end.addprevious(each)


#: The share of a page that a picture may take, so that its caption stands on the same one.
_TALLEST = 0.92


def _blocks(sections: Iterable[Section]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks
        yield from _blocks(section.parts)


def _drawn(blocks: Iterable[Block]) -> dict[str, bytes]:
    """Every picture of a report by its id, drawn together."""
    drawings = {}
    for block in blocks:
        match block:
            case Ranking():
                drawings[block.id] = ranking(block)
            case TileMap():
                drawings[block.id] = tile_map(block)
            case TrajectoryChart():
                drawings[block.id] = trajectory(block)
            case _:
                pass
    return dict(zip(drawings, pngs_of(list(drawings.values())), strict=True))


def _lettered() -> Iterator[str]:
    """a, b … z, aa, ab …"""
    yield from _LETTERS
    for first in _LETTERS:
        yield from (first + second for second in _LETTERS)
