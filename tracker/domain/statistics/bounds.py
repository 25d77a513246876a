"""What a measure can be at all, and which way is better: no figure is ever shown beyond its bounds."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.plan import Bound, Direction, Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from tracker.domain.plan import Measure


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most that a value can be, in the measure's unit."""

    low: float = -math.inf
    high: float = math.inf

    def hold(self, value: float) -> float:
        """The value, or the bound it would pass."""
        return min(max(value, self.low), self.high)


UNBOUNDED = Bounds()


def bounds_of(measure: Measure, known: Collection[float]) -> Bounds:
    """Not below 0, and for a percentage not above 100, unless something known (a value, a baseline, a target)
    is: a count of additional officers can be below 0."""
    low = 0.0 if min(known, default=0.0) >= 0 else -math.inf
    is_share = measure.kind is Kind.PERCENTAGE and max(known, default=0.0) <= 100
    return Bounds(low, 100.0 if is_share else math.inf)


def better_side(measure: Measure) -> int:
    """1 where higher is better, −1 where lower is, 0 where neither is (a level held within a band)."""
    if measure.direction is Direction.MAINTAIN:
        return {Bound.AT_LEAST: 1, Bound.AT_MOST: -1, Bound.WITHIN: 0}[measure.bound]
    return 1 if measure.direction is Direction.INCREASE else -1
