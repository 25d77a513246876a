"""What looks odd about a draft update: questions to the force, which ask for a comment and block nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.personal_data import personal_data_in
from tracker.domain.plan import Direction, Kind, Reported
from tracker.domain.plausible import is_a_leap, is_far_from_usual
from tracker.domain.words import day_words, number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.calendar import Period
    from tracker.domain.plan import Commitment
    from tracker.domain.update import Draft

#: So many of a cell's latest earlier values are what a new one is held against.
MOST_EARLIER = 12


def questions_of(
    draft: Draft, commitment: Commitment, earlier: Sequence[float], period: Period | None = None
) -> list[str]:
    """Everything odd about a draft, in sentences.

    ``earlier`` holds the values of the same cell before the draft's own date, oldest first; ``period`` is the
    one that the return answers, where it names one.
    """
    questions: list[str] = []
    if draft.value is not None:
        questions += _value_questions(draft.value, commitment, earlier)
        if draft.numerator is not None and draft.denominator is not None:
            questions += _part_questions(draft.numerator, draft.denominator, commitment)
    if period is not None and not period.start <= draft.as_at <= period.end:
        span = f"{day_words(period.start)} to {day_words(period.end)}"
        questions.append(f"The as-at date {day_words(draft.as_at)} is outside the return's period, {span}.")
    for field, text in draft.texts:
        questions += _text_questions(field, text)
    return questions


def _value_questions(value: float, commitment: Commitment, earlier: Sequence[float]) -> Iterator[str]:
    measure = commitment.measure
    if measure.kind is Kind.PERCENTAGE and 0 < value <= 1 and (not earlier or min(earlier) > 1):
        yield f"{number(value, 4)} means {number(value, 4)}% here: was {number(value * 100)}% meant?"
        return
    if not earlier:
        return
    last = earlier[-1]
    is_total = measure.kind is Kind.COUNT and measure.reported is Reported.TO_DATE
    if is_total and measure.direction is Direction.INCREASE and value < last:
        yield f"The total to date fell from {number(last)} to {number(value)}."
    elif is_a_leap(value, last):
        yield f"{number(value)} is {_leap(value, last)} the last value, {number(last)}."
    elif is_far_from_usual(value, earlier):
        low, high = number(min(earlier)), number(max(earlier))
        yield f"{number(value)} is far from what was reported before, {low} to {high}."


def _leap(value: float, last: float) -> str:
    if (value < 0) is not (last < 0):
        return "on the other side of zero from"
    return "ten times or more" if abs(value) > abs(last) else "a tenth or less of"


def _part_questions(numerator: float, denominator: float, commitment: Commitment) -> Iterator[str]:
    if commitment.measure.kind is Kind.PERCENTAGE and numerator > denominator:
        yield f"The numerator {number(numerator)} is above the denominator {number(denominator)}."


def _text_questions(field: str, text: str) -> Iterator[str]:
    for kind in personal_data_in(text):
        yield f"The {field} seems to hold {kind}: take out what identifies a person."
