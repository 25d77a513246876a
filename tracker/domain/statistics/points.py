"""Points over time: days and the value at each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Points:
    """Days, strictly rising, and the value at each; two columns, as most methods want one or the other."""

    days: tuple[date, ...] = ()
    values: tuple[float, ...] = ()

    def __len__(self) -> int:
        """How many there are."""
        return len(self.days)

    def at(self, days: tuple[date, ...]) -> tuple[float, ...] | None:
        """The values at these days; None where it has none for one of them."""
        if days == self.days:
            return self.values
        by_day = dict(zip(self.days, self.values, strict=True))
        return tuple([by_day[day] for day in days]) if by_day.keys() >= set(days) else None

    def before(self, day: date, value: float) -> Points:
        """The same points with an earlier one put first."""
        return Points((day, *self.days), (value, *self.values))
