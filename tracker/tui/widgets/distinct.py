"""Texts shortened to a width so that no two of them look the same."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable


def shortened(text: str, width: int) -> str:
    """A text that fits a width, with an ellipsis where something is left out."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…"


@lru_cache(32)
def distinct(texts: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Each text shortened to a width: where several would look the same, what they share is left out; where
    that does not tell them apart either, each ends in its place in the list."""
    found = [shortened(text, width) for text in texts]
    for places in list(_clashes(found)):
        shared = _shared_start([texts[i] for i in places])
        for i in places:
            found[i] = shortened("…" + texts[i][shared:], width)
    numbered: set[int] = set()  # two of these never clash: what follows the last space differs
    while clashing := {i for places in _clashes(found) for i in places} - numbered:
        numbered |= clashing
        for i in clashing:
            number = f" {i + 1}"
            found[i] = shortened(texts[i], max(width - len(number), 0)) + number
    return tuple(found)


def _clashes(texts: Iterable[str]) -> Iterable[list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        places[text].append(i)
    return (group for group in places.values() if len(group) > 1)


def _shared_start(texts: list[str]) -> int:
    """How many characters of the texts are the same, up to the start of a word."""
    shared = takewhile(lambda letters: len(set(letters)) == 1, zip(*texts, strict=False))
    return "".join(letters[0] for letters in shared).rfind(" ") + 1
