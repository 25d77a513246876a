"""Axes: where a value or a day stands, and which of them are written out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.calendar import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Months between the days written out, from the closest.
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120)
_MOST_DAYS = 8
_MOST_VALUES = 6
#: A scale whose lowest value is below this share of the highest begins at nought.
_NEAR_ZERO = 0.5


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: ``low`` stands at ``start``, ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Where a value stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def values_scale(values: Sequence[float], start: float, end: float) -> tuple[Scale, tuple[float, ...]]:
    """A scale that holds the values between round numbers, and those numbers."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if 0 <= low < high * _NEAR_ZERO:
        low = 0.0
    if low == high:
        low, high = low - (abs(low) * 0.1 or 1.0), high + (abs(high) * 0.1 or 1.0)
    size = _round_step((high - low) / (_MOST_VALUES - 1))
    first, last = math.floor(low / size), math.ceil(high / size)
    ticks = tuple(round(size * n, 9) for n in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], start, end), ticks


def _round_step(least: float) -> float:
    """The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is at least so large."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * n for n in (1, 2, 2.5, 5, 10) if power * n >= least * (1 - 1e-9))


def days_between(first: date, last: date) -> tuple[date, ...]:
    """The first days of months to write out between two days: a few, evenly apart."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    apart = next((n for n in _MONTH_STEPS if months / n <= _MOST_DAYS), _MONTH_STEPS[-1])
    begin = first.year * 12 + first.month - 1
    counts = range(-(-begin // apart) * apart, last.year * 12 + last.month, apart)
    days = (date(count // 12, count % 12 + 1, 1) for count in counts)
    return tuple(day for day in days if first <= day <= last)


def month_words(day: date) -> str:
    """A month as an axis says it: Apr 2015."""
    return day_words(day).partition(" ")[2]
