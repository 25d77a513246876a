"""Reporting periods of the financial year (1 April to 31 March), and when a return falls due.

Quarters are those of police performance years: Q1 is April to June, Q4 January to March.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pendulum

_FIRST_MONTH = 4


class Frequency(StrEnum):
    """How often returns are made."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half-yearly"
    ANNUAL = "annual"

    @property
    def months(self) -> int:
        """The length of a period in months."""
        return _MONTHS[self]

    @property
    def stale_after(self) -> int:
        """One and a half periods in days, by months of thirty days: 135 for quarterly returns."""
        return self.months * 45


_MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.ANNUAL: 12}


@dataclass(frozen=True, order=True)
class Period:
    """A reporting period; both days belong to it."""

    start: date
    end: date

    def due_on(self, due_after: int) -> date:
        """The last day on which its return is in time."""
        return self.end + timedelta(days=due_after)

    def label(self) -> str:
        """Its name as people say it: "2015/16 Q1", "2015/16 H1", "September 2015", "2015/16"."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        if months == 1:
            return f"{_FULL_MONTH_NAMES[self.start.month - 1]} {self.start.year}"
        year = financial_year(self.start)
        place = (self.start.month - _FIRST_MONTH) % 12 // months + 1
        return {3: f"{year} Q{place}", 6: f"{year} H{place}"}.get(months, year)


def financial_year(day: date) -> str:
    """The financial year of a day, written 2015/16."""
    first = day.year if day.month >= _FIRST_MONTH else day.year - 1
    return f"{first}/{(first + 1) % 100:02}"


def financial_quarter(day: date) -> str:
    """The financial quarter of a day, written 2015/16 Q2."""
    return period_of(day, Frequency.QUARTERLY).label()


@lru_cache(maxsize=4096)
def period_of(day: date, frequency: Frequency) -> Period:
    """The reporting period in which a day lies."""
    import pendulum  # where it is used: a status with nothing due does not pay for it

    months = (day.month - _FIRST_MONTH) % 12 % frequency.months
    start = pendulum.Date(day.year, day.month, 1).subtract(months=months)
    return _period(start, frequency)


def next_period(period: Period, frequency: Frequency) -> Period:
    """The period after this one."""
    return period_of(period.end + timedelta(days=1), frequency)


def previous_period(period: Period, frequency: Frequency) -> Period:
    """The period before this one."""
    return period_of(period.start - timedelta(days=1), frequency)


def periods(after: date, until: date, frequency: Frequency) -> Iterator[Period]:
    """The periods that end later than ``after``, up to and including the one in which ``until`` lies."""
    period = period_of(after + timedelta(days=1), frequency)
    while period.start <= until:
        yield period
        period = next_period(period, frequency)


def last_period_end(day: date, frequency: Frequency) -> date:
    """The latest end of a period on or before a day."""
    period = period_of(day, frequency)
    return period.end if period.end == day else previous_period(period, frequency).end


def _period(start: pendulum.Date, frequency: Frequency) -> Period:
    first = date(start.year, start.month, start.day)
    if start.year == date.max.year and start.month + frequency.months > _MONTHS[Frequency.ANNUAL]:
        return Period(first, date.max)  # the calendar ends within it
    end = start.add(months=frequency.months).subtract(days=1)
    return Period(first, date(end.year, end.month, end.day))


def day_words(day: date) -> str:
    """A date as a council paper writes it: 30 Sep 2015."""
    return f"{day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"


def full_day_words(day: date) -> str:
    """A date as a head block writes it: 30 September 2015."""
    return f"{day.day} {_FULL_MONTH_NAMES[day.month - 1]} {day.year}"


def period_words(period: Period) -> str:
    """A period's days as a council paper writes them: 1 Jul to 30 Sep 2018, 1 Oct 2019 to 31 Mar 2020."""
    first = day_words(period.start)
    if period.start.year == period.end.year:
        first = first.removesuffix(f" {period.start.year}")
    return f"{first} to {day_words(period.end)}"


_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FULL_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
