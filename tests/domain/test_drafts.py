"""What a person may write into an update, and the sentence for what may not be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.domain.cases import MIDWAY, commitment, milestone
from tracker.domain.draft_check import EARLIEST, LARGEST, LONGEST_TEXT, problems_of
from tracker.domain.errors import FieldError
from tracker.domain.fields import colour_in, date_in, marks_in, number_in, state_in
from tracker.domain.plan import Kind
from tracker.domain.status import Status
from tracker.domain.update import Draft, State
from tracker.domain.words import shown

TODAY = date(2016, 1, 1)
GOOD = Draft("kent", "offenders-pursued", MIDWAY, 142.0)


def test_a_good_draft_has_no_problem() -> None:
    assert problems_of(GOOD, commitment(), TODAY) == []


@pytest.mark.parametrize(
    ("draft", "part"),
    [
        (replace(GOOD, as_at=date(2016, 1, 2)), "is in the future: today is 1 Jan 2016"),
        (replace(GOOD, as_at=date(1066, 10, 14)), "before 1 Jan 1990"),
        (replace(GOOD, value=float("nan")), "must be an ordinary number"),
        (replace(GOOD, value=float("inf")), "must be an ordinary number"),
        (replace(GOOD, value=None), "A value is needed, in offenders"),
        (replace(GOOD, note="x" * 100_000), "100,000 characters; at most 2,000"),
        (replace(GOOD, marks="q"), "is not a mark"),
        (replace(GOOD, marks="x"), "leave one of them out"),
        (replace(GOOD, state=State.DONE), "a state or a forecast date is for milestones"),
        (replace(GOOD, numerator=1.0, denominator=2.0), "has no numerator and denominator"),
        (replace(GOOD, force="essex"), "does not apply to essex"),
        (replace(GOOD, self_status=Status.STALE), "own colour is one of"),
        (replace(GOOD, published_on=date(2015, 1, 1)), "before the as-at date"),
        (replace(GOOD, published_on=date(2020, 1, 1)), "publication date 1 Jan 2020 is in the future"),
    ],
)
def test_what_is_wrong_is_said(draft: Draft, part: str) -> None:
    (problem,) = problems_of(draft, commitment(), TODAY)
    assert part in problem


NOTHING = replace(GOOD, value=None, note="In hand.", marks="p", forecast=MIDWAY)


def test_a_note_an_ordinary_mark_and_a_forecast_alone_say_nothing() -> None:
    assert NOTHING.says_nothing


@pytest.mark.parametrize(
    "said",
    [
        GOOD,
        replace(NOTHING, numerator=1.0),
        replace(NOTHING, denominator=2.0),
        replace(NOTHING, state=State.DONE),
        replace(NOTHING, marks="cp"),
        replace(NOTHING, withdrawal=True),
    ],
)
def test_a_part_a_state_a_mark_in_a_value_s_place_or_a_withdrawal_says_something(said: Draft) -> None:
    assert not said.says_nothing


@pytest.mark.parametrize(
    "draft",
    [
        replace(GOOD, as_at=TODAY),
        replace(GOOD, as_at=EARLIEST),
        replace(GOOD, published_on=TODAY),
        replace(GOOD, published_on=MIDWAY),
        replace(GOOD, note="x" * LONGEST_TEXT),
        replace(GOOD, value=LARGEST),
        replace(GOOD, value=-LARGEST),
    ],
)
def test_the_last_that_is_let_through(draft: Draft) -> None:
    assert problems_of(draft, commitment(), TODAY) == []


def test_the_first_that_is_not() -> None:
    for draft, part in (
        (replace(GOOD, as_at=EARLIEST - timedelta(days=1)), "before 1 Jan 1990"),
        (replace(GOOD, published_on=MIDWAY - timedelta(days=1)), "before the as-at date"),
        (replace(GOOD, note="x" * (LONGEST_TEXT + 1)), "2,001 characters"),
        (replace(GOOD, value=LARGEST * 2), "must be an ordinary number"),
        (replace(GOOD, value=-LARGEST * 2), "must be an ordinary number"),
    ):
        (problem,) = problems_of(draft, commitment(), TODAY)
        assert part in problem


def test_a_denominator_may_be_less_than_one_and_not_nothing() -> None:
    promise = commitment(kind=Kind.PERCENTAGE, multiplier=100.0)
    assert problems_of(replace(GOOD, value=50.0, numerator=0.25, denominator=0.5), promise, TODAY) == []
    (problem,) = problems_of(replace(GOOD, value=50.0, numerator=1.0, denominator=0.0), promise, TODAY)
    assert problem == "The denominator must be above 0, not 0."


def test_a_milestone_takes_a_state_and_not_a_number() -> None:
    assert problems_of(replace(GOOD, value=None, state=State.DONE), milestone(), TODAY) == []
    assert any("report a state, not a number" in p for p in problems_of(GOOD, milestone(), TODAY))


def test_parts_must_give_the_value() -> None:
    promise = commitment(kind=Kind.PERCENTAGE, multiplier=100.0)
    assert problems_of(replace(GOOD, value=33.3, numerator=1.0, denominator=3.0), promise, TODAY) == []
    (problem,) = problems_of(replace(GOOD, value=40.0, numerator=1.0, denominator=3.0), promise, TODAY)
    assert problem == "The value 40 is not what its parts give: 1 ÷ 3 is 33.33."
    (problem,) = problems_of(replace(GOOD, value=None, numerator=1.0, denominator=0.0), promise, TODAY)[1:]
    assert "above 0" in problem


@pytest.mark.parametrize(
    ("text", "value"), [("142", 142), (" 3.5 ", 3.5), ("-1001", -1001), ("−7", -7), ("１２", 12)]
)
def test_numbers_as_accepted(text: str, value: float) -> None:
    assert number_in(text) == value


@pytest.mark.parametrize(
    ("parse", "text", "part"),
    [
        (number_in, "6,000", "without separators, 6000"),
        (number_in, "85%", "write the number alone, 85"),
        (number_in, "nan", "is not a number"),
        (number_in, "inf", "is not a number"),
        (number_in, "lots", "is not a number"),
        (number_in, "1e9", "is not a number"),
        (date_in, "30/09/2015", "write 2015-09-30"),
        (date_in, "2015-9-30", "write 2015-09-30"),
        (date_in, "2015-02-30", "not a day of the calendar"),
        (state_in, "finished", "use one of not started, in progress, done"),
        (colour_in, "grene", "Did you mean “green”?"),
        (marks_in, "pq", "“q” is not a mark"),
    ],
)
def test_other_forms_get_the_accepted_form(parse: Callable[[str], object], text: str, part: str) -> None:
    with pytest.raises(FieldError, match=part.replace("?", r"\?")):
        parse(text)


def test_states_and_marks_are_read_kindly() -> None:
    assert state_in("In  Progress") is State.IN_PROGRESS
    assert marks_in("[p][e]") == "ep"
    assert colour_in("Amber Red") is Status.AMBER_RED


def test_text_shows_as_typed_without_what_cannot_be_seen() -> None:
    assert shown("[/red] \x1b[31mred\x1b[0m \u202egnp.exe\u200b\r\nend") == "[/red] [31mred[0m gnp.exe\nend"
