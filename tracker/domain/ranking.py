"""Forces ranked on one commitment, so that forces of unlike size can be compared.

What is ranked is the first that applies: the value per so many officers or inhabitants where the plan says
so (``measure.per``); the value itself of a percentage or a rate; the share of the level to be held; the
share of the expected progress.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.performance import PLACES
from tracker.domain.plan import Bound, Direction, Kind, Weight
from tracker.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.domain.assess import Assessment
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment, Measure, Normaliser


class RankedBy(StrEnum):
    """What forces are ranked by."""

    PER_SIZE = "value for its size"
    VALUE = "value"
    LEVEL = "share of the level to be held"
    PROGRESS = "share of the expected progress"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A force's place: value and expected value in what is ranked by, None where there is nothing to rank.

    Forces alike share a place. ``rank`` counts from 1, best first.
    """

    force: Force
    assessment: Assessment
    rank: int | None
    value: float | None
    expected: float | None


def ranked_by(commitment: Commitment) -> RankedBy | None:
    """What the forces of a commitment are ranked by; None for a milestone."""
    measure = commitment.measure
    if commitment.is_milestone:
        return None
    if measure.per is not None:
        return RankedBy.PER_SIZE
    if measure.kind in (Kind.PERCENTAGE, Kind.RATE):
        return RankedBy.VALUE
    return RankedBy.LEVEL if measure.direction is Direction.MAINTAIN else RankedBy.PROGRESS


def ranking(commitment: Commitment, cells: Iterable[tuple[Force, Assessment]]) -> list[Ranked]:
    """The forces from best to worst; those without a value to rank last, by name.

    A value that is out of date, or of a force that is exempt, has no place.
    """
    by = ranked_by(commitment)
    found = [(force, a, *_measured(commitment.measure, by, force, a)) for force, a in cells]
    with_value = [
        (_order(commitment.measure, by, a, value), force, a, value, expected)
        for force, a, value, expected in found
        if value is not None
    ]
    with_value.sort(key=lambda row: (row[0], row[1].name))
    placed: list[Ranked] = []
    for place, (order, force, a, value, expected) in enumerate(with_value, 1):
        same = place > 1 and with_value[place - 2][0] == order
        placed.append(Ranked(force, a, placed[-1].rank if same else place, value, expected))
    rest = [Ranked(force, a, None, None, expected) for force, a, value, expected in found if value is None]
    return placed + sorted(rest, key=lambda ranked: ranked.force.name)


_UNRANKED = (Status.NONE, Status.STALE, Status.EXEMPT)


def _measured(
    measure: Measure, by: RankedBy | None, force: Force, a: Assessment
) -> tuple[float | None, float | None]:
    """Value and expected value in what is ranked by."""
    if by is None:
        return None, None
    value = None if a.status in _UNRANKED else a.value
    if by is RankedBy.LEVEL and a.target:
        return (None if value is None else value / a.target), 1.0
    if by in (RankedBy.LEVEL, RankedBy.PROGRESS):
        return (None if value is None else a.performance), 1.0
    scale = 1.0 if measure.per is None else _per_size(measure.per, force)
    return _times(value, scale), _times(a.expected, scale)


def _times(value: float | None, scale: float | None) -> float | None:
    return None if value is None or scale is None else value * scale


def _per_size(per: Normaliser, force: Force) -> float | None:
    """By what a value is multiplied; None where the force has no size."""
    size = {Weight.OFFICERS: force.officers, Weight.POPULATION: force.population, Weight.EQUAL: 1}[per.of]
    return per.amount / size if size else None


def _order(measure: Measure, by: RankedBy | None, a: Assessment, value: float) -> float:
    """The lower the better."""
    if by is not RankedBy.PROGRESS and measure.direction is Direction.MAINTAIN:
        if measure.bound is Bound.WITHIN:
            return -round(a.performance or 0.0, PLACES)
        return round(value if measure.bound is Bound.AT_MOST else -value, PLACES)
    falls = by is not RankedBy.PROGRESS and measure.direction is Direction.DECREASE
    return round(value if falls else -value, PLACES)
