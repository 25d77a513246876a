"""Instants that the workspace brings to the rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

#: Clocks are put right by less than this all the time.
_SLIGHT = timedelta(seconds=1)


def end_of_day(day: date) -> datetime:
    """The last instant of a day, UTC: what is known at a date includes all that was learned on it."""
    return datetime.combine(day, time.max, UTC)


def utc_now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


def clock_warning(now: datetime, last: datetime | None) -> str | None:
    """What to say where the clock is behind what was recorded last; None where it is not."""
    if last is None or last - now <= _SLIGHT:
        return None
    return (
        f"This machine's clock says {_words(now)}, but the last entry of the ledger was recorded at "
        f"{_words(last)}. One of the two was wrong: check the clock. Until it has passed that time, what is "
        "recorded carries the time of the last entry."
    )


def _words(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
