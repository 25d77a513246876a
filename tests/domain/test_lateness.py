"""Late after so many days, silent after a whole further period; rates as the published vectors have them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.domain.cases import commitment
from tracker.domain.calendar import Frequency, period_of
from tracker.domain.lateness import Lateness, expected_periods, lateness, reporting_rate

VECTORS = json.loads(
    (Path(__file__).parent.parent / "vectors" / "reporting_rate_and_outliers.json").read_text()
)
DAY = date(2015, 10, 21)


@pytest.mark.parametrize("row", VECTORS["reporting_rate"]["rows"])
def test_reporting_and_on_time_rates(row: dict[str, float | None]) -> None:
    expected, actual, on_time = (int(row[key] or 0) for key in ("expected", "actual", "on_time"))
    came = [DAY] * on_time + [DAY + timedelta(days=1)] * (actual - on_time) + [None] * (expected - actual)
    rates = reporting_rate([DAY] * expected, came)
    assert (rates.expected, rates.reported, rates.on_time) == (expected, actual, on_time)
    for rate, published in ((rates.rate, row["rate"]), (rates.on_time_rate, row["rate_on_time"])):
        assert (rate if rate is None else round(rate * 100)) == published


def test_in_time_late_and_silent() -> None:
    summer = period_of(date(2015, 9, 30), Frequency.QUARTERLY)
    assert lateness(commitment(), summer, date(2015, 10, 21)) is Lateness.NOT_DUE
    assert lateness(commitment(), summer, date(2015, 10, 22)) is Lateness.LATE
    assert lateness(commitment(), summer, date(2016, 1, 21)) is Lateness.LATE
    assert lateness(commitment(), summer, date(2016, 1, 22)) is Lateness.SILENT


def test_returns_are_expected_up_to_the_period_of_the_due_date() -> None:
    ends = [period.end for period in expected_periods(commitment())]
    assert ends == [date(2015, 6, 30), date(2015, 9, 30), date(2015, 12, 31), date(2016, 3, 31)]


def test_returns_are_expected_from_the_later_of_start_and_baseline_date() -> None:
    autumn = date(2015, 9, 30)
    for promise in (commitment(starts=autumn), commitment(baseline_at=autumn)):
        assert next(expected_periods(promise)).end == date(2015, 12, 31)
