"""Where the bars of a ranking begin and end, and where its ticks stand: the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.reports.blocks import RankRow

#: A bar more than so many times the middle one is cut, and shown to be, so that the others can be read.
_CUT = 4.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A force's bar from nought to its value, and the tick at what was expected, as shares of the width.

    ``end`` is None where there is no value, ``tick`` where nothing was expected or it lies beyond the width.
    """

    zero: float
    end: float | None
    tick: float | None
    is_cut: bool


def bars_of(rows: Sequence[RankRow]) -> list[Bar]:
    """The bars of a ranking on one scale: from nought, or the lowest below it, to the highest not cut."""
    values = [v for row in rows for v in (row.value, row.expected) if v is not None]
    sizes = sorted(map(abs, values)) or [0.0]
    cut = sizes[len(sizes) // 2] * _CUT or sizes[-1] or 1.0
    low, high = max(min([0.0, *values]), -cut), min(max([0.0, *values]), cut)
    width = high - low or 1.0

    def bar(row: RankRow) -> Bar:
        end = None if row.value is None else (min(max(row.value, low), high) - low) / width
        is_beyond = row.expected is None or not low <= row.expected <= high
        tick = None if row.expected is None or is_beyond else (row.expected - low) / width
        return Bar(-low / width, end, tick, row.value is not None and not low <= row.value <= high)

    return [bar(row) for row in rows]
