"""Files that were taken in, found again by name or hash."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.store import Import

#: So many digits of a hash are needed to name a file by it.
_SHORTEST_HASH = 6


def import_named(imports: Iterable[Import], name: str) -> Import:
    """The newest import of the file with this name, or with this start of its SHA-256."""
    found = [
        each
        for each in imports
        if each.source.name == name
        or (len(name) >= _SHORTEST_HASH and each.source.sha256.startswith(name.casefold()))
    ]
    if not found:
        raise RefusedError(
            f"No file “{name}” was taken in: “tracker history --sources” lists those that were."
        )
    if len({each.source.sha256 for each in found}) > 1:
        listed = ", ".join(each.source.sha256[:12] for each in found)
        raise RefusedError(f"Several files are named “{name}”: give the start of a SHA-256, {listed}.")
    return found[0]
