"""Many small records in little memory: pickled and compressed in batches, read back in order."""

from __future__ import annotations

import pickle
import zlib
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_BATCH = 500
_Item = TypeVar("_Item")


class Packed(Generic[_Item]):
    """A list that is only added to and walked; a million rows of a return take some tens of megabytes."""

    def __init__(self) -> None:
        self._batches: list[bytes] = []
        self._last: list[_Item] = []
        self._count = 0

    def append(self, item: _Item) -> None:
        """Add an item."""
        self._last.append(item)
        self._count += 1
        if len(self._last) == _BATCH:
            self._batches.append(zlib.compress(pickle.dumps(self._last, pickle.HIGHEST_PROTOCOL), 1))
            self._last = []

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[_Item]:
        for batch in self._batches:
            yield from pickle.loads(zlib.decompress(batch))  # noqa: S301 - our own, never from outside
        yield from self._last
