"""The status rules for what is counted or measured, in their order: the first that applies decides.

The sentence a person reads stands beside the rule that it explains.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.case import Verdict
from tracker.domain.common_rules import exempt, not_started, stale
from tracker.domain.lateness import final_due_on, has_fallen_due
from tracker.domain.performance import at_least, is_no_worse, maintained, progress, shortfall
from tracker.domain.plan import Bound, Direction
from tracker.domain.sentences import bound_of, goal_of, number_of, value_of, working
from tracker.domain.status import Status
from tracker.domain.words import day_words, percent

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.case import Answered

#: Expected progress under this share of the whole way is too early to judge.
EARLY_SHARE = 0.1


def _complete(case: Answered) -> Verdict | None:
    """The target is reached: the original one, also where a lower one was accepted for the time being."""
    measure, as_at = case.commitment.measure, case.update.draft.as_at
    if measure.direction is Direction.MAINTAIN:
        if as_at < case.commitment.due or not held(case, case.original_target):
            return None
        return Verdict(
            Status.COMPLETE,
            lambda: f"Held: {value_of(case)} at {day_words(as_at)}, {bound_of(case, case.original_target)}.",
        )
    if not is_no_worse(case.value, case.original_target, measure.direction):
        return None
    return Verdict(
        Status.COMPLETE,
        lambda: (
            f"Target reached: {value_of(case)} as at {day_words(as_at)}, target "
            f"{number_of(case, case.original_target)} by {day_words(case.commitment.due)}."
        ),
    )


def _too_early(case: Answered) -> Verdict | None:
    if case.commitment.measure.direction is Direction.MAINTAIN:
        return None
    share = progress(case.expected, case.baseline, case.target)
    if share is None or at_least(share, EARLY_SHARE):
        return None
    if not is_no_worse(case.value, case.baseline, case.commitment.measure.direction):
        return None
    return Verdict(
        Status.EARLY,
        lambda: (
            f"Too early to say: {value_of(case)} where {number_of(case, case.expected)} was expected, "
            f"{percent(share)} of the whole way."
        ),
    )


def _missed(case: Answered) -> Verdict | None:
    """A value for the due date or later falls short, or the return that covers it is overdue."""
    commitment, as_at = case.commitment, case.update.draft.as_at
    if as_at >= commitment.due:
        if reaches(case):
            return None
        return Verdict(
            Status.RED,
            lambda: (
                f"Target missed: {value_of(case)} as at {day_words(as_at)}, {goal_of(case)} "
                f"by {day_words(commitment.due)}."
            ),
        )
    if case.as_of <= commitment.due:
        return None  # the return that covers the due date cannot be overdue yet
    due_on = final_due_on(commitment)
    if not has_fallen_due(due_on, case.as_of):
        return None
    return Verdict(
        Status.RED,
        lambda: (
            f"Target missed: no return for {day_words(commitment.due)} by {day_words(due_on)}; last "
            f"{value_of(case)} as at {day_words(as_at)}, {goal_of(case)}."
        ),
    )


def _by_performance(case: Answered) -> Verdict:
    """The three or four colours."""
    thresholds = case.commitment.thresholds
    share = case.performance
    if share is None:
        return Verdict(
            Status.RED,
            lambda: f"Gone backwards: {value_of(case)} from a baseline of {number_of(case, case.baseline)}.",
        )
    if at_least(share, thresholds.green):
        return Verdict(Status.GREEN, lambda: working(case, share, "at or above", thresholds.green))
    if at_least(share, thresholds.amber):
        return Verdict(Status.AMBER, lambda: working(case, share, "below", thresholds.green))
    if thresholds.amber_red is not None and at_least(share, thresholds.amber_red):
        return Verdict(Status.AMBER_RED, lambda: working(case, share, "below", thresholds.amber))
    lowest = thresholds.amber if thresholds.amber_red is None else thresholds.amber_red
    return Verdict(Status.RED, lambda: working(case, share, "below", lowest))


NUMBER_RULES: tuple[Callable[[Answered], Verdict | None], ...] = (
    exempt,
    not_started,
    _complete,
    _too_early,
    stale,
    _missed,
    _by_performance,
)


def held(case: Answered, target: float) -> bool:
    """Whether a maintained value stands at its target; ``within`` allows what the green threshold allows."""
    measure, value = case.commitment.measure, case.value
    if measure.bound is Bound.WITHIN:
        return at_least(maintained(value, target, measure.bound), case.commitment.thresholds.green)
    return round(shortfall(value, target, measure.bound), 9) == 0


def reaches(case: Answered) -> bool:
    """Whether the value is at the target or past it; of a measure that is maintained, whether it is held."""
    direction = case.commitment.measure.direction
    if direction is Direction.MAINTAIN:
        return held(case, case.target)
    return is_no_worse(case.value, case.target, direction)
