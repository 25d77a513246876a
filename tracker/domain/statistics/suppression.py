"""A threshold with secondary suppression: no hidden count can be worked out from the totals.

Counts below the threshold are hidden, and with them as many others, smallest first, as it takes: afterwards
every count below the threshold could be anything from 1 to the threshold as far as the published figures say,
and a total below it anything in a range as wide (A. Hundepool and others, Statistical Disclosure Control,
2012, chapter 4). Zeros are shown.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.domain.statistics.count_table import worked_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from tracker.domain.statistics.count_table import CountTable, Key, Range

#: Sums of counts closer together than this are the same, floating-point noise apart.
NOISE = 1e-6


def suppressed(table: CountTable, threshold: float) -> frozenset[Key]:
    """The figures to be hidden, totals among them where nothing less is safe."""
    small = {key for key, value in table.values.items() if 0 < abs(value) < threshold}
    hidden = set(small)
    while (told := first_exposed(table, hidden, small, threshold)) is not None:
        _hide_another(table, told, hidden)
    for key in sorted(hidden - small, key=lambda k: (-abs(table.values[k]), k)):
        if first_exposed(table, hidden - {key}, small, threshold) is None:
            hidden.discard(key)
    return frozenset(hidden)


def first_exposed(
    table: CountTable, hidden: AbstractSet[Key], small: Iterable[Key], threshold: float
) -> Key | None:
    """The first small count whose range tells more than the threshold does; None when all are safe."""
    ranges = worked_out(table, published(table, hidden))
    told = [key for key in small if ranges[key][1] - ranges[key][0] < threshold - 1 - NOISE]
    return min(told, default=None)


def published(table: CountTable, hidden: AbstractSet[Key]) -> Mapping[Key, Range]:
    """What is published of each figure: itself, or, where it is hidden, that it is not 0."""
    least = -math.inf if table.has_negative else 1.0 if table.is_whole else 0.0
    return {
        key: (least, math.inf) if key in hidden else (value, value) for key, value in table.values.items()
    }


def _hide_another(table: CountTable, told: Key, hidden: set[Key]) -> None:
    """Hide the smallest figure beside it, else the total above; and so on upwards."""
    while True:
        total = table.parent[told]
        beside = [part for part in table.parts[total] if part not in hidden and table.values[part]]
        if beside:
            _hide(table, _smallest(table, beside), hidden)
            return
        if total not in hidden:
            hidden.add(total)
            return
        told = total


def _hide(table: CountTable, key: Key, hidden: set[Key]) -> None:
    """Hide a figure; and, so that its parts do not add up to it, one of them."""
    hidden.add(key)
    parts = table.parts.get(key, ())
    if parts and not any(part in hidden for part in parts):
        _hide(table, _smallest(table, [part for part in parts if table.values[part]]), hidden)


def _smallest(table: CountTable, keys: Iterable[Key]) -> Key:
    return min(keys, key=lambda key: (abs(table.values[key]), key))
