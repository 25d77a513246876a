"""What is known of a cell while a return is checked: by the ledger, and by the return's own earlier rows.

Kept in arrays, some twenty bytes a row, so that a return of a million rows is checked in little memory.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain.draft_questions import MOST_EARLIER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tracker.domain.update import Draft, Update

#: What stood for a date before: a value, a milestone's state, or nothing that can be shown.
OldValue: TypeAlias = float | str | None

_SHIFT = 1 << 24


def content_key(draft: Draft, *, with_publication: bool = True) -> int:
    """A hash of what a draft says, wherever in a file it stood."""
    plain = replace(draft, source_ref=None, published_on=draft.published_on if with_publication else None)
    return hash(plain)


def old_value(draft: Draft) -> OldValue:
    """What a draft says in short."""
    return draft.value if draft.value is not None else draft.state.value if draft.state else None


@dataclass(slots=True)
class KnownCell:
    """``standing`` is by as-at date the content that counts in the ledger and its value; ``said`` holds the
    content of every back-loaded update that was not withdrawn, ``withdrawn`` the dates with nothing left."""

    standing: Mapping[date, tuple[int, OldValue]]
    said: frozenset[int]
    withdrawn: frozenset[date]
    _ledger_days: array[int] = field(init=False)
    _ledger_values: array[float] = field(init=False)
    _keys: array[int] = field(default_factory=lambda: array("q"))
    _rows: array[int] = field(default_factory=lambda: array("i"))
    _values: array[float] = field(default_factory=lambda: array("d"))

    def __post_init__(self) -> None:
        numbers = sorted((day, old) for day, (_, old) in self.standing.items() if isinstance(old, float))
        self._ledger_days = array("q", (day.toordinal() * _SHIFT for day, _ in numbers))
        self._ledger_values = array("d", (old for _, old in numbers))

    def add(self, draft: Draft, row: int) -> tuple[int | None, bool]:
        """Note a row of the return: the row that said the same before, if one did, and whether any was of
        the same date."""
        day = draft.as_at.toordinal() * _SHIFT
        key = day + (draft.published_on.toordinal() if draft.published_on else 0)
        place = bisect_left(self._keys, key)
        if place < len(self._keys) and self._keys[place] == key:
            return self._rows[place], True
        is_same_day = (place > 0 and self._keys[place - 1] >= day) or (
            place < len(self._keys) and self._keys[place] < day + _SHIFT
        )
        self._keys.insert(place, key)
        self._rows.insert(place, row)
        self._values.insert(place, math.nan if draft.value is None else draft.value)
        return None, is_same_day

    def earlier(self, draft: Draft) -> list[float]:
        """The values before a draft's own date, oldest first, at most so many as questions look at."""
        day = draft.as_at.toordinal() * _SHIFT
        by_day = _before(self._ledger_days, self._ledger_values, day) if self._ledger_days else {}
        by_day.update(_before(self._keys, self._values, day))
        if self._ledger_days:
            return [by_day[key] for key in sorted(by_day)[-MOST_EARLIER:]]
        return list(by_day.values())


def _before(keys: array[int], values: array[float], day: int) -> dict[int, float]:
    """The last values before a day by day; of one day the last published."""
    end = bisect_left(keys, day)
    start = max(end - MOST_EARLIER, 0)
    found = zip(keys[start:end], values[start:end], strict=True)
    return {key // _SHIFT: value for key, value in found if not math.isnan(value)}


def known_cell(told: Mapping[date, Sequence[Update]]) -> KnownCell:
    """What the ledger knows of a cell: for each as-at date its updates that were not withdrawn, in the order
    they became known."""
    standing: dict[date, tuple[int, OldValue]] = {}
    said: set[int] = set()
    for updates in filter(None, told.values()):
        current = updates[-1].draft
        standing[current.as_at] = (content_key(current, with_publication=False), old_value(current))
        said.update(content_key(update.draft) for update in updates if update.back_loaded)
    return KnownCell(standing, frozenset(said), frozenset(day for day, left in told.items() if not left))
