"""A national figure against its trajectory, with the councils, the target, and who reported."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.domain.calendar import day_words
from tracker.domain.status import Status
from tracker.domain.words import number
from tracker.reports.charts.drawing import FAINT, QUIET, Drawing, Style, step
from tracker.reports.charts.scale import Scale, days_between, month_words, values_scale
from tracker.reports.charts.trajectory_key import (
    ACTUAL,
    PAPER,
    PARTIAL,
    PATH,
    WHITE,
    draw_dot,
    draw_key,
    draw_ring,
    is_whole,
)

if TYPE_CHECKING:
    from datetime import date

    from tracker.reports.blocks import ChartPoint, TrajectoryChart

WIDTH, HEIGHT = 720.0, 290.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 62.0, 612.0, 62.0, 228.0
_MARGIN = 620.0
_STRIP_TOP, _STRIP = 256.0, 18.0
#: Words about a line above or below them, in units of the picture.
_LABEL_WIDTH = 66.0
#: Behind words is the page.
_HALO: Style = {"class_": "halo", "stroke": WHITE, "stroke_width": 3, "paint_order": "stroke"}


def trajectory(chart: TrajectoryChart) -> str:
    """The chart as SVG."""
    return _Picture(chart).draw()


class _Picture:
    """One chart being drawn: behind the data first, then the path, the figures, and the words."""

    def __init__(self, chart: TrajectoryChart) -> None:
        self._chart = chart
        self._drawing = Drawing(WIDTH, HEIGHT, chart.description)
        days = [chart.as_of, *(p.day for p in chart.path), *(p.day for p in chart.points)]
        self._first, self._last = min(days), max(days)
        length = max((self._last - self._first).days, 1)
        self._across = Scale(0, length, _LEFT + 8, _RIGHT)
        expected = [p.expected for p in chart.points if p.expected is not None]
        values = [*(p.value for p in chart.path), *(p.value for p in chart.points), *expected]
        self._up, self._ticks = values_scale(values, _BOTTOM, _TOP)

    def draw(self) -> str:
        self._axes()
        self._councils()
        self._path()
        self._figures()
        self._coverage()
        draw_key(self._drawing, self._chart, _LEFT, WIDTH)
        return self._drawing.svg()

    def _x(self, day: date) -> float:
        return self._across((day - self._first).days)

    def _axes(self) -> None:
        for value in self._ticks:
            y = self._up(value)
            self._drawing.line(_LEFT, y, _RIGHT, y, stroke_opacity=FAINT, stroke_width=0.6)
            self._drawing.text(_LEFT - 8, y + 4, number(value), text_anchor="end", fill_opacity=QUIET)
        for day in days_between(self._first, self._last):
            x = self._x(day)
            self._drawing.line(x, _BOTTOM, x, _BOTTOM + 4, stroke_opacity=QUIET, stroke_width=0.8)
            self._drawing.text(x, _BOTTOM + 16, month_words(day), text_anchor="middle", fill_opacity=QUIET)
        self._drawing.line(_LEFT, _BOTTOM, _RIGHT, _BOTTOM, stroke_opacity=QUIET, stroke_width=0.8)

    def _councils(self) -> None:
        """A thin line for each council; its day is written where there is room in one of two rows."""
        ends = [-_LABEL_WIDTH, -_LABEL_WIDTH]
        shown = [day for day in self._chart.councils if self._first <= day <= self._last]
        if shown:
            self._drawing.text(
                _LEFT - 8, 40, "councils", text_anchor="end", fill_opacity=QUIET, font_size=9.5
            )
        for day in shown:
            x = self._x(day)
            row = next((n for n, end in enumerate(ends) if x - _LABEL_WIDTH / 2 >= end), None)
            top = _TOP - 6 if row is None else _TOP - 8 - 11 * row
            self._drawing.line(
                x, top, x, _BOTTOM, stroke_opacity=0.5, stroke_width=0.7, stroke_dasharray="1.5 2.5"
            )
            if row is not None:
                words = day_words(day)
                self._drawing.text(
                    x, top - 3, words, text_anchor="middle", font_size=9.5, fill_opacity=QUIET, **_HALO
                )
                ends[row] = x + _LABEL_WIDTH / 2

    def _path(self) -> None:
        """The trajectory of all forces, to the target at its end."""
        path = self._chart.path
        if not path:
            return
        steps = [step("M", self._x(path[0].day), self._up(path[0].value))]
        for point in path[1:]:
            if self._chart.is_step:
                steps.append(step("H", self._x(point.day)))
            steps.append(step("L", self._x(point.day), self._up(point.value)))
        self._drawing.path(steps, fill="none", **PATH)
        x, y = self._x(path[-1].day), self._up(path[-1].value)
        self._drawing.path(step("M", x, y - 5) + "l5 5l-5 5l-5 -5z", **PAPER, stroke="currentColor")
        above = self._label_side(path[-1].value)
        for line, words in enumerate((f"target {_rounded(path[-1].value)}", f"by {day_words(path[-1].day)}")):
            self._drawing.text(_MARGIN, y + 4 + above + line * 12, words, font_size=10)

    def _label_side(self, target: float) -> float:
        """How far the words of the target are moved, out of the way of those of the last figure."""
        points = self._chart.points
        if not points or abs(gap := self._up(target) - self._up(points[-1].value)) >= 30:
            return 0.0
        return 16.0 if gap >= 0 else -24.0

    def _figures(self) -> None:
        """What was reported; where not all forces did, hollow, with the expected value of those that did."""
        points = self._chart.points
        for before, after in pairwise(points):
            x1, y1 = self._x(before.day), self._up(before.value)
            x2, y2 = self._x(after.day), self._up(after.value)
            style = ACTUAL if is_whole(before) and is_whole(after) else PARTIAL
            self._drawing.line(x1, y1, x2, y2, **style)
        for point in points:
            x, y = self._x(point.day), self._up(point.value)
            if is_whole(point):
                draw_dot(self._drawing, x, y)
                continue
            if point.expected is not None:
                at = self._up(point.expected)
                self._drawing.line(x, y, x, at, stroke_width=0.8, stroke_opacity=QUIET)
                self._drawing.line(x - 6, at, x + 6, at, stroke_width=2)
            draw_ring(self._drawing, x, y)
        if points:
            self._last_words(points[-1])
        else:
            middle = (_LEFT + _RIGHT) / 2, (_TOP + _BOTTOM) / 2
            self._drawing.text(
                middle[0], middle[1], Status.NONE.meaning, text_anchor="middle", font_size=13, **_HALO
            )

    def _last_words(self, point: ChartPoint) -> None:
        """The last figure and its day, in the margin where it is near, else beside the dot, off the path."""
        x, y = self._x(point.day), self._up(point.value)
        if x > _RIGHT - 45:
            self._drawing.text(_MARGIN, y + 1, _rounded(point.value), font_weight="bold", font_size=12)
            self._drawing.text(_MARGIN, y + 13, f"at {day_words(point.day)}", font_size=10)
            return
        path = self._chart.path
        is_above = point.expected is None or point.value >= point.expected
        is_rising = not path or path[-1].value >= path[0].value
        is_before = is_rising == is_above and x > _LEFT + 150
        words = f"{_rounded(point.value)} at {day_words(point.day)}"
        x += -4 if is_before else 4
        y += -9 if is_above else 18
        anchor = "end" if is_before else "start"
        self._drawing.text(x, y, words, text_anchor=anchor, font_weight="bold", **_HALO)

    def _coverage(self) -> None:
        """A small column for each figure: how many of the forces stand behind it."""
        points = self._chart.points
        if not points:
            return
        foot = _STRIP_TOP + _STRIP
        places = [self._x(point.day) for point in points]
        apart = min((b - a for a, b in pairwise(places)), default=12.0)
        width = max(2.0, min(12.0, apart * 0.7))
        for x, point in zip(places, points, strict=True):
            share = point.reported / point.asked if point.asked else 0.0
            left = x - width / 2
            self._drawing.rect(left, _STRIP_TOP, width, _STRIP, fill_opacity=0.12)
            self._drawing.rect(left, foot - _STRIP * share, width, _STRIP * share, fill_opacity=0.55)
        self._drawing.line(_LEFT, foot, _RIGHT, foot, stroke_opacity=QUIET, stroke_width=0.6)
        for line, words in enumerate(("forces", "reporting")):
            self._drawing.text(
                _LEFT - 8, _STRIP_TOP + 7 + 11 * line, words,
                text_anchor="end", font_size=9.5, fill_opacity=QUIET,
            )  # fmt: skip
        last = points[-1]
        self._drawing.text(_MARGIN, foot - 4, f"{last.reported} of {last.asked}", font_size=10)


def _rounded(value: float) -> str:
    """A number for a label: no decimals from a thousand on."""
    return number(value, 0 if abs(value) >= 1000 else 2)
