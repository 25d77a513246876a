"""The statuses of milestones, judged at the as-of date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.cases import judged, milestone, state_status
from tracker.domain.status import Status
from tracker.domain.update import State

AUTUMN = date(2015, 10, 1)
DUE = date(2016, 1, 2)


def test_done_is_complete_whatever_the_date() -> None:
    assert state_status(milestone(), State.DONE, DUE + timedelta(days=900), as_at=AUTUMN) is Status.COMPLETE


def test_past_due_is_red_from_the_day_after() -> None:
    assert state_status(milestone(), State.IN_PROGRESS, DUE) is Status.GREEN
    assert state_status(milestone(), State.IN_PROGRESS, DUE + timedelta(days=1)) is Status.RED


@pytest.mark.parametrize(
    ("days", "expected"), [(0, Status.GREEN), (1, Status.AMBER), (30, Status.AMBER), (31, Status.RED)]
)
def test_a_forecast_after_the_due_date(days: int, expected: Status) -> None:
    forecast = DUE + timedelta(days=days)
    assert state_status(milestone(), State.IN_PROGRESS, AUTUMN, forecast=forecast) is expected


def test_due_within_thirty_days_and_not_started_is_amber() -> None:
    assert state_status(milestone(), State.NOT_STARTED, DUE - timedelta(days=31)) is Status.GREEN
    assert state_status(milestone(), State.NOT_STARTED, DUE - timedelta(days=30)) is Status.AMBER
    assert state_status(milestone(), State.IN_PROGRESS, DUE - timedelta(days=30)) is Status.GREEN


def test_an_old_report_is_stale_before_it_is_red() -> None:
    late = date(2017, 1, 1)
    assert state_status(milestone(), State.IN_PROGRESS, late, as_at=AUTUMN) is Status.STALE


def test_never_reported_is_early_and_then_none() -> None:
    first = judged(milestone(), as_of=date(2015, 7, 21))
    assert first.status is Status.EARLY
    assert first.reason == "Nothing due yet: the first return is due by 21 Jul 2015."
    assert judged(milestone(), as_of=date(2015, 7, 22)).status is Status.NONE
