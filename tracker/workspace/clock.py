"""Instants that the workspace brings to the rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, time


def end_of_day(day: date) -> datetime:
    """The last instant of a day, UTC: what is known at a date includes all that was learned on it."""
    return datetime.combine(day, time.max, UTC)


def utc_now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)
