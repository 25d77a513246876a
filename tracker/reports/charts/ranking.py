"""Forces from best to worst: a bar each, with a tick at what was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports.charts.bars import bars_of, draw_bars
from tracker.reports.charts.drawing import QUIET, Drawing, clipped
from tracker.reports.charts.marks import Box, draw_marks

if TYPE_CHECKING:
    from tracker.reports.blocks import Ranking, RankRow

WIDTH = 720.0
_HEAD, _ROW = 24.0, 15.0
_RANK, _NAME, _MARK, _BARS, _END, _VALUE = 20.0, 28.0, 172.0, 216.0, 532.0, 642.0
_LONGEST_NAME = 24
_LONGEST_VALUE = 18


def ranking(block: Ranking) -> str:
    """The chart as SVG."""
    foot = _HEAD + _ROW * len(block.rows)
    drawing = Drawing(WIDTH, foot + 4, block.description)
    _draw_head(drawing, block.basis)
    for place, row in enumerate(block.rows):
        _draw_row(drawing, row, _HEAD + _ROW * place, striped=place % 2 == 1)
    draw_bars(drawing, block.rows, bars_of(block.rows), (_BARS, _HEAD), _END - _BARS, _ROW)
    marks = [(row.mark, _MARK, _HEAD + _ROW * n + 1) for n, row in enumerate(block.rows)]
    draw_marks(drawing, marks, Box.flat(34, _ROW - 2))
    return drawing.svg()


def _draw_head(drawing: Drawing, basis: str) -> None:
    drawing.text(_BARS, 12, clipped(basis, 56), font_weight="bold")
    for right, words in ((_VALUE, "value"), (WIDTH, "expected")):
        drawing.text(right, 12, words, text_anchor="end", font_size=10, fill_opacity=QUIET)
    x = WIDTH - 62
    drawing.line(x, 4, x, 14, stroke_width=2.2)


def _draw_row(drawing: Drawing, row: RankRow, top: float, *, striped: bool) -> None:
    if striped:
        drawing.rect(0, top, WIDTH, _ROW, fill_opacity=0.045)
    base = top + 11
    rank = "–" if row.rank is None else str(row.rank)
    drawing.text(_RANK, base, rank, text_anchor="end", font_size=9.5, fill_opacity=QUIET)
    drawing.text(_NAME, base, clipped(row.name, _LONGEST_NAME))
    value, expected = clipped(row.value_words, _LONGEST_VALUE), clipped(row.expected_words, _LONGEST_VALUE)
    drawing.text(_VALUE, base, value, text_anchor="end")
    drawing.text(WIDTH, base, expected, text_anchor="end", fill_opacity=QUIET)
