"""A line of a few values, for a table's cell whose words say the first and the last of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports.charts.drawing import QUIET, Drawing, step
from tracker.reports.charts.scale import Scale

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 72.0, 16.0
_EDGE = 3.0


def sparkline(values: Sequence[float]) -> str:
    """The line as SVG, the last value dotted. The words beside it say as much, so it is not read out."""
    drawing = Drawing(WIDTH, HEIGHT, "")
    low, high = min(values, default=0.0), max(values, default=0.0)
    if low == high:
        low, high = low - 1.0, high + 1.0
    up = Scale(low, high, HEIGHT - _EDGE, _EDGE)
    across = Scale(0, max(len(values) - 1, 1), _EDGE, WIDTH - _EDGE)
    points = [(across(place), up(value)) for place, value in enumerate(values)]
    steps = [step("L" if place else "M", x, y) for place, (x, y) in enumerate(points)]
    style = {"fill": "none", "stroke": "currentColor", "stroke_linejoin": "round"}
    drawing.path(steps, stroke_width=1.3, stroke_opacity=QUIET, **style)
    if points:
        drawing.circle(*points[-1], 2.2)
    return drawing.svg()
