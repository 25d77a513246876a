"""The expected value: where a commitment should stand on a day.

Straight lines by days through the baseline, the waypoints and the target; ``shape: step`` holds each
point's value until the next. Before the baseline date it is the baseline, after the due date the target.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.plan import Direction, Shape

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.plan import Commitment, ForceSlug, Waypoint


@dataclass(frozen=True)
class Trajectory:
    """The path of one force: dates, strictly rising, and the value at each; the first is the baseline."""

    dates: tuple[date, ...]
    values: tuple[float, ...]
    shape: Shape = Shape.LINEAR

    @property
    def baseline(self) -> float:
        """The value the way starts from."""
        return self.values[0]

    @property
    def target(self) -> float:
        """The value the way leads to."""
        return self.values[-1]

    def expected(self, day: date) -> float:
        """The expected value on a day, in the measure's unit."""
        if day <= self.dates[0]:
            return self.values[0]
        if day >= self.dates[-1]:
            return self.values[-1]
        after = bisect_right(self.dates, day)
        left, right = self.values[after - 1], self.values[after]
        if self.shape is Shape.STEP:
            return left
        start, end = self.dates[after - 1], self.dates[after]
        return left + (right - left) * ((day - start).days / (end - start).days)


def trajectory_of(commitment: Commitment, force: ForceSlug, target: float | None = None) -> Trajectory:
    """The path of one force on a commitment; ``target`` stands in for its own (an accepted shortfall).

    A measure to be maintained is expected to be at its target throughout. With a target that stands in,
    waypoints given as values are held between the baseline and that target.
    """
    own = commitment.targets[force]
    goal = own if target is None else target
    baseline = goal if commitment.measure.direction is Direction.MAINTAIN else commitment.baselines[force]
    values = [_waypoint_value(w, baseline, goal) for w in commitment.waypoints]
    if target is not None:
        low, high = sorted((baseline, goal))
        values = [min(max(value, low), high) for value in values]
    dates = (commitment.baseline_at, *(w.by for w in commitment.waypoints), commitment.due)
    return Trajectory(dates, (baseline, *values, goal), commitment.shape)


def _waypoint_value(waypoint: Waypoint, baseline: float, target: float) -> float:
    if waypoint.value is not None:
        return waypoint.value
    return baseline + (target - baseline) * (waypoint.share or 0.0)
