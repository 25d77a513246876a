"""Financial quarters, reporting periods, and the day on which a return falls due."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.calendar import (
    Frequency,
    financial_quarter,
    last_period_end,
    next_period,
    period_of,
    periods,
)

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "fiscal_quarters.json").read_text())


@pytest.mark.parametrize(("day", "quarter"), VECTORS["cases"].items())
def test_financial_quarters_of_the_vectors(day: str, quarter: str) -> None:
    assert financial_quarter(date.fromisoformat(day)) == quarter


@pytest.mark.parametrize(
    ("frequency", "start", "end", "label"),
    [
        (Frequency.MONTHLY, "2016-02-01", "2016-02-29", "February 2016"),
        (Frequency.QUARTERLY, "2016-01-01", "2016-03-31", "2015/16 Q4"),
        (Frequency.HALF_YEARLY, "2015-10-01", "2016-03-31", "2015/16 H2"),
        (Frequency.ANNUAL, "2015-04-01", "2016-03-31", "2015/16"),
    ],
)
def test_the_period_of_leap_day(frequency: Frequency, start: str, end: str, label: str) -> None:
    period = period_of(date(2016, 2, 29), frequency)
    assert (period.start.isoformat(), period.end.isoformat(), period.label()) == (start, end, label)


@pytest.mark.parametrize("frequency", Frequency)
def test_the_last_period_ends_with_the_calendar(frequency: Frequency) -> None:
    assert period_of(date.max, frequency).end == date.max
    assert period_of(date(9999, 11, 15), Frequency.MONTHLY).end == date(9999, 11, 30)


def test_stale_after_one_and_a_half_periods() -> None:
    assert [f.stale_after for f in Frequency] == [45, 135, 270, 540]


def test_a_return_is_due_so_many_days_after_its_period_ends() -> None:
    assert period_of(date(2015, 8, 1), Frequency.QUARTERLY).due_on(21) == date(2015, 10, 21)


def test_the_first_period_is_the_first_that_ends_after_the_start() -> None:
    ends = [p.end for p in periods(date(2015, 6, 30), date(2016, 1, 2), Frequency.QUARTERLY)]
    assert ends == [date(2015, 9, 30), date(2015, 12, 31), date(2016, 3, 31)]
    first, *_, last = periods(date(2015, 6, 29), date(2016, 1, 1), Frequency.QUARTERLY)
    assert (first.end, last.end) == (date(2015, 6, 30), date(2016, 3, 31))


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(Frequency))
def test_periods_tile_the_calendar(day: date, frequency: Frequency) -> None:
    period = period_of(day, frequency)
    assert period.start <= day <= period.end
    assert next_period(period, frequency).start == period.end + timedelta(days=1)
    assert last_period_end(day, frequency) <= day
