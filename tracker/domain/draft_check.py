"""What is wrong with a draft update, in sentences; an empty list means that it can be recorded."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.plan import Kind
from tracker.domain.status import RANK
from tracker.domain.update import MARKS, TEXT_FIELDS, VALUELESS_MARKS, State
from tracker.domain.words import day_words, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.plan import Commitment
    from tracker.domain.update import Draft

#: Characters of one free-text field.
LONGEST_TEXT = 2_000
EARLIEST = date(1990, 1, 1)
LARGEST = 1e15
#: A value may differ from numerator ÷ denominator by rounding: this share of itself, or half a unit of
#: its second decimal.
_ROUNDING = 0.005


def problems_of(draft: Draft, commitment: Commitment, today: date) -> list[str]:
    """Every reason why a draft cannot be recorded for a commitment on a day."""
    problems = [*_date_problems(draft, today), *_text_problems(draft)]
    if draft.force not in commitment.forces:
        problems.append(f"“{commitment.id}” does not apply to {draft.force}.")
    if draft.withdrawal:
        if draft.value is not None or draft.state is not None:
            problems.append("A withdrawal takes a value away: leave value and state empty.")
        return problems
    problems += _mark_problems(draft)
    problems += _milestone_problems(draft) if commitment.is_milestone else _number_problems(draft, commitment)
    if draft.self_status is not None and draft.self_status not in RANK:
        allowed = ", ".join(status.value for status in RANK)
        problems.append(f"A force's own colour is one of {allowed}, not “{draft.self_status.value}”.")
    return problems


def _date_problems(draft: Draft, today: date) -> Iterator[str]:
    if draft.as_at > today:
        yield f"The as-at date {day_words(draft.as_at)} is in the future: today is {day_words(today)}."
    if draft.as_at < EARLIEST:
        yield f"The as-at date {day_words(draft.as_at)} is before {day_words(EARLIEST)}."
    published = draft.published_on
    if published is not None and published > today:
        yield f"The publication date {day_words(published)} is in the future: today is {day_words(today)}."
    if published is not None and published < draft.as_at:
        yield (
            f"The publication date {day_words(published)} is before the as-at date {day_words(draft.as_at)}."
        )


def _text_problems(draft: Draft) -> Iterator[str]:
    for field in TEXT_FIELDS:
        text = getattr(draft, field)
        if text is not None and len(text) > LONGEST_TEXT:
            yield f"The {field} has {len(text):,} characters; at most {LONGEST_TEXT:,} are kept."


def _mark_problems(draft: Draft) -> Iterator[str]:
    for mark in draft.marks:
        if mark not in MARKS:
            known = ", ".join(f"{letter} ({word})" for letter, word in MARKS.items())
            yield f"“{mark}” is not a mark; the marks are {known}."
    if draft.value is not None and VALUELESS_MARKS & set(draft.marks):
        yield "A value cannot be marked not available, not applicable or confidential: leave one of them out."


def _milestone_problems(draft: Draft) -> Iterator[str]:
    given = (draft.value, draft.numerator, draft.denominator)
    if any(part is not None for part in given):
        yield "This is a milestone: report a state, not a number."
    if draft.state is None and not VALUELESS_MARKS & set(draft.marks):
        yield f"A milestone needs a state: {', '.join(state.value for state in State)}."


def _number_problems(draft: Draft, commitment: Commitment) -> Iterator[str]:
    measure = commitment.measure
    if draft.state is not None or draft.forecast is not None:
        yield f"A {measure.kind.value} takes a number; a state or a forecast date is for milestones."
    if draft.value is None and not VALUELESS_MARKS & set(draft.marks):
        yield f"A value is needed, in {measure.unit}; if there is none, mark it x (not available)."
    for name in ("value", "numerator", "denominator"):
        part = getattr(draft, name)
        if part is not None and not (math.isfinite(part) and abs(part) <= LARGEST):
            yield f"The {name} must be an ordinary number, not {part}."
    yield from _part_problems(draft, measure.multiplier, measure.kind)


def _part_problems(draft: Draft, multiplier: float, kind: Kind) -> Iterator[str]:
    if draft.numerator is None and draft.denominator is None:
        return
    if kind not in (Kind.RATE, Kind.PERCENTAGE):
        yield f"A {kind.value} has no numerator and denominator; only rates and percentages do."
    elif draft.numerator is None or draft.denominator is None:
        yield "Numerator and denominator go together: give both or neither."
    elif draft.denominator <= 0:
        yield f"The denominator must be above 0, not {number(draft.denominator)}."
    elif draft.value is not None:
        ratio = draft.numerator / draft.denominator * multiplier
        if abs(ratio - draft.value) > max(_ROUNDING, abs(draft.value) * _ROUNDING):
            yield (
                f"The value {number(draft.value)} is not what its parts give: {number(draft.numerator)} ÷ "
                f"{number(draft.denominator)} is {number(ratio)}."
            )


def value_of_parts(draft: Draft, commitment: Commitment) -> float | None:
    """The value that a numerator and a denominator stand for, in the measure's unit; None without both."""
    if draft.numerator is None or not draft.denominator:
        return None
    return draft.numerator / draft.denominator * commitment.measure.multiplier
