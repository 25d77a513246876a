"""The phrases of which the status rules make their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.plan import Bound, Direction
from tracker.domain.words import day_words, percent, percent_beside, plural, quantity

if TYPE_CHECKING:
    from tracker.domain.case import Answered


def number_of(case: Answered, value: float) -> str:
    """A number in the measure's unit: 85% or 160."""
    return quantity(value, case.commitment.measure.kind)


def value_of(case: Answered) -> str:
    """The value judged."""
    return number_of(case, case.value)


def said(case: Answered) -> str:
    """What the force reported: a state or a value."""
    state = case.update.draft.state
    return state.value if state else value_of(case)


def days_past(case: Answered) -> str:
    """How long after the due date it is."""
    return plural((case.as_of - case.commitment.due).days, "day")


def goal_of(case: Answered) -> str:
    """The target, and the plan's own beside an accepted one."""
    if case.commitment.measure.direction is Direction.MAINTAIN:
        return bound_of(case, case.target)
    accepted = f" (accepted; the plan's is {number_of(case, case.original_target)})" if case.accepted else ""
    return f"target {number_of(case, case.target)}{accepted}"


def bound_of(case: Answered, target: float) -> str:
    """The level to be held."""
    word = {Bound.AT_LEAST: "at or above", Bound.AT_MOST: "at or below", Bound.WITHIN: "close to"}
    return f"to be held {word[case.commitment.measure.bound]} {number_of(case, target)}"


def working(case: Answered, achieved: float, relation: str, threshold: float) -> str:
    """The sentence of a colour: value, expected, share, and the threshold it met or missed."""
    share = percent_beside(achieved, threshold)
    limit = percent(threshold, 2)
    day = day_words(case.update.draft.as_at)
    if case.commitment.measure.direction is Direction.MAINTAIN:
        return f"{value_of(case)} at {day}, {bound_of(case, case.target)}: {share}, {relation} {limit}."
    joint = "of the" if case.commitment.measure.direction is Direction.INCREASE else "where"
    verb = "expected" if joint == "of the" else "was expected"
    accepted = " with the accepted target" if case.accepted else ""
    gaps = (
        f" ({plural(case.missing_periods, 'period')} not reported, left out)" if case.missing_periods else ""
    )
    return (
        f"{value_of(case)} {joint} {number_of(case, case.expected)} {verb} by {day}{accepted}{gaps}: "
        f"{share} of the expected progress, {relation} {limit}."
    )
