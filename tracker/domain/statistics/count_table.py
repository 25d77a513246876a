"""A table of counts with its totals, and what can be worked out of the part of it that is published.

Counts of forces add up to regions, regions to nations, nations to the country: each figure is part of at
most one total. In such a tree the least and the most that a hidden figure can be follow exactly from two
passes over the sums, one upwards and one downwards: the same answer as two linear programmes for each
figure.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: What a figure counts: its level ("force", "region", "nation", "country") and its name.
Key: TypeAlias = tuple[str, str]
#: The least and the most that a figure can be.
Range: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class CountTable:
    """Counts by key, and for every total the keys that add up to it; a key is part of one total at most."""

    counts: Mapping[Key, float]
    parts: Mapping[Key, Sequence[Key]]

    def __post_init__(self) -> None:
        """Refuse what is no tree: :class:`ValueError`."""
        listed = [part for parts in self.parts.values() for part in parts]
        if len(listed) != len(set(listed)):
            raise ValueError("a figure may be part of one total only")

    @cached_property
    def parent(self) -> Mapping[Key, Key]:
        """The total of every part."""
        return {part: total for total, parts in self.parts.items() for part in parts}

    @cached_property
    def upwards(self) -> Sequence[Key]:
        """The totals, each later than its parts."""
        return [total for top in self.parts if top not in self.parent for total in self._below(top)]

    @cached_property
    def values(self) -> Mapping[Key, float]:
        """Every figure: the counts and, from them, the totals."""
        values = dict(self.counts)
        for total in self.upwards:
            values[total] = sum(values[part] for part in self.parts[total])
        return values

    @cached_property
    def is_whole(self) -> bool:
        """Whether every count is a whole number."""
        return all(count == int(count) for count in self.counts.values())

    @cached_property
    def has_negative(self) -> bool:
        """Whether a count is below 0: a change rather than a number of people."""
        return any(count < 0 for count in self.counts.values())

    def _below(self, total: Key) -> Iterator[Key]:
        for part in self.parts[total]:
            if part in self.parts:
                yield from self._below(part)
        yield total


def worked_out(table: CountTable, published: Mapping[Key, Range]) -> Mapping[Key, Range]:
    """The range that anybody can work out for every figure from what is published of each."""
    found = dict(published)
    for total in table.upwards:
        ranges = [found[part] for part in table.parts[total]]
        low, high = found[total]
        found[total] = (max(low, sum(r[0] for r in ranges)), min(high, sum(r[1] for r in ranges)))
    for total in reversed(table.upwards):
        _tell_parts(table.parts[total], found[total], found)
    return found


def _tell_parts(parts: Sequence[Key], total: Range, found: dict[Key, Range]) -> None:
    """Narrow each part to the total less what the others can be."""
    lows, highs = [found[part][0] for part in parts], [found[part][1] for part in parts]
    for place, part in enumerate(parts):
        low, high = found[part]
        if low != high:
            found[part] = (
                max(low, total[0] - _without(highs, place)),
                min(high, total[1] - _without(lows, place)),
            )


def _without(values: Sequence[float], place: int) -> float:
    return math.fsum(values[:place]) + math.fsum(values[place + 1 :])
