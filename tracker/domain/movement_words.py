"""The sentences of movement: what happened to a cell, with its numbers, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.causes import Cause
from tracker.domain.movement import Kind
from tracker.domain.plan import Bound, Direction
from tracker.domain.status import Status
from tracker.domain.update import MARKS, VALUELESS_MARKS
from tracker.domain.words import day_words, number, percent_beside, plural, quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.causes import Standing, Step
    from tracker.domain.movement import Movement, Sighting
    from tracker.domain.plan import Commitment

_NOTHING = "nothing"

#: What each kind says, in a few words.
MEANINGS = {
    Kind.WORSENED: "a worse colour, or performance down by 5 points or more",
    Kind.IMPROVED: "a better colour, or performance up by 5 points or more",
    Kind.WENT_SILENT: "nothing reported, or nothing recent, where there was something",
    Kind.NEWLY_REPORTED: "a value where there was none, or none recent",
    Kind.REVISED: "another value for the same past; nothing else had a part",
    Kind.NEWLY_JUDGED: "a colour where it was too early, exempt or out of date",
    Kind.NO_LONGER_JUDGED: "no colour any more: exempt, or too early",
    Kind.NOT_COMPARABLE: "what it is measured against is another",
    Kind.ADDED: "not in A's plan",
    Kind.TAKEN_OUT: "not in B's plan",
    Kind.NO_CHANGE: "the same colour, performance within 5 points",
}


def sentence(move: Movement, force: str) -> str:
    """What happened to a cell, for a force by its name: "Kent, officer-strength: amber → green, …"."""
    parts = [part for part in (status_words(move), value_words(move), performance_words(move)) if part]
    why = why_words(move)
    return f"{force}, {move.commitment}: {', '.join(parts)}{': ' + why if why else ''}."


def counts_words(counts: Mapping[Kind, int]) -> str:
    """Counts in the order of the kinds: "2 worsened, 1 improved, 40 no change"."""
    return ", ".join(f"{count:,} {kind.value}" for kind, count in counts.items() if count) or "no cells"


def sighting_words(sighting: Sighting) -> str:
    """A sighting in one line: as of when, known when, under which plan version."""
    council = " (council)" if sighting.as_of in sighting.plan.councils else ""
    known = "now"
    if sighting.known_at is not None:
        day = sighting.known_at.date()
        known = "on that day" if day == sighting.as_of else f"at {day_words(day)}"
    version = f"plan version {sighting.plan_version}"
    if sighting.before_first_version:
        version += " (recorded later)"
    return f"as of {day_words(sighting.as_of)}{council} · known {known} · {version}"


def status_words(move: Movement) -> str:
    """The status, before and after: "amber → green", "red as before"."""
    if move.before is None or move.after is None:
        gone = f"taken out of the plan, was {move.before.status.value}" if move.before else ""
        return f"new in the plan, {move.after.status.value}" if move.after else gone
    old, new = move.before.status, move.after.status
    return f"{new.value} as before" if old == new else f"{old.value} → {new.value}"


def value_words(move: Movement) -> str:
    """The values, and what was expected: "3,140 → 3,260 of the 3,250 expected"; empty where nothing was said.

    Where the measuring changed, each value stands beside what it was measured against.
    """
    before, after = move.before, move.after
    if before is None or after is None:
        only = after or before
        return said(only) + _against(only) if only and only.heard else ""
    if move.kind is Kind.NOT_COMPARABLE:
        old, new = said(before) + _against(before), said(after) + _against(after)
        values = (new if old == new else f"{old} → {new}") if before.heard or after.heard else ""
        return ", ".join(part for part in (values, goal_words(move)) if part)
    if not before.heard and not after.heard and before.said == after.said:
        return ""
    forecasts = forecast_words(move)
    values = short_values(move) + _against(after if after.heard else before)
    return f"{values}, {forecasts}" if forecasts else values


def short_values(move: Movement) -> str:
    """The values alone, for a table: "3,140 → 3,260"."""
    old, new = (said(standing) if standing else "" for standing in (move.before, move.after))
    if move.before is None or move.after is None:
        return old or new
    return new if old == new else f"{old} → {new}"


def forecast_words(move: Movement) -> str:
    """A milestone's forecast: "forecast 10 Dec 2015 → 14 Jan 2016"; empty where it did not move."""
    old, new = (standing.forecast if standing else None for standing in (move.before, move.after))
    if new is None or old == new:
        return ""
    return f"forecast {f'{day_words(old)} → ' if old else ''}{day_words(new)}"


def said(standing: Standing) -> str:
    """What a force says in one picture: a value, a state, a word in a value's place, or nothing."""
    if standing.value is not None:
        return quantity(standing.value, standing.commitment.measure.kind)
    if standing.state is not None:
        return standing.state.value
    return next((MARKS[mark] for mark in standing.missing_as if mark in VALUELESS_MARKS), _NOTHING)


