"""Which entries of the history are wanted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.plan import CommitmentId, ForceSlug


class EntryKind(StrEnum):
    """What an entry of the history is."""

    UPDATE = "update"
    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    REDACTION = "redaction"
    PLAN = "plan"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """The entries wanted, newest first: those that meet everything that is given.

    ``force`` and ``commitment`` are of the updates and their redactions; plan versions and imports come along
    unless ``kinds`` leaves them out. ``author`` is a part of a name, ``words`` all stand somewhere in the
    entry's texts, its reason or its title, in any case; ``source`` is a file's SHA-256. ``since`` and
    ``until`` are the first and the last day of recording, UTC. ``kinds`` is empty for every kind.

    ``known_at`` leaves out what was not known at an instant, ``as_of`` updates of later as-at dates.
    ``skip`` entries are passed over, and at most ``limit`` given.
    """

    force: ForceSlug | None = None
    commitment: CommitmentId | None = None
    author: str | None = None
    source: str | None = None
    words: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    kinds: frozenset[EntryKind] = frozenset()
    known_at: datetime | None = None
    as_of: date | None = None
    skip: int = 0
    limit: int | None = None

    def wants(self, kind: EntryKind) -> bool:
        """Whether entries of a kind are wanted."""
        return not self.kinds or kind in self.kinds


#: Every entry there is.
EVERYTHING = HistoryFilter()
