"""Instants as the ledger writes them: UTC to the microsecond, so that their text sorts as they do."""

from __future__ import annotations

from datetime import UTC, date, datetime

#: Later than every instant a ledger holds.
ALWAYS = "9999-12-31T23:59:59.999999Z"


def stamp(moment: datetime) -> str:
    """An instant as text; :class:`ValueError` when it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def instant(text: str) -> datetime:
    """The instant that :func:`stamp` wrote."""
    return datetime.fromisoformat(text)


def start_of(day: date) -> str:
    """The first instant of a day, UTC: from then on what was published on it is known."""
    return f"{day.isoformat()}T00:00:00.000000Z"


def end_of(day: date) -> str:
    """The last instant of a day, UTC."""
    return f"{day.isoformat()}T23:59:59.999999Z"
