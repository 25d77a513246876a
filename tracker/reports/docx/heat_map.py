"""The heat map as tables: forces by region, and so many commitments across as a page has room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports.docx.elements import element
from tracker.reports.docx.tables import cell_of, head_cell, mark_cell, mark_words, row_of, small, table_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.reports.blocks import HeatGroup, HeatMap, Mark

#: Commitments side by side on a page.
_MOST_COLUMNS = 14
_NAME_SHARE, _NUMBER_SHARE, _ID_SHARE = 0.26, 0.06, 0.28
_REGION_COLOUR = "E7E9EE"


def heat_tables(block: HeatMap, width: int) -> Iterator[str]:
    """The map, in as many tables as it takes; each has every force, and each force its roll-up."""
    count = len(block.columns)
    parts = max(1, -(-count // _MOST_COLUMNS))
    size = -(-count // parts)
    for start in range(0, max(count, 1), max(size, 1)):
        yield _part(block, slice(start, start + size), width)


def _part(block: HeatMap, columns: slice, width: int) -> str:
    chosen = block.columns[columns]
    name = int(width * _NAME_SHARE)
    cell = (width - name) // (min(_MOST_COLUMNS, max(len(chosen), 5)) + 1)
    widths = [name, *[cell] * (len(chosen) + 1)]
    heads = ["Force", "All", *(str(column.number) for column in chosen)]
    rows = [
        row_of(
            (
                head_cell(text, wide, align="center" if place else "left")
                for place, (text, wide) in enumerate(zip(heads, widths, strict=True))
            ),
            is_head=True,
        )
    ]
    for group in block.groups:
        rows.append(_group_row(group, widths))
        for force in group.rows:
            marks = (force.overall, *force.cells[columns])
            row = [cell_of([small(force.name)], name)]
            row += [mark_cell(mark, cell, is_narrow=True) for mark in marks]
            rows.append(row_of(row))
    return table_of(rows, widths, block.description)


def _group_row(group: HeatGroup, widths: Sequence[int]) -> str:
    """A region's line: its name, its roll-up, and the counts behind it."""
    name = cell_of([small(group.title, element("b"))], widths[0], fill=_REGION_COLOUR)
    cells = [name]
    if group.overall is None:
        cells.append(cell_of([small("")], widths[1], fill=_REGION_COLOUR))
    else:
        cells.append(mark_cell(group.overall, widths[1], is_narrow=True))
    if rest := widths[2:]:
        cells.append(cell_of([small(group.counts)], sum(rest), fill=_REGION_COLOUR, span=len(rest)))
    return row_of(cells)


def key_table(block: HeatMap, width: int) -> str:
    """Which number is which commitment."""
    number, name = int(width * _NUMBER_SHARE), int(width * _ID_SHARE)
    widths = [number, name, width - number - name]
    rows = [row_of(map(head_cell, ("No", "Commitment", "Title"), widths), is_head=True)]
    for column in block.columns:
        texts = (str(column.number), column.commitment, column.title)
        rows.append(row_of(cell_of([small(text)], wide) for text, wide in zip(texts, widths, strict=True)))
    return table_of(rows, widths, "The numbers of the commitments")


def legend_words(legend: Sequence[Mark]) -> str:
    """Every sign and letter with its meaning."""
    return " · ".join(f"{mark_words(mark)} {mark.words}" for mark in legend)
