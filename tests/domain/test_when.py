"""Days in words: dates, today, and the plan's councils."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.errors import FieldError, RefusedError
from tracker.domain.when import look_in, when_in

JULY, JANUARY = date(2015, 7, 16), date(2016, 1, 20)
COUNCILS = (JULY, JANUARY)


@pytest.mark.parametrize(
    ("text", "today", "day"),
    [
        ("2015-09-30", JULY, date(2015, 9, 30)),
        ("Today", date(2015, 8, 1), date(2015, 8, 1)),
        ("now", date(2015, 8, 1), date(2015, 8, 1)),
        ("last-council", date(2016, 1, 19), JULY),
        ("last-council", JANUARY, JANUARY),
        ("next-council", date(2016, 1, 19), JANUARY),
        ("next-council", JULY, JANUARY),
        (" council:2015-07-16", JANUARY, JULY),
    ],
)
def test_words_that_mean_a_day(text: str, today: date, day: date) -> None:
    assert when_in(text).day(COUNCILS, today) == day


@pytest.mark.parametrize(
    ("text", "councils", "part"),
    [
        (
            "council:2015-07-17",
            COUNCILS,
            "no council on 17 Jul 2015. The plan's councils are 16 Jul 2015, ",
        ),
        ("last-council", COUNCILS, "No council has met yet. The plan's councils are 16 Jul 2015"),
        ("next-council", (), "No further council is planned. The plan names no councils: add"),
    ],
)
def test_a_council_that_is_not_there_lists_those_that_are(
    text: str, councils: tuple[date, ...], part: str
) -> None:
    with pytest.raises(RefusedError, match=part):
        when_in(text).day(councils, date(2015, 7, 1))


@pytest.mark.parametrize("text", ["yesterday", "", "30/09/2015", "council:July", "council:2015-02-30"])
def test_other_words_are_refused_with_the_accepted_form(text: str) -> None:
    with pytest.raises(FieldError, match=r"write 2015-09-30|not a day of the calendar"):
        when_in(text)


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("2018-09-30", None),
        ("2018-09-30@2019-02-01", date(2019, 2, 1)),
        ("today", None),
        ("council:2015-07-16", JULY),
        ("last-council", JULY),
        ("council:2015-07-16@now", None),
        ("2015-06-30@last-council", JULY),
    ],
)
def test_a_council_is_seen_as_known_then_and_a_date_as_known_now(text: str, known: date | None) -> None:
    knowledge = look_in(text).knowledge
    assert (knowledge.day(COUNCILS, date(2015, 8, 1)) if knowledge else None) == known


def test_a_look_with_two_ats_or_none_after_it_is_refused() -> None:
    for text in ("2018-09-30@", "@2018-09-30", "2018-09-30@2019-02-01@now"):
        with pytest.raises(FieldError):
            look_in(text)
