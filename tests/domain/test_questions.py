"""What is asked about, and what is not: odd values, and words that seem to name a person."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.cases import commitment
from tracker.domain.calendar import Period
from tracker.domain.draft_questions import questions_of
from tracker.domain.personal_data import personal_data_in
from tracker.domain.plan import Kind
from tracker.domain.plausible import is_a_leap, is_far_from_usual, modified_z
from tracker.domain.update import Draft

VECTORS = json.loads((Path(__file__).parents[1] / "vectors/reporting_rate_and_outliers.json").read_text())
AS_AT = date(2015, 9, 30)


def test_the_published_outlier_is_found_although_it_hides_from_a_plain_z() -> None:
    case = VECTORS["outliers"]
    *earlier, last = case["values"]
    assert modified_z(last, earlier) == pytest.approx(case["modified_z_of_last"], abs=1e-4)
    assert modified_z(last, case["values"]) == pytest.approx(case["modified_z_of_last"], abs=1e-4)
    assert abs(case["z_of_last"]) < 3
    assert is_far_from_usual(last, earlier)
    assert not any(is_far_from_usual(value, earlier) for value in earlier)


def test_where_nothing_varies_the_range_decides() -> None:
    assert modified_z(6, [5, 5, 5, 5]) is None
    assert is_far_from_usual(6, [5, 5, 5, 5])
    assert not is_far_from_usual(5, [5, 5, 5, 5])
    assert not is_far_from_usual(6, [5, 5, 5, 7])


@pytest.mark.parametrize(
    ("value", "earlier", "expected"),
    [
        (0.85, (), ["0.85 means 0.85% here: was 85% meant?"]),
        (0.85, (80, 84), ["0.85 means 0.85% here: was 85% meant?"]),
        (0.85, (0.9, 0.8), []),
        (0, (), []),
        (85, (), []),
    ],
)
def test_a_share_in_a_percentage_s_place_is_asked_about(
    value: float, earlier: tuple[float, ...], expected: list[str]
) -> None:
    draft = Draft("kent", "c", AS_AT, value)
    assert questions_of(draft, commitment(kind=Kind.PERCENTAGE), list(earlier)) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Kind.PERCENTAGE, ["The numerator 12 is above the denominator 10."]), (Kind.RATE, [])],
)
def test_a_part_greater_than_the_whole_is_asked_about(kind: Kind, expected: list[str]) -> None:
    draft = Draft("kent", "c", AS_AT, 120, numerator=12, denominator=10)
    assert questions_of(draft, commitment(kind=kind), []) == expected


def test_three_values_are_too_few() -> None:
    assert not is_far_from_usual(1000, [1, 2, 3])


@pytest.mark.parametrize(
    ("value", "last", "expected"),
    [
        *((100, 10, "leap"), (99, 10, ""), (1, 10, "leap"), (1.1, 10, ""), (-5, 10, "leap")),
        *((0, 10, ""), (10, 0, "")),
    ],
)
def test_a_leap_is_ten_times_or_a_tenth(value: float, last: float, expected: str) -> None:
    assert is_a_leap(value, last) is bool(expected)


@given(st.lists(st.integers(0, 1000), min_size=4), st.integers(0, 1000), st.integers(-500, 500))
def test_moving_all_values_alike_changes_nothing(earlier: list[int], value: int, by: int) -> None:
    moved = [each + by for each in earlier]
    assert is_far_from_usual(value, earlier) == is_far_from_usual(value + by, moved)


def asked(value: float | None = None, earlier: tuple[float, ...] = (), **fields: object) -> list[str]:
    draft = Draft("kent", "c", fields.pop("as_at", AS_AT), value, **fields)  # type: ignore[arg-type]
    return questions_of(draft, commitment(), list(earlier))


def test_a_total_to_date_that_fell() -> None:
    assert asked(90, (50, 95)) == ["The total to date fell from 95 to 90."]
    assert asked(95, (50, 95)) == []


def test_a_date_outside_the_period() -> None:
    period = Period(date(2015, 7, 1), date(2015, 9, 30))
    draft = Draft("kent", "c", date(2015, 10, 1), 5)
    (question,) = questions_of(draft, commitment(), [], period)
    assert question == (
        "The as-at date 1 Oct 2015 is outside the return's period, 1 Jul 2015 to 30 Sep 2015."
    )
    assert questions_of(Draft("kent", "c", AS_AT, 5), commitment(), [], period) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ask jane.doe@kent.police.uk", "an e-mail address"),
        ("ring 01622 690690 for more", "a telephone number"),
        ("mobile 07700 900123", "a telephone number"),
        ("+44 20 7946 0018", "a telephone number"),
        ("(0161) 496 0000", "a telephone number"),
        ("lives at ME14 5EG", "a postcode"),
        ("seen in sw1a 1aa", "a postcode"),
        ("DOB 3/4/2001", "a date of birth"),
        ("victim born in spring", "a date of birth"),
        ("suspect 12/05/1971", "a date of birth"),
        ("NI AB 12 34 56 C", "a National Insurance number"),
        ("see crime ref 46/123456/15", "a crime or custody reference"),
        ("custody record no. XY1234", "a crime or custody reference"),
        ("46/123456/15 refers", "a crime or custody reference"),
    ],
)
def test_what_seems_to_identify_a_person(text: str, kind: str) -> None:
    assert kind in personal_data_in(text)
    (question,) = asked(5, (), note=f"{text}")[:1]
    assert text not in question


@pytest.mark.parametrize(
    "text",
    [
        *(
            "The Detective Superintendent leads this.",
            "142 of 160 by 30/09/2015, 88.75%",
            "Team of 12 in post",
        ),
        *(
            "Q2 2015/16 figures",
            "HMIC report of 2 July 2015",
            "£1,234,567 over 2015/16",
            "Up 3.5% on 2014-15",
        ),
        *("Phase 2 of 3; 1st of 4 units", "", "Operation 12 weeks late", "See action 4.1.2", "10,000 images"),
    ],
)
def test_what_is_fine_to_write(text: str) -> None:
    assert personal_data_in(text) == []
