"""Forces from best to worst: a bar each, with a tick at what was expected."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from tracker.domain.status_colour import COLOURS
from tracker.reports.charts.drawing import FAINT, QUIET, Drawing, clipped, step
from tracker.reports.charts.marks import EDGE, Box, draw_marks
from tracker.reports.charts.scale import Scale

if TYPE_CHECKING:
    from tracker.reports.blocks import Ranking, RankRow

WIDTH = 720.0
_HEAD, _ROW = 24.0, 15.0
_RANK, _NAME, _MARK, _BARS, _END, _VALUE = 20.0, 28.0, 172.0, 216.0, 532.0, 642.0
#: A bar more than so many times the middle one is cut, and shown to be, so that the others can be read.
_CUT = 4.0
_LONGEST_NAME = 24
_LONGEST_VALUE = 18


def ranking(block: Ranking) -> str:
    """The chart as SVG."""
    drawing = Drawing(WIDTH, _HEAD + _ROW * len(block.rows) + 4, block.description)
    scale = _scale(block.rows)
    _draw_head(drawing, block.basis)
    for place, row in enumerate(block.rows):
        _draw_row(drawing, row, scale, _HEAD + _ROW * place, striped=place % 2 == 1)
    zero = scale(0)
    drawing.line(zero, _HEAD - 2, zero, _HEAD + _ROW * len(block.rows), stroke_width=0.8)
    marks = [(row.mark, _MARK, _HEAD + _ROW * n + 1) for n, row in enumerate(block.rows)]
    draw_marks(drawing, marks, Box.flat(34, _ROW - 2))
    return drawing.svg()


def _scale(rows: tuple[RankRow, ...]) -> Scale:
    """From nought, or from the lowest value below it, to the highest that is not cut."""
    values = [v for row in rows for v in (row.value, row.expected) if v is not None]
    middle = statistics.median(map(abs, values)) if values else 0.0
    cut = middle * _CUT or max(map(abs, values), default=1.0) or 1.0
    low, high = max(min([0.0, *values]), -cut), min(max([0.0, *values]), cut)
    return Scale(low, high if high > low else low + 1.0, _BARS, _END)


def _draw_head(drawing: Drawing, basis: str) -> None:
    drawing.text(_BARS, 12, clipped(basis, 56), font_weight="bold")
    for right, words in ((_VALUE, "value"), (WIDTH, "expected")):
        drawing.text(right, 12, words, text_anchor="end", font_size=10, fill_opacity=QUIET)
    x = WIDTH - 62
    drawing.line(x, 4, x, 14, stroke_width=2.2)


def _draw_row(drawing: Drawing, row: RankRow, scale: Scale, top: float, *, striped: bool) -> None:
    if striped:
        drawing.rect(0, top, WIDTH, _ROW, fill_opacity=0.045)
    base = top + 11
    rank = "–" if row.rank is None else str(row.rank)
    drawing.text(_RANK, base, rank, text_anchor="end", font_size=9.5, fill_opacity=QUIET)
    drawing.text(_NAME, base, clipped(row.name, _LONGEST_NAME))
    if row.value is not None:
        _draw_bar(drawing, row, scale, top)
    if row.expected is not None and scale.low <= row.expected <= scale.high:
        x = scale(row.expected)
        drawing.line(x, top + 1, x, top + _ROW - 1, stroke_width=2.2)
    drawing.text(_VALUE, base, clipped(row.value_words, _LONGEST_VALUE), text_anchor="end")
    drawing.text(
        WIDTH, base, clipped(row.expected_words, _LONGEST_VALUE), text_anchor="end", fill_opacity=QUIET
    )


def _draw_bar(drawing: Drawing, row: RankRow, scale: Scale, top: float) -> None:
    value = row.value or 0.0
    shown = min(max(value, scale.low), scale.high)
    left, right = sorted((scale(0), scale(shown)))
    fill = COLOURS.get(row.mark.status, "none")
    drawing.rect(left, top + 3, right - left, _ROW - 6, fill=fill, **EDGE)
    if shown != value:
        x = right - 8 if value > 0 else left + 8
        slash = step("M", x - 2, top + _ROW - 1) + "l4 -13h3l-4 13z"
        drawing.path(slash, class_="paper", fill="#ffffff")
        for side in (0, 3):
            drawing.line(x - 2 + side, top + _ROW - 1, x + 2 + side, top + 2, stroke_width=0.8)
    elif right == left:
        drawing.line(left, top + 3, left, top + _ROW - 3, stroke_width=2, stroke_opacity=FAINT)
