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
    from tracker.domain.plan import Commitment, Measure


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
    has_value = a.value is not None and a.status not in _UNRANKED
    if by is RankedBy.PROGRESS:
        return (a.performance if has_value else None), 1.0
    if by is RankedBy.LEVEL:
        if not a.target:
            return (a.performance if has_value else None), 1.0
        return (a.value / a.target if has_value and a.value is not None else None), 1.0
    scale = 1.0 if by is RankedBy.VALUE else _per_size(measure, force)
    if scale is None:
        return None, None
    expected = None if a.expected is None else a.expected * scale
    return (a.value * scale if has_value and a.value is not None else None), expected


def _per_size(measure: Measure, force: Force) -> float | None:
    if measure.per is None:  # pragma: no cover - ranked so only where there is one
        return None
    size = {Weight.OFFICERS: force.officers, Weight.POPULATION: force.population, Weight.EQUAL: 1}
    return measure.per.amount / size[measure.per.of] if size[measure.per.of] else None


def _order(measure: Measure, by: RankedBy | None, a: Assessment, value: float) -> float:
    """The lower the better."""
    if by is not RankedBy.PROGRESS and measure.direction is Direction.MAINTAIN:
        if measure.bound is Bound.WITHIN:
            return -round(a.performance or 0.0, PLACES)
        return round(value if measure.bound is Bound.AT_MOST else -value, PLACES)
    falls = by is not RankedBy.PROGRESS and measure.direction is Direction.DECREASE
    return round(value if falls else -value, PLACES)
