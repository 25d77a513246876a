"""Whether a value looks odd beside what the same force reported before: asked about, never refused.

A plain z-score hides the very value it should find, since that value widens the standard deviation. The
modified z-score of Iglewicz and Hoaglin (How to Detect and Handle Outliers, 1993) uses the median and the
median absolute deviation (MAD) of the earlier values instead, with their limit of 3.5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Iglewicz and Hoaglin's constant, which makes the MAD comparable to a standard deviation, and their limit.
SCALE = 0.6745
LIMIT = 3.5
#: Fewer earlier values say nothing of how a force's values usually spread.
FEWEST = 4
#: A jump by this factor is asked about even beside a single earlier value: a slipped digit, another unit.
FACTOR = 10.0


def median(values: Sequence[float]) -> float:
    """The middle of sorted values, or the mean of the two in the middle; there must be one."""
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2


def modified_z(value: float, earlier: Sequence[float]) -> float | None:
    """0.6745 · (value − median) ÷ MAD of the earlier values; None where their MAD is 0."""
    ordered = sorted(earlier)
    centre = median(ordered)
    spread = median(sorted([abs(each - centre) for each in ordered]))
    return SCALE * (value - centre) / spread if spread else None


def is_far_from_usual(value: float, earlier: Sequence[float]) -> bool:
    """Whether a value lies beyond the limit; where the MAD is 0, whether it lies outside their range."""
    if len(earlier) < FEWEST:
        return False
    score = modified_z(value, earlier)
    if score is None:
        return not min(earlier) <= value <= max(earlier)
    return abs(score) > LIMIT


def is_a_leap(value: float, last: float) -> bool:
    """Whether a value is at least ten times the last one, or at most a tenth of it, or of the other sign."""
    if not last or not value:
        return False
    return not 1 / FACTOR < value / last < FACTOR
