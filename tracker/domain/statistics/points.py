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

    def before(self, day: date, value: float) -> Points:
        """The same points with an earlier one put first."""
        return Points((day, *self.days), (value, *self.values))
