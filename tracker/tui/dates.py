"""The days the board can be stepped to: ends of periods, and councils."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.domain.calendar import last_period_end, next_period, period_of

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.plan import Plan


def period_before(plan: Plan, day: date) -> date | None:
    """The end of the period before a day; None before the plan's start."""
    if day <= plan.starts:  # the first day of the calendar has none before it
        return None
    end = last_period_end(day - timedelta(days=1), plan.reporting)
    return end if end >= plan.starts else None


def period_after(plan: Plan, day: date, today: date) -> date | None:
    """The next end of a period after a day; None where it is still to come."""
    if day >= today:  # nor has its last day one after it
        return None
    period = period_of(day, plan.reporting)
    end = period.end if period.end > day else next_period(period, plan.reporting).end
    return end if end <= today else None


def council_before(plan: Plan, day: date) -> date | None:
    """The council before a day."""
    return max((council for council in plan.councils if council < day), default=None)


def council_after(plan: Plan, day: date, today: date) -> date | None:
    """The council after a day, up to today."""
    return min((council for council in plan.councils if day < council <= today), default=None)
