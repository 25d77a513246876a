"""Whether a promise became easier to keep: target, date, baseline, way and thresholds, old against new."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.performance import PLACES
from tracker.domain.plan import Bound, Direction, Shape
from tracker.domain.trajectory import trajectory_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tracker.domain.plan import Commitment, ForceSlug, Measure, Thresholds
    from tracker.domain.trajectory import Trajectory


class Way(StrEnum):
    """Which way a figure changed for those who promised it."""

    EASIER = "easier"
    HARDER = "harder"
    MOVED = "moved"


class Ease(StrEnum):
    """In what respect a promise became easier; in the order in which they are told."""

    MEASURE = "measured otherwise"
    TARGET = "easier target"
    DUE = "later date"
    BASELINE = "easier baseline"
    TRAJECTORY = "less expected on the way"
    THRESHOLDS = "more lenient thresholds"
    START = "later start"


def target_way(measure: Measure, baseline: float, old: float, new: float) -> Way:
    """Whether a changed target is easier.

    To be kept within a level it is easier the nearer that level is to the baseline.
    """
    if measure.direction is Direction.MAINTAIN and measure.bound is Bound.WITHIN:
        old, new = abs(old - baseline), abs(new - baseline)
    change = round(new - old, PLACES)
    if not change:
        return Way.MOVED
    falls = measure.direction is Direction.DECREASE or (
        measure.direction is Direction.MAINTAIN and measure.bound is Bound.AT_MOST
    )
    return Way.EASIER if (change > 0) is falls else Way.HARDER


def baseline_way(measure: Measure, old: float, new: float) -> Way:
    """Whether a changed baseline is in the force's favour: what was done already counts as progress."""
    change = round(new - old, PLACES)
    if measure.direction is Direction.MAINTAIN or not change:
        return Way.MOVED
    return Way.EASIER if (change < 0) is (measure.direction is Direction.INCREASE) else Way.HARDER


def thresholds_ways(old: Thresholds, new: Thresholds) -> set[Way]:
    """Easier where any colour can be had for less, harder where any takes more; both may be so.

    A third threshold below amber makes red rarer.
    """
    levels = (
        (old.green, new.green),
        (old.amber, new.amber),
        (_lowest(old), _lowest(new)),
    )
    changes = {round(b - a, PLACES) for a, b in levels}
    ways = {Way.EASIER} if min(changes) < 0 else set()
    return ways | ({Way.HARDER} if max(changes) > 0 else set())


def eased(old: Commitment, new: Commitment, force: ForceSlug) -> tuple[Ease, ...]:
    """In what respects a commitment became easier for a force that it applies to both times."""
    return tuple(_eased(old, new, force)) if old is not new else ()


def _eased(old: Commitment, new: Commitment, force: ForceSlug) -> Iterator[Ease]:
    if _is_measured_otherwise(old.measure, new.measure):
        yield Ease.MEASURE
    elif not new.is_milestone and _target(old, new, force) is Way.EASIER:
        yield Ease.TARGET
    if new.due > old.due:
        yield Ease.DUE
    if not (old.is_milestone or new.is_milestone):
        if new.measure.direction is not Direction.MAINTAIN and (
            new.baseline_at > old.baseline_at
            or baseline_way(new.measure, old.baselines[force], new.baselines[force]) is Way.EASIER
        ):
            yield Ease.BASELINE
        if (old.waypoints, old.shape) != (new.waypoints, new.shape) and is_less_expected(old, new, force):
            yield Ease.TRAJECTORY
        if Way.EASIER in thresholds_ways(old.thresholds, new.thresholds):
            yield Ease.THRESHOLDS
    if new.starts > old.starts:
        yield Ease.START


def _target(old: Commitment, new: Commitment, force: ForceSlug) -> Way:
    return target_way(new.measure, new.baselines[force], old.targets[force], new.targets[force])


def is_judged_alike(old: Measure, new: Measure) -> bool:
    """Whether a value reported under one measure can be judged under the other."""
    return (old.kind, old.reported, old.multiplier) == (new.kind, new.reported, new.multiplier)


def _is_measured_otherwise(old: Measure, new: Measure) -> bool:
    """Another kind of figure, or another side that is the wrong one: ``within`` is the strictest."""
    if not is_judged_alike(old, new) or old.direction is not new.direction:
        return True
    return old.bound is not new.bound and new.bound is not Bound.WITHIN


def is_less_expected(old: Commitment, new: Commitment, force: ForceSlug) -> bool:
    """Whether less is expected of a force on any day; what is maintained has no way to go."""
    if new.measure.direction is Direction.MAINTAIN:
        return False
    before, after = trajectory_of(old, force), trajectory_of(new, force)
    sign = 1 if new.measure.direction is Direction.INCREASE else -1
    days = {day for path in (before, after) for day in _bends(path)}
    return any(round(sign * (after.expected(day) - before.expected(day)), PLACES) < 0 for day in days)


def _bends(path: Trajectory) -> Iterator[date]:
    """The days on which a path may differ most from another: where it bends, or just before it steps."""
    yield from path.dates
    if path.shape is Shape.STEP:
        yield from (day - timedelta(days=1) for day in path.dates[1:])


def _lowest(thresholds: Thresholds) -> float:
    return thresholds.amber if thresholds.amber_red is None else thresholds.amber_red
