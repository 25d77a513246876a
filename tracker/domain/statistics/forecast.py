"""The forecast: where will this be at the due date at its pace so far?

A least-squares line from the baseline, as the Productivity Commission assesses progress on Australia's
national agreement Closing the Gap ("Method for assessments of progress"): drawn from 3 points, interval and
chance of meeting the target from 5, by Student's t with n − 2 degrees of freedom and the error of
predicting one value. A forecast is not the trajectory: that is the path the plan asks for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.domain.performance import PLACES
from tracker.domain.statistics.bounds import UNBOUNDED, Bounds
from tracker.domain.statistics.distributions import student_chance, two_sided
from tracker.domain.statistics.line import Line, line_through
from tracker.domain.statistics.method import Method
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.precision import rounding_for
from tracker.domain.words import day_words, number, percent, plural

if TYPE_CHECKING:
    from tracker.domain.statistics.points import Points

METHOD = Method(
    "Forecast at the pace so far",
    "It says where the value would be at the due date if it went on as it has since the baseline.",
    "It is not the trajectory, the path the plan asks for, and knows nothing of what is planned next.",
    "Productivity Commission (Australia), Closing the Gap: method for assessments of progress",
)

#: Points (the baseline is one) from which a line is drawn, and from which it has an interval and a chance.
FEWEST = 3
ENOUGH = 5
#: A trend is called one when no trend would show as much less often than this.
SIGNIFICANT = 0.05
#: An arrival further away than this many days is no arrival.
FAR = 50 * 365


class Travel(StrEnum):
    """Which way the line goes, where it is more than chance."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    NO_CHANGE = "no clear change"


@dataclass(frozen=True, slots=True)
class Goal:
    """The values that meet a target: at or above ``low`` and at or below ``high``; one is infinite unless a
    level is to be held within a band."""

    target: float
    low: float
    high: float

    def is_met(self, value: float) -> bool:
        """Whether a value meets it, floating-point noise apart."""
        return round(value - self.low, PLACES) >= 0 and round(self.high - value, PLACES) >= 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """The value at the due date at the pace so far, in the measure's unit.

    ``low`` and ``high`` (95% prediction interval), ``chance`` of meeting the target and ``travel`` are None
    for fewer than 5 points. ``arrives`` is the day on which the line meets the target, None where it never
    does or has already been met.
    """

    due: date
    value: float
    goal: Goal
    points: int
    slope: float
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    travel: Travel | None = None
    arrives: date | None = None

    @property
    def sentence(self) -> str:
        """The forecast in one plain sentence."""
        shown = number(self.value)
        between = ""
        if self.low is not None and self.high is not None:
            rounding = rounding_for((self.high - self.low) / 2)
            shown = rounding.nearest(self.value)
            between = f" (95% interval {rounding.down(self.low)} to {rounding.up(self.high)})"
        return (
            f"At the pace so far {shown} on {day_words(self.due)}{between}, "
            f"target {number(self.goal.target)}: {self._verdict}{self._arrival}."
        )

    @property
    def _verdict(self) -> str:
        if self.chance is not None:
            return f"{chance_words(self.chance)} chance of meeting it"
        met = "would meet it" if self.goal.is_met(self.value) else "would miss it"
        return f"{met}, from {plural(self.points, 'point')} only"

    @property
    def _arrival(self) -> str:
        return f", reached about {day_words(self.arrives)}" if self.arrives else ""


def chance_words(chance: float) -> str:
    """A chance that never claims certainty: "under 1%", "89%", "over 99%"."""
    if chance < 0.01:
        return "under 1%"
    return "over 99%" if chance > 0.99 else percent(chance)


def forecast(
    points: Points,
    due: date,
    goal: Goal,
    *,
    better: int,
    bounds: Bounds = UNBOUNDED,
) -> Forecast | NoFigure:
    """The forecast from the points since the baseline, which is the first, in the order of time."""
    if len(points) < FEWEST:
        return NoFigure(
            f"No forecast: {plural(len(points), 'point')} with the baseline, at least {FEWEST} are needed."
        )
    days, start = _days_since_first(points.days), points.days[0].toordinal()
    line = line_through(days, points.values)
    x = due.toordinal() - start
    value = bounds.hold(line.at(x))
    arrives = None if goal.is_met(points.values[-1]) else _arrival(line, start, days[-1], goal.target)
    if len(points) < ENOUGH:
        return Forecast(due, value, goal, len(points), line.slope, arrives=arrives)
    error, degrees = line.prediction_error(x), len(points) - 2
    half = two_sided(degrees) * error
    return Forecast(
        due, value, goal, len(points), line.slope,
        bounds.hold(line.at(x) - half), bounds.hold(line.at(x) + half),
        chance_of_meeting(line.at(x), error, degrees, goal), _travel(line, better), arrives,
    )  # fmt: skip


def chance_of_meeting(value: float, error: float, degrees: int, goal: Goal) -> float:
    """The probability that a new value about the line meets the goal; certain where the points lie on it."""
    if not error:
        return 1.0 if goal.is_met(value) else 0.0
    low, high = (goal.low - value) / error, (goal.high - value) / error
    too_low = student_chance(low, degrees) if low > -math.inf else 0.0
    too_high = student_chance(-high, degrees) if high < math.inf else 0.0
    return max(0.0, 1 - too_low - too_high)


def _travel(line: Line, better: int) -> Travel:
    if line.chance_of_no_trend >= SIGNIFICANT or not better:
        return Travel.NO_CHANGE
    return Travel.IMPROVING if line.slope * better > 0 else Travel.WORSENING


@lru_cache(maxsize=256)  # forces report for the same dates
def _days_since_first(days: tuple[date, ...]) -> tuple[int, ...]:
    start = days[0].toordinal()
    return tuple([day.toordinal() - start for day in days])


def _arrival(line: Line, start: int, now: int, target: float) -> date | None:
    """The day on which the line meets the target, later than ``now``, the day of the latest value counted
    from the first; ``start`` is the ordinal of that."""
    if not line.slope:
        return None
    x = (target - line.intercept) / line.slope
    if not now < x <= FAR:
        return None
    return date.fromordinal(start + math.ceil(round(x, 6)))
