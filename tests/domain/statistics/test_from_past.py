"""From the series of a cell to its chart, forecast, pace and growth."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.domain.cases import commitment, milestone, update
from tracker.data import register
from tracker.domain.plan import Bound, Commitment, Direction, Kind, Reported, Weight
from tracker.domain.statistics.assurance import Assurance
from tracker.domain.statistics.consistency import Consistency
from tracker.domain.statistics.forecast import Forecast, Goal
from tracker.domain.statistics.from_past import (
    assurance_of,
    chart_of,
    consistency_of,
    forecast_of,
    goal_of,
    growth_of,
    pace_of,
)
from tracker.domain.statistics.growth import Growth
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.pace import Pace
from tracker.domain.statistics.past import Past, past_of
from tracker.domain.statistics.xmr import Chart
from tracker.workspace import Workspace

QUARTERS = [date(2015, 6, 30), date(2015, 9, 30), date(2015, 12, 31)]
MONTHS = [date(2015, month, 28) for month in range(4, 13)]


def past(promise: Commitment, values: list[float], days: list[date] = QUARTERS, **more: Any) -> Past:
    series = [update(day, value, **more) for day, value in zip(days, values, strict=False)]
    return past_of(promise, "kent", series)


def level(**changes: Any) -> Commitment:
    return commitment(50.0, 100.0, kind=Kind.LEVEL, **changes)


def test_a_level_is_charted_as_it_is_reported() -> None:
    found = chart_of(past(level(), [60.0, 55.0, 65.0]))
    assert isinstance(found, Chart)
    assert found.values == (60.0, 55.0, 65.0)


def test_a_count_to_date_is_charted_by_what_each_period_added() -> None:
    promise = commitment(0.0, 100.0)
    found = chart_of(past(promise, [10.0, 30.0, 45.0]))
    assert isinstance(found, Chart)
    assert found.values == (10.0, 20.0, 15.0)
    skipped = chart_of(past(promise, [10.0, 30.0, 60.0], [QUARTERS[0], QUARTERS[1], date(2016, 3, 31)]))
    assert isinstance(skipped, Chart)
    assert skipped.values == (10.0, 20.0, 15.0)


def test_after_a_break_in_the_series_only_what_follows_is_compared() -> None:
    series = [update(day, 10.0 * n) for n, day in enumerate(MONTHS)]
    series[4] = update(MONTHS[4], 500.0, marks="b")
    found = past_of(level(), "kent", series)
    assert found.reported == found.way
    assert list(found.reported.values) == [500.0, 50.0, 60.0, 70.0, 80.0]


def test_assurance_is_for_levels_and_not_for_totals_that_grow() -> None:
    promise = level(direction=Direction.MAINTAIN)
    steady = past(promise, [110.0, 111.0, 109.0])
    found = chart_of(steady)
    assert isinstance(found, Chart)
    assert assurance_of(steady, found) is Assurance.PASSES
    assert assurance_of(past(commitment(), [1.0, 2.0, 3.0]), found) is None


def test_the_forecast_starts_from_the_baseline_of_the_plan() -> None:
    found = forecast_of(past(commitment(0.0, 100.0), [25.0, 50.0]))
    assert isinstance(found, Forecast)
    assert found.points == 3
    assert found.value == pytest.approx(100.0, abs=1)


def test_values_per_period_are_forecast_as_a_total() -> None:
    promise = commitment(0.0, 100.0, reported=Reported.PER_PERIOD)
    found = past(promise, [25.0, 24.0, 26.0])
    assert not isinstance(found.way, NoFigure)
    assert list(found.way.values) == [0.0, 25.0, 49.0, 75.0]
    charted = chart_of(found)
    assert isinstance(charted, Chart)
    assert charted.values == (25.0, 24.0, 26.0)


def test_a_later_date_in_a_period_stands_for_the_period() -> None:
    promise = commitment(0.0, 100.0, reported=Reported.PER_PERIOD)
    found = past(promise, [20.0, 30.0, 5.0], [date(2015, 5, 31), date(2015, 6, 30), date(2015, 7, 31)])
    assert not isinstance(found.way, NoFigure)
    assert list(found.way.values) == [0.0, 20.0, 30.0, 35.0]


def test_a_missing_period_leaves_the_total_unknown_and_says_so() -> None:
    promise = commitment(0.0, 100.0, reported=Reported.PER_PERIOD)
    found = past(promise, [25.0, 26.0], [QUARTERS[0], QUARTERS[2]])
    for figure in (forecast_of(found), pace_of(found), growth_of(found)):
        assert figure == NoFigure("The total so far is not known: 1 period not reported.")


def test_the_pace_speaks_of_the_reporting_period() -> None:
    found = pace_of(past(commitment(0.0, 100.0), [10.0, 20.0]))
    assert isinstance(found, Pace)
    assert found.sentence == "Needs 4 times the pace so far: 39.92 a period until 31 Mar 2016."


def test_growth_counts_years_from_the_baseline() -> None:
    promise = replace(commitment(100.0, 200.0), due=date(2025, 4, 1))
    found = growth_of(past(promise, [110.0], [date(2016, 4, 1)]))
    assert isinstance(found, Growth)
    assert found.observed == pytest.approx(0.10, abs=1e-3)
    assert found.required == pytest.approx(2**0.1 - 1, abs=1e-4)


@pytest.mark.parametrize(
    ("promise", "values", "days", "reasons"),
    [
        (
            milestone(),
            [],
            QUARTERS,
            ("No chart: a milestone has states, not numbers.", *["A milestone has states, not numbers."] * 3),
        ),
        (
            commitment(0.0, 100.0),
            [],
            QUARTERS,
            (
                "No chart: 0 values, at least 3 are needed.",
                "No forecast: 1 point with the baseline, at least 3 are needed.",
                "No pace: nothing has been reported since the baseline.",
                "No compound growth: nothing has been reported since the baseline.",
            ),
        ),
        (
            commitment(1.0, 100.0),
            [90.0],
            [date(2016, 3, 31)],
            (
                "No chart: 1 value, at least 3 are needed.",
                *["No forecast: the latest value is for the due date, 31 Mar 2016, or later."] * 2,
                None,
            ),
        ),
        (
            level(direction=Direction.MAINTAIN),
            [90.0],
            QUARTERS,
            (None, None, "No pace: a level is to be held.", None),
        ),
    ],
)
def test_what_cannot_be_said_says_why(
    promise: Commitment, values: list[float], days: list[date], reasons: tuple[str | None, ...]
) -> None:
    found = past(promise, values, days)
    figures = (chart_of(found), forecast_of(found), pace_of(found), growth_of(found))
    for figure, reason in zip(figures, reasons, strict=True):
        assert reason is None or figure == NoFigure(reason)


def test_a_level_held_within_a_band_is_met_where_it_is_green() -> None:
    within = level(direction=Direction.MAINTAIN, bound=Bound.WITHIN)
    goal = goal_of(within, 100.0)
    assert [goal.low, goal.high] == pytest.approx([95.0, 105.0])
    assert goal_of(level(direction=Direction.DECREASE), 10.0) == Goal(10.0, float("-inf"), 10.0)
    assert goal_of(level(direction=Direction.MAINTAIN, bound=Bound.AT_MOST), 10.0).is_met(9.0)


def test_forces_of_unlike_size_are_compared_by_size() -> None:
    forces = {force.slug: force for force in register().forces}
    promise = level(forces=tuple(forces), weight=Weight.OFFICERS)
    pasts = [
        past_of(promise, slug, [update(day, force.officers * 2.0) for day in MONTHS])
        for slug, force in forces.items()
    ]
    found = consistency_of(pasts, forces)
    assert isinstance(found, Consistency)
    assert all(spread.variation == pytest.approx(0.0, abs=1e-9) for spread in found.spreads)


def test_a_date_for_which_few_forces_have_a_value_is_left_out() -> None:
    forces = {force.slug: force for force in register().forces}
    promise = commitment(50.0, 100.0, forces=tuple(forces), kind=Kind.RATE)
    series = {slug: [update(day, 10.0 + n) for day in QUARTERS[:2]] for n, slug in enumerate(forces)}
    series["kent"].append(update(QUARTERS[2], 50.0))
    found = consistency_of([past_of(promise, slug, each) for slug, each in series.items()], forces)
    assert isinstance(found, Consistency)
    assert ([spread.as_at for spread in found.spreads], found.forces) == (QUARTERS[:2], 43)


def test_a_force_without_a_value_at_every_date_is_left_out() -> None:
    forces = {force.slug: force for force in register().forces}
    promise = commitment(50.0, 100.0, forces=tuple(forces), kind=Kind.RATE)
    series = {slug: [update(day, 10.0 + n) for day in QUARTERS] for n, slug in enumerate(forces)}
    del series["kent"][1]
    found = consistency_of([past_of(promise, slug, each) for slug, each in series.items()], forces)
    assert isinstance(found, Consistency)
    assert (len(found.spreads), found.forces) == (3, 42)


def test_real_officer_strength_over_time(strength_db: Path) -> None:
    with Workspace.open(strength_db, "tester") as workspace:
        plan = workspace.plan()[0]
        promise = plan.commitment("officer-strength")
        by_population = replace(promise, measure=replace(promise.measure, weight=Weight.POPULATION))
        pasts = [
            past_of(by_population, slug, workspace.cell(slug, promise.id).series) for slug in promise.forces
        ]
    # Few people live in the City of London: a force for its size by residents compares with no other.
    others = [each for each in pasts if each.force != "city-of-london"]
    found = consistency_of(others, {force.slug: force for force in plan.forces})
    assert isinstance(found, Consistency)
    assert found.sentence == (
        "From 30 Sep 2014 to 30 Sep 2019, over 42 forces, the coefficient of variation went from 22.3% to "
        "20.8% and the gap between the best and the worst quarter went from 1,323.42 to 1,205.42: "
        "more consistent."
    )
    northumbria = next(each for each in pasts if each.force == "northumbria")
    forecast, charted = forecast_of(northumbria), chart_of(northumbria)
    assert isinstance(forecast, Forecast)
    assert isinstance(charted, Chart)
    assert forecast.sentence == (
        "At the pace so far 3,010 on 31 Mar 2020 (95% interval 2,900 to 3,110), target 3,514.44: "
        "under 1% chance of meeting it."
    )
    assert charted.sentence == (
        "More than the usual ups and downs (concern): outside the limits, low or falling. "
        "Trial limits, from 11 values: 12 are needed."
    )
