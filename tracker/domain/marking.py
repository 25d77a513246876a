"""Handling markings: the highest of several is that of what holds them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: From low to high: the Government Security Classifications, and beside them the scheme before April 2014,
#: which papers of 2015 still carry. A longer name stands before one that it begins with.
_LEVELS = (
    ("NOT PROTECTIVELY MARKED", 0),
    ("UNCLASSIFIED", 0),
    ("PROTECT", 1),
    ("OFFICIAL SENSITIVE", 2),
    ("OFFICIAL", 1),
    ("PART RESTRICTED", 2),
    ("RESTRICTED", 2),
    ("CONFIDENTIAL", 3),
    ("SECRET", 4),
    ("TOP SECRET", 5),
)


def highest(markings: Iterable[str]) -> str:
    """The highest of the markings; those that no scheme ranks stand beside it, in their order."""
    given = list(dict.fromkeys(markings))
    ranked = [marking for marking in given if _level(marking) is not None]
    others = [marking for marking in given if _level(marking) is None]
    top = [max(ranked, key=lambda marking: _level(marking) or 0)] if ranked else []
    return " / ".join(top + others)


def _level(marking: str) -> int | None:
    plain = " ".join(marking.upper().replace("-", " ").replace(":", " ").split())
    return next((level for name, level in _LEVELS if plain.startswith(name)), None)
