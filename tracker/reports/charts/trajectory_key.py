"""How a chart of a trajectory draws its line and its dots, and the key that says what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports.charts.drawing import QUIET, Style, clipped

if TYPE_CHECKING:
    from tracker.reports.blocks import ChartPoint, TrajectoryChart
    from tracker.reports.charts.drawing import Drawing

#: Okabe and Ito's blue, for what was reported.
_BLUE = "#0072b2"
WHITE = "#ffffff"
PATH: Style = {
    "stroke": "currentColor",
    "stroke_opacity": QUIET,
    "stroke_width": 1.4,
    "stroke_dasharray": "6 3",
}
ACTUAL: Style = {"class_": "actual", "stroke": _BLUE, "stroke_width": 2}
#: To and from a figure behind which not all forces stand.
PARTIAL: Style = {**ACTUAL, "stroke_dasharray": "3 2.5"}
#: Inside a hollow sign is the page.
PAPER: Style = {"class_": "paper", "fill": WHITE}
#: The widest that a letter of the key is reckoned to be.
_LETTER = 5.3


def is_whole(point: ChartPoint) -> bool:
    """Whether all forces stand behind a figure."""
    return point.reported >= point.asked


def draw_dot(drawing: Drawing, x: float, y: float) -> None:
    """A figure of all forces."""
    drawing.circle(x, y, 3.6, class_="actual dot", fill=_BLUE)


def draw_ring(drawing: Drawing, x: float, y: float) -> None:
    """A figure of some forces."""
    drawing.circle(x, y, 3.6, class_="actual paper", fill=WHITE, stroke=_BLUE, stroke_width=1.8)


def draw_key(drawing: Drawing, chart: TrajectoryChart, left: float, right: float) -> None:
    """The unit, and what the lines and dots are; only those that are there."""
    drawing.text(left, 14, clipped(chart.unit, 40), font_weight="bold")
    whole = [is_whole(point) for point in chart.points]
    entries = (
        ("trajectory", _path, bool(chart.path)),
        ("all forces reported", _dot, any(whole)),
        ("some reported", _ring, not all(whole)),
        ("expected of those", _expected, not all(whole)),
    )
    for words, sign, is_there in reversed(entries):
        if is_there:
            right -= len(words) * _LETTER + 34
            sign(drawing, right + 21, 10)
            drawing.text(right + 26, 14, words, font_size=10, fill_opacity=QUIET)


def _path(drawing: Drawing, end: float, y: float) -> None:
    drawing.line(end - 21, y, end, y, **PATH)


def _dot(drawing: Drawing, end: float, y: float) -> None:
    draw_dot(drawing, end - 4, y)


def _ring(drawing: Drawing, end: float, y: float) -> None:
    draw_ring(drawing, end - 4, y)


def _expected(drawing: Drawing, end: float, y: float) -> None:
    drawing.line(end - 12, y, end, y, stroke_width=2)
