"""Small parts of the page that are markup of our own: marks, pictures, bars."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from tracker.reports.blocks import TileMap
from tracker.reports.charts.bars import bars_of
from tracker.reports.charts.drawing import digits
from tracker.reports.charts.sparkline import sparkline
from tracker.reports.charts.tile_map import tile_map
from tracker.reports.charts.trajectory import trajectory

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.reports.blocks import Mark, RankRow, TrajectoryChart
    from tracker.reports.charts.bars import Bar

_MARK = Markup(
    '<span class="mark {}"><span aria-hidden="true"><i>{}</i>{}</span><span class="unseen">{}</span></span>'
)
_LETTER = Markup('<span class="mark {}"><i aria-hidden="true">{}</i>{}</span>')
#: The units of a bar's width and height; it is stretched to its cell.
_WIDTH, _HEIGHT = 200.0, 10.0


@cache
def mark(mark: Mark) -> Markup:
    """Sign and letter on the status's colour; read out in words."""
    return _MARK.format(mark.status.value, mark.sign.strip(), mark.letter, mark.words)


def letter(mark: Mark) -> Markup:
    """Sign and letter on the status's colour, where the words stand beside it."""
    return _LETTER.format(mark.status.value, mark.sign.strip(), mark.letter)


def picture(block: TrajectoryChart | TileMap) -> Markup:
    """A picture as SVG in the page."""
    drawn = tile_map(block) if isinstance(block, TileMap) else trajectory(block)
    return Markup(drawn)  # noqa: S704 - every text in it is escaped where it is drawn


def trend(values: Sequence[float]) -> Markup:
    """A sparkline."""
    return Markup(sparkline(values))  # noqa: S704 - it holds numbers alone


def bars(rows: Sequence[RankRow]) -> list[Markup]:
    """A bar with its tick for each row of a ranking; the numbers stand beside it, so it is not read out."""
    return [
        Markup(_bar(row.mark.status.value, bar))  # noqa: S704 - it holds numbers and our own word alone
        for row, bar in zip(rows, bars_of(rows), strict=True)
    ]


def _bar(status: str, bar: Bar) -> str:
    box = f"0 0 {digits(_WIDTH)} {digits(_HEIGHT)}"
    parts = [f'<svg viewBox="{box}" preserveAspectRatio="none" aria-hidden="true">']
    zero = digits(bar.zero * _WIDTH)
    if bar.end is not None:
        left, right = sorted((bar.zero * _WIDTH, bar.end * _WIDTH))
        size = f'x="{digits(left)}" y="1.5" width="{digits(right - left)}" height="7"'
        parts.append(f'<rect class="{status}" {size}/>')
        if bar.is_cut:
            x = digits(right - 4 if bar.end > bar.zero else left + 2)
            parts.append(f'<path class="break" d="M{x} 10l2 -10"/>')
    parts.append(f'<path d="M{zero} 0v10"/>')
    if bar.tick is not None:
        parts.append(f'<path class="tick" d="M{digits(bar.tick * _WIDTH)} 0v10"/>')
    return "".join((*parts, "</svg>"))
