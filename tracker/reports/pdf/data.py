"""A report as the plain data that the template reads: texts cleaned, marks and bars worked out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain.status_colour import COLOURS
from tracker.domain.words import shown
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
from tracker.reports.charts.bars import bars_of, bars_picture
from tracker.reports.charts.drawing import clipped
from tracker.reports.charts.sparkline import sparkline
from tracker.reports.charts.tile_map import tile_map
from tracker.reports.charts.trajectory import trajectory
from tracker.reports.model import Scope
from tracker.reports.pdf.columns import heat_parts, is_folded, rank_parts, widths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.reports.blocks import Account, Block, Entry, Mark, RankRow
    from tracker.reports.model import Report, Section

Data: TypeAlias = "dict[str, Data] | list[Data] | str | float | bool | None"

#: A word that goes on longer than this may be broken, so that it cannot leave the page.
_LONG_WORD = re.compile(r"\S{12}(?=\S{12})")
_BREAK = "\u200b"
#: Points: the height of a ranking's rows whose names fit on a line, and the width of its bars.
_PITCH, _BARS_WIDTH = 12.6, 170.0
#: Nobody's name and no figure is longer; what is, is cut, so that a row never outgrows its page.
_LONGEST_NAME, _LONGEST_VALUE = 200, 30


class Writer:
    """Writes blocks as data; ``replaced`` says what stands for characters that cannot be printed."""

    def __init__(self, replaced: Mapping[int, str] | None = None) -> None:
        self._replaced = replaced or {}

    def report(self, report: Report) -> Data:
        """All that the template needs."""
        head = report.head
        return {
            "title": self._text(head.title),
            "body": self._text(head.body),
            "subtitle": self._text(head.subtitle),
            "lines": [[self._text(line.label), self._text(line.text)] for line in head.lines],
            "notices": [self._text(notice) for notice in head.notices],
            "marking": self._text(report.marking),
            "footer": self._text(report.footer),
            "created": [report.created.year, report.created.month, report.created.day],
            "colours": {status.value: colour for status, colour in COLOURS.items()},
            "contents": report.scope is not Scope.FORCE,
            "sections": [self._section(section, follows_heading=False) for section in report.sections],
        }

    def _section(self, section: Section, *, follows_heading: bool) -> Data:
        """A part that begins a page does so unless nothing but its section's heading stands before it."""
        is_bare = section.starts_page and not section.blocks
        return {
            "heading": self._text(section.heading),
            "starts_page": section.starts_page and not follows_heading,
            "blocks": [self._block(block) for block in section.blocks],
            "parts": [
                self._section(part, follows_heading=is_bare and place == 0)
                for place, part in enumerate(section.parts)
            ],
        }

    def _block(self, block: Block) -> Data:
        match block:
            case Paragraph():
                return {"kind": block.kind, "number": block.number, "text": self._text(block.text)}
            case Listing():
                return {"kind": block.kind, "items": [self._text(item) for item in block.items]}
            case Table():
                return self._table(block)
            case HeatMap():
                return self._heat_map(block)
            case TileMap():
                return self._picture(block, tile_map(block), "")
            case TrajectoryChart():
                return self._picture(block, trajectory(block), block.coverage)
            case Ranking():
                return self._ranking(block)
            case Accounts():
                return self._accounts(block)

    def _table(self, block: Table) -> Data:
        return {
            "kind": block.kind,
            "caption": self._text(block.caption),
            "widths": list(widths(block)),
            "folded": is_folded(block),
            "right": [column.holds in ("number", "share") for column in block.columns],
            "head": [self._text(column.title) for column in block.columns],
            "rows": [[self._entry(entry) for entry in row] for row in block.rows],
        }

    def _entry(self, entry: Entry) -> Data:
        if entry.mark is not None:
            return {"mark": _mark(entry.mark)}
        if entry.trend:
            return {"text": self._text(entry.text), "svg": sparkline(entry.trend)}
        return self._text(entry.text)

    def _heat_map(self, block: HeatMap) -> Data:
        return {
            "kind": block.kind,
            "caption": self._text(block.caption),
            "description": self._text(block.description),
            "parts": [
                {
                    "numbers": [str(column.number) for column in block.columns[part]],
                    "groups": [
                        {
                            "title": self._text(group.title),
                            "overall": _mark(group.overall),
                            "counts": self._text(group.counts),
                            "rows": [
                                [self._text(row.name), _mark(row.overall), *map(_mark, row.cells[part])]
                                for row in group.rows
                            ],
                        }
                        for group in block.groups
                    ],
                }
                for part in heat_parts(len(block.columns))
            ],
            "legend": [[_mark(mark), mark.status.meaning] for mark in block.legend],
            "titles": [[column.number, self._text(column.title)] for column in block.columns],
        }

    def _picture(self, block: TileMap | TrajectoryChart, svg: str, coverage: str) -> Data:
        return {
            "kind": "picture",
            "narrow": isinstance(block, TileMap),
            "caption": self._text(block.caption),
            "description": self._text(block.description) or self._text(block.caption),
            "coverage": self._text(coverage),
            "svg": svg.translate(dict(self._replaced)),
        }

    def _ranking(self, block: Ranking) -> Data:
        """In parts that stand on a page each, all on one scale; the bars of a part are one picture."""
        bars = bars_of(block.rows)
        longest = max((len(row.name) for row in block.rows), default=0)
        return {
            "kind": block.kind,
            "caption": self._text(block.caption),
            "description": self._text(block.description),
            "basis": self._text(block.basis),
            "pitch": _PITCH,
            "parts": [
                {
                    "bars": bars_picture(block.rows[part], bars[part], _BARS_WIDTH, _PITCH),
                    "rows": [self._rank(row) for row in block.rows[part]],
                }
                for part in rank_parts(len(block.rows), min(longest, _LONGEST_NAME))
            ],
        }

    def _rank(self, row: RankRow) -> Data:
        rank = "–" if row.rank is None else str(row.rank)
        name = clipped(self._text(row.name), _LONGEST_NAME)
        values = (
            clipped(self._text(words), _LONGEST_VALUE) for words in (row.value_words, row.expected_words)
        )
        return [rank, name, _mark(row.mark), *values]

    def _accounts(self, block: Accounts) -> Data:
        """Each with the name or the title that tells it from the others."""
        names_forces = len({account.force for account in block.items}) > 1
        names_commitments = len({account.commitment for account in block.items}) > 1
        return {
            "kind": block.kind,
            "caption": self._text(block.caption),
            "items": [
                {
                    "mark": _mark(account.mark),
                    "name": self._text(account.name) if names_forces or not names_commitments else "",
                    "title": self._text(account.title) if names_commitments else "",
                    "reason": self._text(account.reason),
                    "said": self._said(account),
                }
                for account in block.items
            ],
        }

    def _said(self, account: Account) -> Data:
        return [[label, self._text(text)] for label, text in account.said]

    def _text(self, text: str) -> str:
        """A text as it may be printed."""
        printed = shown(text).translate(self._replaced)
        return _LONG_WORD.sub(lambda word: word[0] + _BREAK, printed)


def _mark(mark: Mark | None) -> Data:
    """The status, and sign and letter as they are printed."""
    return None if mark is None else [mark.status.value, f"{mark.sign.strip()} {mark.letter}".strip()]
