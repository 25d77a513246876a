"""Values reported per period add up from the baseline date, and a gap is never taken for the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.cases import commitment, update
from tracker.domain.assess import assess
from tracker.domain.plan import Reported
from tracker.domain.reading import Stretch, reading_of
from tracker.domain.status import Status

Q1, Q2, Q3 = date(2015, 6, 30), date(2015, 9, 30), date(2015, 12, 31)
PROMISE = commitment(0, 366, reported=Reported.PER_PERIOD)  # one a day, near enough


def test_periods_add_up() -> None:
    reading = reading_of(PROMISE, 0.0, [update(Q1, 90), update(Q2, 92)])
    cell = assess(PROMISE, "kent", reading, Q2)
    assert cell.value == 182
    assert cell.status is Status.GREEN


def test_a_missing_period_is_left_out_of_what_was_expected_too_and_said() -> None:
    reading = reading_of(PROMISE, 0.0, [update(Q1, 90), update(Q3, 92)])
    cell = assess(PROMISE, "kent", reading, Q3)
    assert cell.value == 182
    assert cell.expected == pytest.approx(182, abs=2)
    assert cell.status is Status.GREEN
    assert "(1 period not reported, left out)" in cell.reason


def test_part_of_a_period_is_not_taken_for_the_whole() -> None:
    part = reading_of(PROMISE, 0.0, [update(Q1, 90), update(date(2015, 7, 31), 31)])
    cell = assess(PROMISE, "kent", part, date(2015, 8, 1))
    assert cell.value == 121
    assert cell.expected == pytest.approx(121, abs=2)


def test_a_later_value_in_the_same_period_replaces_the_part() -> None:
    reading = reading_of(PROMISE, 0.0, [update(Q1, 90), update(date(2015, 7, 31), 31), update(Q2, 92)])
    assert reading.total is not None
    assert reading.total.value == 182


def test_the_first_period_counts_from_the_day_after_the_baseline_date() -> None:
    """It lies within a period, and of that only the days after it are expected."""
    promise = replace(PROMISE, baseline_at=date(2015, 6, 29))
    reading = reading_of(promise, 0.0, [update(Q1, 1), update(Q2, 92)])
    assert reading.total is not None
    assert reading.total.missing == ()
    assert [stretch.after for stretch in reading.total.stretches] == [date(2015, 6, 29), Q1]
    late = reading_of(promise, 0.0, [update(Q2, 92)])
    assert late.total is not None
    assert [(period.start, period.end) for period in late.total.missing] == [(date(2015, 4, 1), Q1)]


def test_a_value_for_the_baseline_date_and_a_return_without_a_value_add_nothing() -> None:
    series = [update(Q1, 90), update(Q2, marks="x"), update(Q3, 92)]
    total = reading_of(replace(PROMISE, baseline_at=Q1), 0.0, series).total
    assert total is not None
    assert (total.value, total.stretches) == (92, (Stretch(Q2, Q3),))
    assert [period.end for period in total.missing] == [Q2]


def test_the_return_beside_the_latest_value_is_the_last_of_all_and_later() -> None:
    first, second, third = update(Q1, 90), update(Q2, 92), update(Q3, 91)
    assert reading_of(PROMISE, 0.0, [first, second, third]).valueless is None
    blank = update(Q3, marks="x")
    assert reading_of(PROMISE, 0.0, [first, second, blank]).valueless is blank


def test_a_return_without_a_value_stays_beside_the_latest_value() -> None:
    reading = reading_of(PROMISE, 0.0, [update(Q1, 90), update(Q2, marks="x")])
    assert reading.update is not None
    assert reading.update.draft.as_at == Q1
    assert reading.valueless is not None
    assert reading.valueless.draft.marks == "x"
