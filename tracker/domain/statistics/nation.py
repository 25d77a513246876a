"""The past of all forces together: the same forces at every date, ready for the figures over time.

A sum over whoever has reported moves with who reports. So the nation's past is that of the forces that have a
value at every date taken, with their own baselines and targets, and says how many they are.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.domain.national import combined
from tracker.domain.plan import NATIONAL
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.past import Past
from tracker.domain.statistics.points import Points
from tracker.domain.words import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from tracker.domain.force import Force
    from tracker.domain.plan import ForceSlug

#: The share of the forces that must have a value at a date for it to be taken.
ENOUGH_FORCES = 0.75


@dataclass(frozen=True)
class Nation:
    """The past of all forces together, and the ``forces`` out of ``asked`` that it is made of."""

    past: Past
    forces: tuple[ForceSlug, ...]
    asked: int

    @property
    def basis(self) -> str:
        """Who stands behind it: “of the 38 of 43 forces with a value at every date”."""
        if len(self.forces) == self.asked:
            return "of all forces together" if self.asked > 1 else "as reported nationally"
        return f"of the {len(self.forces)} of {plural(self.asked, 'force')} with a value at every date"


def days_of_most(days: Iterable[Iterable[date]], forces: int) -> list[date]:
    """The days, oldest first, that three quarters of so many forces have, from the days of each."""
    counted: Counter[date] = Counter()
    for same, many in Counter(map(tuple, days)).items():  # forces report for the same dates
        counted.update(dict.fromkeys(same, many))
    return sorted(day for day, many in counted.items() if many >= ENOUGH_FORCES * forces)


def nation_of(pasts: Sequence[Past], forces: Mapping[ForceSlug, Force]) -> Nation | NoFigure:
    """All forces of a commitment together, from the past of each."""
    if not pasts or pasts[0].commitment.is_milestone:
        return NoFigure("No figure over time: a milestone has states, not numbers.")
    if len(pasts) == 1:
        return Nation(pasts[0], (pasts[0].force,), 1)
    ways = {past.force: _by_day(past.way) for past in pasts if not isinstance(past.way, NoFigure)}
    commitment = pasts[0].commitment
    start = commitment.baseline_at
    days = [day for day in days_of_most(ways.values(), len(pasts)) if day > start]
    common = tuple(force for force, way in ways.items() if start in way and all(day in way for day in days))
    if not days or not common:
        return NoFigure("No figure over time: at no date have three quarters of the forces a value.")
    values = {past.force: _by_day(past.reported) for past in pasts}

    def together(of: Mapping[ForceSlug, float]) -> float:
        return combined(commitment, {force: of[force] for force in common}, forces)

    whole = replace(
        commitment,
        forces=(NATIONAL,),
        baselines={NATIONAL: together(commitment.baselines)},
        targets={NATIONAL: together(commitment.targets)},
    )
    said = [day for day in days_of_most(values.values(), len(pasts)) if all(day in values[f] for f in common)]
    reported = Points(tuple(said), tuple(together({f: values[f][day] for f in common}) for day in said))
    way = Points((start, *days), tuple(together({f: ways[f][d] for f in common}) for d in (start, *days)))
    return Nation(Past(whole, NATIONAL, reported, way), common, len(pasts))


def _by_day(points: Points) -> dict[date, float]:
    return dict(zip(points.days, points.values, strict=True))
