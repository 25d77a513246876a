"""Numbers, dates and texts as the tracker's sentences write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import Frequency, full_day_words, period_of, period_words
from tracker.domain.errors import FieldError
from tracker.domain.fields import yes_in
from tracker.domain.status import RANK, Status
from tracker.domain.widths import fitted, width_of
from tracker.domain.words import listed, percent_beside, sentence_case, spreadsheet_safe


@pytest.mark.parametrize(
    ("share", "other", "words"),
    [
        (0.75, 0.8, "75%"),
        (0.7996, 0.8, "79.96%"),
        (0.8, 0.8, "80%"),
        (0.799_999_8, 0.8, "79.99998%"),
        (1.2, 1.0, "120%"),
    ],
)
def test_a_share_takes_the_decimals_that_tell_it_from_what_it_is_beside(
    share: float, other: float, words: str
) -> None:
    assert percent_beside(share, other) == words


@pytest.mark.parametrize("text", ["=1+1", " @SUM(A1)", "+44 1234", "-1", "\t=1"])
def test_what_a_spreadsheet_takes_for_a_formula_gets_a_quote(text: str) -> None:
    assert spreadsheet_safe(text).startswith("'")


def test_other_text_is_left_as_it_is() -> None:
    assert spreadsheet_safe("a = b\nnext") == "a = b next"
    assert sentence_case("kent Police") == "Kent Police"


def test_several_things_are_named_as_a_sentence_does() -> None:
    names = ["Kent", "Essex", "Gwent"]
    said = [listed(names[:count]) for count in (1, 2, 3)]
    assert said == ["Kent", "Kent and Essex", "Kent, Essex and Gwent"]


def test_dates_of_a_head_block_and_the_days_of_a_period() -> None:
    assert full_day_words(date(2015, 9, 30)) == "30 September 2015"
    assert period_words(period_of(date(2018, 8, 1), Frequency.QUARTERLY)) == "1 Jul to 30 Sep 2018"
    assert period_words(period_of(date(2019, 12, 1), Frequency.HALF_YEARLY)) == "1 Oct 2019 to 31 Mar 2020"


@pytest.mark.parametrize(("text", "width"), [("Kent", 4), ("漢字", 4), ("e\u0301", 1), ("", 0)])
def test_a_text_is_as_wide_as_a_terminal_makes_it(text: str, width: int) -> None:
    assert width_of(text) == width


@given(st.text(), st.integers(min_value=1, max_value=30))
def test_a_fitted_text_has_just_its_width_and_says_where_it_is_cut(text: str, width: int) -> None:
    found = fitted(text, width)
    assert width_of(found) == width
    if width_of(text) > width:
        assert "…" in found
    else:
        assert found.rstrip(" ") == text.rstrip(" ")


@pytest.mark.parametrize("text", ["yes", " Y ", "X", "true"])
def test_a_box_is_ticked_with_yes(text: str) -> None:
    assert yes_in(text)


def test_another_word_in_a_box_is_refused() -> None:
    with pytest.raises(FieldError, match="“no”: write yes, or leave the cell empty"):
        yes_in("no")


def test_each_colour_ranks_above_the_next_and_amber_is_one_letter_unless_there_are_four() -> None:
    best_first = sorted(RANK, key=lambda status: -RANK[status])
    assert best_first == [Status.COMPLETE, Status.GREEN, Status.AMBER, Status.AMBER_RED, Status.RED]
    assert len(set(RANK.values())) == len(RANK)
    assert (Status.AMBER.letter(), Status.AMBER.letter(four_point=True)) == ("A", "AG")


def test_no_two_statuses_share_a_letter_or_a_meaning_nor_two_that_make_a_claim_a_sign() -> None:
    for four_point in (False, True):
        assert len({status.letter(four_point=four_point) for status in Status}) == len(Status)
    assert len({status.meaning for status in Status}) == len(Status)
    claims = [*RANK, Status.STALE, Status.COMPLETE]
    for signs in ({status.sign for status in claims}, {status.ascii_sign for status in claims}):
        assert len(signs) == len(set(claims))
    assert all(status.ascii_sign.isascii() for status in Status)
