"""Consistency: are the forces becoming more alike?

The coefficient of variation (sample standard deviation ÷ mean) of the forces' values and the gap between
the means of the best and the worst quarter of them, at each date, over the forces that have a value at
every date.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.statistics.forecast import SIGNIFICANT
from tracker.domain.statistics.line import line_through
from tracker.domain.statistics.method import Method
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.words import day_words, number, percent, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

METHOD = Method(
    "Consistency between forces over time",
    "It says whether the forces' values are drawing together or apart.",
    "More consistent does not mean better: forces can become alike by all doing badly.",
    "Coefficient of variation: Everitt, The Cambridge Dictionary of Statistics",
)

FEWEST_FORCES = 4
#: Dates from which a direction is claimed.
ENOUGH = 5


class Drift(StrEnum):
    """Whether the forces draw together."""

    MORE = "more consistent"
    LESS = "less consistent"
    UNCLEAR = "no clear change in consistency"


@dataclass(frozen=True, slots=True)
class Spread:
    """The spread of the forces at one date: ``variation`` is None where their mean is 0; ``gap`` is in the
    measure's unit and not below 0."""

    as_at: date
    variation: float | None
    gap: float


@dataclass(frozen=True)
class Consistency:
    """The spread at every date, oldest first, over the same ``forces`` forces."""

    spreads: tuple[Spread, ...]
    forces: int

    @property
    def drift(self) -> Drift | None:
        """More or less consistent where the coefficient of variation has a trend by more than chance; None
        for fewer than 5 dates."""
        points = [(s.as_at.toordinal(), s.variation) for s in self.spreads if s.variation is not None]
        if len(points) < ENOUGH:
            return None
        line = line_through([x for x, _ in points], [y for _, y in points])
        if line.chance_of_no_trend >= SIGNIFICANT:
            return Drift.UNCLEAR
        return Drift.MORE if line.slope < 0 else Drift.LESS

    @property
    def sentence(self) -> str:
        """The first and the last spread, and the drift, in one plain sentence."""
        first, last = self.spreads[0], self.spreads[-1]
        words = (
            "the gap between the best and the worst quarter went from "
            f"{number(first.gap)} to {number(last.gap)}"
        )
        if first.variation is not None and last.variation is not None:
            words = (
                f"the coefficient of variation went from {percent(first.variation, 1)} to "
                f"{percent(last.variation, 1)} and {words}"
            )
        verdict = f"{self.drift.value}." if self.drift else f"too few dates to say more, {ENOUGH} are needed."
        return (
            f"From {day_words(first.as_at)} to {day_words(last.as_at)}, over {plural(self.forces, 'force')}, "
            f"{words}: {verdict}"
        )


def consistency(days: Sequence[date], values: Mapping[str, Sequence[float]]) -> Consistency | NoFigure:
    """The consistency of forces that each have a value for every day, the days in their order."""
    if len(days) < 2:
        return NoFigure(f"No consistency over time: {plural(len(days), 'date')}, at least 2 are needed.")
    if len(values) < FEWEST_FORCES:
        return NoFigure(
            f"No consistency over time: {plural(len(values), 'force')} with a value at every date, at least "
            f"{FEWEST_FORCES} are needed."
        )
    at_each = map(sorted, zip(*values.values(), strict=True))
    spreads = [
        Spread(day, coefficient_of_variation(ordered), quarter_gap(ordered))
        for day, ordered in zip(days, at_each, strict=True)
    ]
    return Consistency(tuple(spreads), len(values))


def coefficient_of_variation(values: Sequence[float]) -> float | None:
    """Sample standard deviation ÷ |mean|; None where the mean is 0 or the values have both signs."""
    mean = sum(values) / len(values)
    if not mean or min(values) < 0 < max(values):
        return None
    return math.dist(values, [mean] * len(values)) / math.sqrt(len(values) - 1) / abs(mean)


def quarter_gap(ordered: Sequence[float]) -> float:
    """The mean of the highest quarter of sorted values less that of the lowest; quarters are rounded down."""
    quarter = len(ordered) // 4
    return (sum(ordered[-quarter:]) - sum(ordered[:quarter])) / quarter
