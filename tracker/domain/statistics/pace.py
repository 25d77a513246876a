"""The pace so far beside the pace that is needed: what the remaining days ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.performance import is_no_worse
from tracker.domain.plan import Direction
from tracker.domain.statistics.method import Method
from tracker.domain.words import day_words, number

if TYPE_CHECKING:
    from datetime import date

METHOD = Method(
    "Pace so far and pace needed",
    "It says how many times faster than so far it must go to reach the target in time.",
    "It does not say that it can: two values decide it, and one odd value moves it.",
    "Productivity Commission (Australia), Closing the Gap: method for assessments of progress",
)


@dataclass(frozen=True, slots=True)
class Pace:
    """Progress a day, positive towards the target, in the measure's unit.

    ``achieved`` is from the baseline to the latest value, ``required`` from there to the target by the due
    date; ``days`` are those that the sentence speaks of, one reporting period.
    """

    achieved: float
    required: float
    is_reached: bool
    due: date
    days: float

    @property
    def times(self) -> float | None:
        """Required ÷ achieved; None where nothing has been gained, or nothing more is needed."""
        if self.is_reached or self.achieved <= 0:
            return None
        return self.required / self.achieved

    @property
    def sentence(self) -> str:
        """How much faster it must go, in one plain sentence."""
        if self.is_reached:
            return "The target has been reached: no further progress is needed."
        needed = f"{number(self.required * self.days)} a period until {day_words(self.due)}"
        if self.times is None:
            return f"No progress so far: needs {needed}."
        if round(self.times, 1) == 1:
            return f"Needs the pace so far: {needed}."
        return f"Needs {number(self.times, 1)} times the pace so far: {needed}."


def pace(
    baseline: tuple[date, float],
    latest: tuple[date, float],
    target: tuple[date, float],
    direction: Direction,
    days: float,
) -> Pace:
    """The two paces of a measure that is to rise or fall; the three dates must be in their order."""
    (start, first), (now, last), (due, goal) = baseline, latest, target
    sign = -1 if direction is Direction.DECREASE else 1
    achieved = sign * (last - first) / (now - start).days
    required = sign * (goal - last) / (due - now).days
    return Pace(achieved, required, is_no_worse(last, goal, direction), due, days)
