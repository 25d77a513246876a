"""Where the bars of a ranking begin and end, and where its ticks stand: the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.status_colour import COLOURS
from tracker.reports.charts.drawing import Drawing, step
from tracker.reports.charts.marks import EDGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.reports.blocks import RankRow

#: A bar more than so many times the middle one is cut, and shown to be, so that the others can be read.
_CUT = 4.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A force's bar from nought to its value, and the tick at what was expected, as shares of the width.

    ``end`` is None where there is no value, ``tick`` where nothing was expected or it lies beyond the width.
    """

    zero: float
    end: float | None
    tick: float | None
    is_cut: bool


def bars_of(rows: Sequence[RankRow]) -> list[Bar]:
    """The bars of a ranking on one scale: from nought, or the lowest below it, to the highest not cut."""
    values = [v for row in rows for v in (row.value, row.expected) if v is not None]
    sizes = sorted(map(abs, values)) or [0.0]
    cut = sizes[len(sizes) // 2] * _CUT or sizes[-1] or 1.0
    low, high = max(min([0.0, *values]), -cut), min(max([0.0, *values]), cut)
    width = high - low or 1.0

    def bar(row: RankRow) -> Bar:
        end = None if row.value is None else (min(max(row.value, low), high) - low) / width
        is_beyond = row.expected is None or not low <= row.expected <= high
        tick = None if row.expected is None or is_beyond else (row.expected - low) / width
        return Bar(-low / width, end, tick, row.value is not None and not low <= row.value <= high)

    return [bar(row) for row in rows]


def bars_picture(rows: Sequence[RankRow], bars: Sequence[Bar], width: float, pitch: float) -> str:
    """The bars of a ranking alone, as SVG, for a table whose rows are ``pitch`` high and hold the words."""
    drawing = Drawing(width, pitch * len(rows), "")
    draw_bars(drawing, rows, bars, (0.0, 0.0), width, pitch)
    return drawing.svg()


def draw_bars(
    drawing: Drawing,
    rows: Sequence[RankRow],
    bars: Sequence[Bar],
    corner: tuple[float, float],
    width: float,
    pitch: float,
) -> None:
    """Bars below each other from an upper left corner, and the line that stands for nought."""
    left, top = corner
    for place, (row, bar) in enumerate(zip(rows, bars, strict=True)):
        _draw_bar(
            drawing, COLOURS.get(row.mark.status, "none"), bar, (left, top + pitch * place), width, pitch
        )
    if bars:
        zero = left + bars[0].zero * width
        drawing.line(zero, top, zero, top + pitch * len(bars), stroke_width=0.8)


def _draw_bar(
    drawing: Drawing, fill: str, bar: Bar, corner: tuple[float, float], width: float, pitch: float
) -> None:
    """The bar, a break in one that is cut, and the tick."""
    left, top = corner
    if bar.end is not None:
        begin, end = sorted((left + bar.zero * width, left + bar.end * width))
        drawing.rect(begin, top + pitch * 0.2, end - begin, pitch * 0.6, fill=fill, **EDGE)
        if bar.is_cut:
            x = end - 8 if bar.end > bar.zero else begin + 8
            gap = step("M", x - 2, top + pitch - 1) + "l4 -13h3l-4 13z"
            drawing.path(gap, class_="paper", fill="#ffffff")
            for side in (0, 3):
                drawing.line(x - 2 + side, top + pitch - 1, x + 2 + side, top + pitch - 14, stroke_width=0.8)
    if bar.tick is not None:
        x = left + bar.tick * width
        drawing.line(x, top + pitch * 0.07, x, top + pitch * 0.93, stroke_width=2.2)
