"""Forces from best to worst: a bar each, with a tick at what was expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.status_colour import COLOURS
from tracker.reports.charts.bars import Bar, bars_of
from tracker.reports.charts.drawing import QUIET, Drawing, clipped, step
from tracker.reports.charts.marks import EDGE, Box, draw_marks

if TYPE_CHECKING:
    from tracker.reports.blocks import Mark, Ranking, RankRow

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
    bars = bars_of(block.rows)
    for place, (row, bar) in enumerate(zip(block.rows, bars, strict=True)):
        _draw_row(drawing, row, bar, _HEAD + _ROW * place, striped=place % 2 == 1)
    if bars:
        zero = _across(bars[0].zero)
        drawing.line(zero, _HEAD - 2, zero, foot, stroke_width=0.8)
    marks = [(row.mark, _MARK, _HEAD + _ROW * n + 1) for n, row in enumerate(block.rows)]
    draw_marks(drawing, marks, Box.flat(34, _ROW - 2))
    return drawing.svg()


def _across(share: float) -> float:
    return _BARS + (_END - _BARS) * share


def _draw_head(drawing: Drawing, basis: str) -> None:
    drawing.text(_BARS, 12, clipped(basis, 56), font_weight="bold")
    for right, words in ((_VALUE, "value"), (WIDTH, "expected")):
        drawing.text(right, 12, words, text_anchor="end", font_size=10, fill_opacity=QUIET)
    x = WIDTH - 62
    drawing.line(x, 4, x, 14, stroke_width=2.2)


def _draw_row(drawing: Drawing, row: RankRow, bar: Bar, top: float, *, striped: bool) -> None:
    if striped:
        drawing.rect(0, top, WIDTH, _ROW, fill_opacity=0.045)
    base = top + 11
    rank = "–" if row.rank is None else str(row.rank)
    drawing.text(_RANK, base, rank, text_anchor="end", font_size=9.5, fill_opacity=QUIET)
    drawing.text(_NAME, base, clipped(row.name, _LONGEST_NAME))
    _draw_bar(drawing, row.mark, bar, top)
    value, expected = clipped(row.value_words, _LONGEST_VALUE), clipped(row.expected_words, _LONGEST_VALUE)
    drawing.text(_VALUE, base, value, text_anchor="end")
    drawing.text(WIDTH, base, expected, text_anchor="end", fill_opacity=QUIET)


def _draw_bar(drawing: Drawing, mark: Mark, bar: Bar, top: float) -> None:
    """The bar, a break in one that is cut, and the tick."""
    if bar.end is not None:
        left, right = sorted((_across(bar.zero), _across(bar.end)))
        drawing.rect(left, top + 3, right - left, _ROW - 6, fill=COLOURS.get(mark.status, "none"), **EDGE)
        if bar.is_cut:
            x = right - 8 if bar.end > bar.zero else left + 8
            drawing.path(step("M", x - 2, top + _ROW - 1) + "l4 -13h3l-4 13z", class_="paper", fill="#ffffff")
            for side in (0, 3):
                drawing.line(x - 2 + side, top + _ROW - 1, x + 2 + side, top + 2, stroke_width=0.8)
    if bar.tick is not None:
        x = _across(bar.tick)
        drawing.line(x, top + 1, x, top + _ROW - 1, stroke_width=2.2)
