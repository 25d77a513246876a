"""Forces by region against commitments, a mark for each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports.charts.drawing import FAINT, QUIET, Drawing, Style, clipped
from tracker.reports.charts.marks import Box, draw_marks

if TYPE_CHECKING:
    from tracker.reports.blocks import HeatGroup, HeatMap, Mark

_NAME, _CELL, _ROW = 150.0, 25.0, 15.0
_OVERALL, _CELLS = 156.0, 192.0
_HEAD, _GROUP_HEAD, _GAP = 20.0, 17.0, 5.0
_LONGEST_NAME = 26


def heat_map(block: HeatMap) -> str:
    """The map as SVG: commitments by their number, each force's roll-up before its cells."""
    width = _CELLS + _CELL * len(block.columns) + 1
    rows = sum(len(group.rows) for group in block.groups)
    height = _HEAD + rows * _ROW + len(block.groups) * (_GROUP_HEAD + _GAP) + 1
    drawing = Drawing(width, height, block.description)
    places: list[tuple[Mark, float, float]] = []
    top = _HEAD
    for group in block.groups:
        top = _draw_group(drawing, group, top, width, places)
    _draw_head(drawing, block)
    draw_marks(drawing, places, Box.flat(_CELL - 1.5, _ROW - 1.5))
    return drawing.svg()


def _draw_head(drawing: Drawing, block: HeatMap) -> None:
    middle: Style = {"text_anchor": "middle", "font_size": 10}
    drawing.text(_OVERALL + _CELL / 2, 13, "all", fill_opacity=QUIET, **middle)
    for n, column in enumerate(block.columns):
        drawing.text(_CELLS + _CELL * (n + 0.5), 13, str(column.number), font_weight="bold", **middle)


def _draw_group(
    drawing: Drawing, group: HeatGroup, top: float, width: float, places: list[tuple[Mark, float, float]]
) -> float:
    """A region's head and its forces; returns where the next one begins."""
    drawing.line(0, top + _GROUP_HEAD - 2, width, top + _GROUP_HEAD - 2, stroke_opacity=FAINT)
    drawing.text(0, top + 12, clipped(group.title, _LONGEST_NAME), font_weight="bold", font_size=10.5)
    if group.overall is not None:
        places.append((group.overall, _OVERALL, top + 0.5))
    drawing.text(_CELLS, top + 11, group.counts, font_size=9, fill_opacity=QUIET)
    top += _GROUP_HEAD
    for row in group.rows:
        drawing.text(0, top + 11, clipped(row.name, _LONGEST_NAME))
        places.append((row.overall, _OVERALL, top))
        cells = ((cell, _CELLS + _CELL * n, top) for n, cell in enumerate(row.cells) if cell is not None)
        places.extend(cells)
        top += _ROW
    return top + _GAP
