"""The icons of a cell in letters: every case of variation and assurance, and none that stays blank."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.cases import commitment, milestone, update
from tracker.domain.plan import Bound, Commitment, Direction, Kind
from tracker.domain.statistics.icons import FEW, MEANINGS, MILESTONE, Icon, icon_of
from tracker.domain.statistics.past import past_of

STEADY = [50.0, 52.0, 51.0, 49.0, 50.0, 51.0, 50.0, 52.0, 51.0, 50.0, 49.0]
DAYS = [date(2015, 4, 30) + timedelta(days=30 * n) for n in range(40)]


def icon(values: list[float], target: float = 51.0, direction: Direction = Direction.INCREASE) -> Icon:
    return icon_for(commitment(0.0, target, kind=Kind.LEVEL, direction=direction), values)


def icon_for(promise: Commitment, values: list[float]) -> Icon:
    return icon_of(past_of(promise, "kent", [update(d, v) for d, v in zip(DAYS, values, strict=False)]))


@pytest.mark.parametrize(
    ("last", "target", "direction", "sign"),
    [
        (50.0, 51.0, Direction.INCREASE, "~ ?"),
        (50.0, 40.0, Direction.INCREASE, "~ P"),
        (50.0, 90.0, Direction.INCREASE, "~ F"),
        (90.0, 200.0, Direction.INCREASE, "H+ F"),
        (10.0, 200.0, Direction.INCREASE, "L- F"),
        (90.0, 1.0, Direction.DECREASE, "H- F"),
        (10.0, 1.0, Direction.DECREASE, "L+ F"),
    ],
)
def test_side_judgement_and_assurance_are_told_apart_without_colour(
    last: float, target: float, direction: Direction, sign: str
) -> None:
    assert icon([*STEADY, last], target, direction).sign == sign


def test_a_level_within_a_band_is_neither_better_nor_worse() -> None:
    promise = commitment(0.0, 50.0, kind=Kind.LEVEL, direction=Direction.MAINTAIN, bound=Bound.WITHIN)
    assert icon_for(promise, [*STEADY, 90.0]).sign == "H"


def test_trial_limits_are_marked() -> None:
    assert icon(STEADY).sign == "~ ?*"
    assert icon([*STEADY, 50.0]).sign == "~ ?"


def test_counts_that_add_up_have_no_assurance() -> None:
    assert icon_for(commitment(0.0, 100.0), [10.0, 21.0, 30.0, 41.0]).sign == "~*"


def test_where_nothing_can_be_said_a_word_says_so() -> None:
    assert icon([50.0, 51.0]) is FEW
    assert icon([]) is FEW
    assert icon_of(past_of(milestone(), "kent", [])) is MILESTONE


@given(st.lists(st.integers(-50, 50), max_size=20), st.integers(-60, 60), st.sampled_from(Direction))
def test_every_sign_is_ascii_fits_a_cell_and_is_explained(
    values: list[int], target: int, direction: Direction
) -> None:
    found = icon([float(value) for value in values], float(target), direction)
    assert found.sign.isascii()
    assert 0 < len(found.sign) <= 5
    explained = {word for signs, _ in MEANINGS for word in signs.split()}
    assert set(found.sign.replace("*", " *").split()) <= explained