def performance_words(move: Movement) -> str:
    """The performance, before and after: "performance 94% → 97%"; empty where it did not move."""
    if move.before is None or move.after is None or move.kind is Kind.NOT_COMPARABLE:
        return ""
    old, new = move.before.assessment.performance, move.after.assessment.performance
    if old is None or new is None or not move.change:
        return ""
    return f"performance {percent_beside(old, new)} → {percent_beside(new, old)}"


def short_performance(move: Movement) -> str:
    """The performance at B, for a table, with A's before it where it moved and can be compared."""
    old, new = (s.assessment.performance if s and s.heard else None for s in (move.before, move.after))
    if new is None:
        return ""
    if old is None or not move.change or move.kind is Kind.NOT_COMPARABLE:
        return percent_beside(new)
    return f"{percent_beside(old, new)} → {percent_beside(new, old)}"


def short_why(move: Movement) -> str:
    """Why, for a table: the causes, and a target or a forecast that was changed."""
    return "; ".join(part for part in (why_words(move), goal_words(move), forecast_words(move)) if part)


def why_words(move: Movement) -> str:
    """The causes that had a part, in their order; where several had, what each of them did."""
    taken = [step for step in move.steps if step.contributes]
    if len(taken) == 1:
        return cause_words(taken[0])
    return ", ".join(f"{cause_words(step)} ({_effect(step)})" for step in taken)


def cause_words(step: Step) -> str:
    """A cause, and for the passing of time what went by."""
    before, after = step.before, step.after
    passed = _passed(before, after) if before and after and step.cause is Cause.TIME else ""
    return f"{step.cause.value}: {passed}" if passed else step.cause.value


def causes_words(causes: Mapping[Cause, int]) -> str:
    """In how many cells each cause had a part: "new data in 12 cells, passing of time in 1 cell"."""
    return ", ".join(f"{cause.value} in {plural(count, 'cell')}" for cause, count in causes.items() if count)


def _effect(step: Step) -> str:
    """What one of several steps did: to the status, else to the performance, else to the value.

    What is new in the plan has one cause.
    """
    before, after = step.before, step.after
    if before is None or after is None:
        return "taken out"
    if step.turns:
        return f"{before.status.value} → {after.status.value}"
    if step.change:
        points = number(abs(step.change) * 100, 1 if abs(step.change) >= _TENTH_POINT else 4)
        return f"{'+' if step.change > 0 else '−'}{points} points"
    if said(before) != said(after):
        return f"{said(before)} → {said(after)}"
    if before.forecast != after.forecast and after.forecast:
        return f"forecast {day_words(after.forecast)}"
    return "measured otherwise"


#: A performance that moved by less than a twentieth of a point is written with more places.
_TENTH_POINT = 0.0005


def _passed(before: Standing, after: Standing) -> str:
    """What went by between two pictures: a limit, a return, a deadline; empty where nothing is named."""
    if before.status is Status.EXEMPT:
        return "the exemption ended"
    if before.assessment.accepted and not after.assessment.accepted:
        return "the accepted shortfall ended"
    if before.status is after.status:
        return ""
    if after.status is Status.STALE:
        return "the stale limit went by"
    if after.status is Status.NONE:
        return "the first return fell due"
    if after.status is Status.RED:
        return "the deadline went by" if after.commitment.is_milestone else "the last return fell due"
    if after.commitment.is_milestone and after.status is Status.AMBER:
        return "the deadline came near"
    return ""


def _against(standing: Standing) -> str:
    """What a value was expected to be; empty for a milestone and where nothing was said."""
    a, commitment = standing.assessment, standing.commitment
    if a.expected is None or not standing.heard:
        return ""
    measure = commitment.measure
    expected = quantity(a.expected, measure.kind)
    falls = measure.direction is Direction.DECREASE
    held = measure.direction is Direction.MAINTAIN and measure.bound is not Bound.AT_LEAST
    return f" where {expected} was expected" if falls or held else f" of the {expected} expected"


def goal_words(move: Movement) -> str:
    """A changed target: "target 200 → 150", with the due dates where they changed."""
    before, after = move.before, move.after
    if before is None or after is None:
        return ""
    parts = []
    old, new = before.assessment.target, after.assessment.target
    if old is not None and new is not None and old != new:
        parts.append(f"target {_amount(old, before.commitment)} → {_amount(new, after.commitment)}")
    if before.commitment.due != after.commitment.due:
        parts.append(f"due {day_words(before.commitment.due)} → {day_words(after.commitment.due)}")
    return ", ".join(parts)


def _amount(value: float, commitment: Commitment) -> str:
    return quantity(value, commitment.measure.kind)
