"""Performance: the share of the expected progress that has been made, never clamped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.plan import Bound, Direction

if TYPE_CHECKING:
    from tracker.domain.plan import Measure

#: Places to which a performance is rounded before it meets a threshold: an exact 0.60 can come out of
#: floating-point arithmetic as 0.5999999999999981, and must not flip a colour.
PLACES = 9


def at_least(value: float, threshold: float) -> bool:
    """Whether a value reaches a threshold, floating-point noise apart."""
    return round(value - threshold, PLACES) >= 0


def progress(actual: float, baseline: float, goal: float) -> float | None:
    """(actual − baseline) ÷ (goal − baseline), for rising and falling goals alike.

    With the expected value as goal it is the performance, with the target the share of the whole way.
    Below 0 is backwards, above 1 ahead. None when goal and baseline are equal: no way, no share of it.
    """
    way = goal - baseline
    if round(way, PLACES) == 0:
        return None
    return (actual - baseline) / way


def is_no_worse(actual: float, reference: float, direction: Direction) -> bool:
    """Whether a value is at or on the right side of another; ``maintain`` has no right side here."""
    gap = round(actual - reference, PLACES)
    return gap <= 0 if direction is Direction.DECREASE else gap >= 0


def shortfall(actual: float, target: float, bound: Bound) -> float:
    """How far a maintained value is on the wrong side of its target, in the measure's unit; 0 when held."""
    if bound is Bound.AT_LEAST:
        return max(0.0, target - actual)
    if bound is Bound.AT_MOST:
        return max(0.0, actual - target)
    return abs(actual - target)


def maintained(actual: float, target: float, bound: Bound) -> float:
    """1 − shortfall ÷ |target|; with a target of 0 it is 1 when held, else 0."""
    short = shortfall(actual, target, bound)
    if round(target, PLACES) == 0:
        return 1.0 if round(short, PLACES) == 0 else 0.0
    return 1.0 - short / abs(target)


def performance(
    measure: Measure, actual: float, baseline: float, expected: float, target: float
) -> float | None:
    """The performance of a value under a measure; None before any progress is expected of it.

    Where expected equals baseline because the target does, it is 1 when actual is no worse, else 0.
    """
    if measure.direction is Direction.MAINTAIN:
        return maintained(actual, target, measure.bound)
    share = progress(actual, baseline, expected)
    if share is None and progress(actual, baseline, target) is None:
        return 1.0 if is_no_worse(actual, target, measure.direction) else 0.0
    return share
