"""Are the forces becoming more alike?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tracker.domain.statistics.consistency import (
    Consistency,
    Drift,
    coefficient_of_variation,
    consistency,
    quarter_gap,
)
from tracker.domain.statistics.no_figure import NoFigure

DAYS = [date(2015, 4 + quarter, 30) for quarter in range(6)]
values = st.lists(st.integers(1, 1000), min_size=4, max_size=43)


def drawing_together(step: float) -> dict[str, list[float]]:
    """Eight forces about 100, ``step`` nearer to it at each date."""
    return {
        f"force-{n}": [100 + (n - 3.5) * (10 - step * place + place % 2 / 10) for place in range(6)]
        for n in range(8)
    }


@given(values)
def test_the_coefficient_of_variation_is_that_of_an_independent_package(counts: list[int]) -> None:
    assert coefficient_of_variation(counts) == pytest.approx(stats.variation(counts, ddof=1))


def test_a_mean_of_nothing_or_values_of_both_signs_have_no_coefficient_of_variation() -> None:
    assert coefficient_of_variation([0.0, 0.0]) is None
    assert coefficient_of_variation([-1.0, 3.0]) is None


def test_the_gap_is_between_the_means_of_the_highest_and_the_lowest_quarter() -> None:
    assert quarter_gap([1.0, 2, 3, 4, 5, 6, 7, 9, 20]) == (9 + 20) / 2 - (1 + 2) / 2


def test_forces_that_draw_together_are_becoming_more_consistent() -> None:
    found = consistency(DAYS, drawing_together(1.5))
    assert isinstance(found, Consistency)
    assert found.drift is Drift.MORE
    assert found.sentence == (
        "From 30 Apr 2015 to 30 Sep 2015, over 8 forces, the coefficient of variation went from 24.5% to "
        "6.4% and the gap between the best and the worst quarter went from 60 to 15.6: more consistent."
    )


@pytest.mark.parametrize(("step", "drift"), [(-1.5, Drift.LESS), (0.0, Drift.UNCLEAR)])
def test_forces_that_draw_apart_are_less_consistent_and_noise_is_neither(step: float, drift: Drift) -> None:
    found = consistency(DAYS, drawing_together(step))
    assert isinstance(found, Consistency)
    assert found.drift is drift


def test_fewer_than_five_dates_claim_no_direction() -> None:
    found = consistency(DAYS[:4], {force: row[:4] for force, row in drawing_together(1.5).items()})
    assert isinstance(found, Consistency)
    assert found.drift is None
    assert found.sentence.endswith(": too few dates to say more, 5 are needed.")


def test_too_few_dates_or_forces_say_why() -> None:
    one = consistency(DAYS[:1], {"a": [1.0]})
    assert one == NoFigure("No consistency over time: 1 date, at least 2 are needed.")
    assert consistency(DAYS[:2], {"a": [1.0, 2.0]}) == NoFigure(
        "No consistency over time: 1 force with a value at every date, at least 4 are needed."
    )


@given(values, st.integers(1, 100))
def test_the_coefficient_of_variation_does_not_change_with_the_unit(counts: list[int], factor: int) -> None:
    scaled = [count * factor for count in counts]
    assert coefficient_of_variation(scaled) == pytest.approx(coefficient_of_variation(counts))
    assert quarter_gap(sorted(scaled)) == pytest.approx(quarter_gap(sorted(counts)) * factor)
