"""The licences of everything that is locked, held against those that may be in the house."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from supply.locked import locked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from supply.locked import Locked

#: Permissive ones; and MPL-2.0, whose conditions hold for changes to that package's own files alone.
ALLOWED = frozenset(
    {
        *(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "ISC",
            "MIT",
            "MPL-2.0",
            "PSF-2.0",
        ),
        *("Unlicense", "Zlib"),
    }
)


def refused(packages: Iterable[Locked]) -> list[str]:
    """A sentence for each package whose licence is not allowed, or not known."""
    return [
        f"{each.name} {each.version}: its licence “{each.licence}” is not on the list of supply/licences.py."
        for each in packages
        if not _is_allowed(each.licence)
    ]


def _is_allowed(expression: str) -> bool:
    """Of “A AND B” both must be allowed, of “A OR B” one."""
    return all(
        any(word.strip(" ()") in ALLOWED for word in part.split(" OR "))
        for part in re.split(" AND ", expression)
    )


def table() -> str:
    """The packages and their licences, as a table of Markdown."""
    rows = [f"| {each.name} | {each.licence} |" for each in locked()]
    return "\n".join(["| package | licence |", "| --- | --- |", *rows, ""])
