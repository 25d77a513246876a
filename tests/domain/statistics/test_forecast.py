"""Forecasts, paces and growth, against the published vectors and scipy."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from tests.domain.statistics.vectors import vectors
from tracker.domain.plan import Direction
from tracker.domain.statistics.bounds import Bounds
from tracker.domain.statistics.distributions import student_chance, two_sided
from tracker.domain.statistics.forecast import (
    Forecast,
    Goal,
    Travel,
    chance_of_meeting,
    chance_words,
    forecast,
)
from tracker.domain.statistics.growth import Growth, Progress, growth
from tracker.domain.statistics.line import line_through
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.pace import pace
from tracker.domain.statistics.points import Points

START, DUE = date(2015, 3, 31), date(2016, 3, 31)
CASE = vectors("trend_forecast_ols")["case"]
values = st.lists(st.integers(0, 1000), min_size=5, max_size=40)


def rising(target: float) -> Goal:
    return Goal(target, target, math.inf)


def points(numbers: list[float], days: int = 30) -> Points:
    return Points(tuple(START + timedelta(days=days * n) for n in range(len(numbers))), tuple(numbers))


def made(numbers: list[float], goal: Goal, **more: Any) -> Forecast:
    found = forecast(points(numbers), DUE, goal, **{"better": 1, **more})
    assert isinstance(found, Forecast)
    return found


def test_the_line_its_error_and_its_test_are_those_of_the_vectors() -> None:
    line = line_through(CASE["series"]["t_quarters"], CASE["series"]["y"])
    assert (line.slope, line.intercept, line.variance) == pytest.approx((5.4, 100.0, 1.8))
    assert line.at(12) == pytest.approx(CASE["projected_at_t12"])
    half = two_sided(4) * line.prediction_error(12)
    assert [line.at(12) - half, line.at(12) + half] == pytest.approx(CASE["pi95"], abs=1e-3)
    assert line.chance_of_no_trend == pytest.approx(
        math.erfc(math.sqrt(CASE["LR_vs_no_trend"] / 2)), rel=1e-3
    )
    chance = chance_of_meeting(line.at(12), line.prediction_error(12), 4, rising(CASE["target"]))
    assert chance == pytest.approx(CASE["p_meet_target_by_t12"], abs=1e-4)


def test_the_forecast_of_the_vectors_by_dates() -> None:
    found = forecast(
        points(CASE["series"]["y"], 91),
        START + timedelta(days=91 * 12),
        rising(160.0),
        better=1,
    )
    assert isinstance(found, Forecast)
    assert found.sentence == (
        "At the pace so far 165 on 27 Mar 2018 (95% interval 155 to 175), target 160: "
        "89% chance of meeting it, reached about 6 Jan 2018."
    )
    assert found.travel is Travel.IMPROVING
    days = (found.arrives - START).days if found.arrives else 0
    assert days == math.ceil(CASE["eta_quarters"] * 91)


@given(values)
def test_the_line_is_that_of_an_independent_package(numbers: list[int]) -> None:
    x = [float(7 * n) for n in range(len(numbers))]
    line, theirs = line_through(x, numbers), stats.linregress(x, numbers)
    assert (line.slope, line.intercept) == pytest.approx((theirs.slope, theirs.intercept), abs=1e-9)
    assume(line.residual)
    assert math.sqrt(line.variance / line.spread) == pytest.approx(theirs.stderr)
    ratio = len(x) * math.log(line.total / line.residual)
    assert line.chance_of_no_trend == pytest.approx(stats.chi2.sf(max(ratio, 0.0), 1), abs=1e-9)


def test_the_prediction_interval_holds_the_next_value_95_times_in_100() -> None:
    chance, held = np.random.default_rng(43), 0
    x = [float(n) for n in range(8)]
    for _ in range(1000):
        y = [2 * each + noise for each, noise in zip(x, chance.normal(0, 1, 8), strict=True)]
        line = line_through(x, y)
        held += abs(24 + chance.normal() - line.at(12)) <= two_sided(6) * line.prediction_error(12)
    assert held == 958


def test_fewer_than_three_points_give_no_forecast_and_the_reason() -> None:
    found = forecast(points([1.0, 2.0]), DUE, rising(5), better=1)
    assert found == NoFigure("No forecast: 2 points with the baseline, at least 3 are needed.")


def test_three_points_give_a_line_but_neither_interval_nor_chance() -> None:
    found = made([0.0, 10, 20], rising(200))
    assert (found.low, found.high, found.chance, found.travel) == (None, None, None, None)
    assert found.sentence == (
        "At the pace so far 122 on 31 Mar 2016, target 200: would miss it, from 3 points only, "
        "reached about 20 Nov 2016."
    )


def test_the_words_of_the_trajectory_are_never_used_for_a_forecast() -> None:
    for numbers in ([0.0, 10, 20], [0.0, 9, 22, 28, 41, 55]):
        sentence = made(numbers, rising(200)).sentence.casefold()
        assert "expected" not in sentence
        assert "trajectory" not in sentence


def test_a_forecast_never_passes_the_bounds_of_its_measure() -> None:
    high = made([80.0, 88, 91, 97, 99, 100], rising(100), bounds=Bounds(0, 100))
    assert (high.value, high.high) == (100, 100)
    low = made([20.0, 15, 13, 8, 5, 2], Goal(0, -math.inf, 0), better=-1, bounds=Bounds(0))
    assert (low.value, low.low) == (0, 0)


def test_a_target_that_the_line_meets_exactly_is_met_for_certain() -> None:
    exactly = [10.0 * n for n in range(6)]
    at_due = made(exactly, rising(122.0))
    assert at_due.value == pytest.approx(122.0)
    assert (at_due.chance, at_due.arrives) == (1.0, DUE)
    assert made(exactly, rising(122.1)).chance == 0.0


@given(st.integers(1, 50), st.integers(-1000, 1000), st.integers(5, 12))
def test_any_straight_way_to_the_target_arrives_on_the_due_date(step: int, first: int, many: int) -> None:
    way = [first + 0.1 * step * n for n in range(many)]
    target = first + 0.1 * step * (DUE - START).days / 30
    found = made(way, rising(target))
    assert (found.chance, found.arrives) == (1.0, DUE)


@given(values, st.integers(1, 100), st.integers(-1000, 1000), st.integers(0, 2000))
def test_scale_and_shift_change_neither_chance_nor_arrival(
    numbers: list[int], factor: int, shift: int, target: int
) -> None:
    plain = made([float(n) for n in numbers], rising(target))
    moved = made([float(n * factor + shift) for n in numbers], rising(target * factor + shift))
    assert plain.chance is not None
    assert moved.chance == pytest.approx(plain.chance, abs=1e-6)
    assert moved.value == pytest.approx(plain.value * factor + shift, abs=1e-5)
    if plain.arrives and moved.arrives:
        assert abs((moved.arrives - plain.arrives).days) <= 1


def test_a_value_that_has_reached_the_target_has_no_arrival_left() -> None:
    assert made([0.0, 50, 120], rising(100)).arrives is None
    assert made([0.0, -5, -9], rising(100)).arrives is None


def test_a_level_within_a_band_is_met_between_both_sides() -> None:
    assert chance_of_meeting(100.0, 2.0, 10, Goal(100, 95, 105)) == pytest.approx(
        1 - 2 * student_chance(-2.5, 10)
    )


@pytest.mark.parametrize(("chance", "words"), [(0.004, "under 1%"), (0.886, "89%"), (0.999, "over 99%")])
def test_a_chance_never_claims_certainty(chance: float, words: str) -> None:
    assert chance_words(chance) == words


def test_falling_against_the_direction_is_worsening_and_noise_is_no_change() -> None:
    assert made([50.0, 44, 40, 33, 31, 25], rising(100)).travel is Travel.WORSENING
    assert made([50.0, 52, 49, 51, 50, 50], rising(100)).travel is Travel.NO_CHANGE


def test_the_pace_that_is_needed_stands_beside_the_pace_so_far() -> None:
    found = pace((START, 0.0), (date(2015, 9, 30), 71.0), (DUE, 200.0), Direction.INCREASE, 91.3125)
    assert found.times == pytest.approx((129 / 183) / (71 / 183))
    assert found.sentence == "Needs 1.8 times the pace so far: 64.37 a period until 31 Mar 2016."


@pytest.mark.parametrize(
    ("latest", "target", "direction", "sentence"),
    [
        (-5.0, 50.0, Direction.INCREASE, "No progress so far: needs 27.44 a period until 31 Mar 2016."),
        (50.0, 50.0, Direction.INCREASE, "The target has been reached: no further progress is needed."),
        (-20.0, -40.0, Direction.DECREASE, "Needs the pace so far: 9.98 a period until 31 Mar 2016."),
    ],
)
def test_a_pace_backwards_reached_and_falling(
    latest: float, target: float, direction: Direction, sentence: str
) -> None:
    found = pace((START, 0.0), (date(2015, 9, 30), latest), (DUE, target), direction, 91.3125)
    assert found.sentence == sentence


@pytest.mark.parametrize(
    "row",
    [row for row in vectors("sdg_cagr_progress")["rows"] if row["method"] == "target"],
    ids=lambda row: row["id"],
)
def test_compound_growth_gives_the_ratio_and_band_of_the_vectors(row: dict[str, Any]) -> None:
    found = growth(
        row["base"],
        row["current"],
        row["target"],
        row["current_year"] - row["base_year"],
        row["target_year"] - row["base_year"],
        Direction.DECREASE if row["direction"] == "negative" else Direction.INCREASE,
    )
    assert isinstance(found, Growth)
    assert found.ratio == pytest.approx(row["ratio"], abs=1e-5)
    assert found.progress.value == row["status"].replace("_", " ")


@given(st.integers(1, 1000), st.integers(101, 300), st.integers(2, 20), st.data())
def test_growth_exactly_on_its_way_is_substantial(first: int, rate: int, years: int, data: Any) -> None:
    passed = data.draw(st.integers(1, years - 1))
    found = growth(
        first,
        first * (rate / 100) ** passed,
        first * (rate / 100) ** years,
        passed,
        years,
        Direction.INCREASE,
    )
    assert isinstance(found, Growth)
    assert found.ratio == pytest.approx(1.0)
    assert found.progress is Progress.SUBSTANTIAL


def test_growth_says_both_rates() -> None:
    found = growth(100.0, 109.2727, 162.8894626777442, 3, 10, Direction.INCREASE)
    assert found.sentence == "Moderate progress: 3% a year so far, 5% a year required."


@pytest.mark.parametrize(
    ("baseline", "target", "direction"),
    [(0.0, 10.0, Direction.INCREASE), (10.0, 10.0, Direction.MAINTAIN), (10.0, 10.0, Direction.INCREASE)],
)
def test_where_growth_means_nothing_it_says_why(baseline: float, target: float, direction: Direction) -> None:
    found = growth(baseline, 5.0, target, 1, 5, direction)
    assert isinstance(found, NoFigure)
    assert found.sentence.startswith("No compound growth: ")
