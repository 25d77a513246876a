"""A redaction: that something a ledger must not hold was taken out of it, by whom and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from tracker.domain.calendar import day_words
from tracker.domain.history_filter import EntryKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.plan import CommitmentId, ForceSlug

#: What can be redacted beside the free texts of an update: a kept file, a report as it was issued.
FILE, REPORT = "file", "report"

_NAMES = {FILE: "kept file", REPORT: "issued report"}


@dataclass(frozen=True, slots=True)
class Redaction:
    """An entry of the ledger that says what was redacted for the sake of which update.

    ``number`` is the update's ledger number; ``what`` one of its free texts ("note"), or the kept file or
    issued report that held the same words, which ``sha256`` then names.
    """

    seq: int
    recorded_at: datetime
    author: str
    reason: str
    number: int
    what: str
    sha256: str | None
    hash: str
    force: ForceSlug
    commitment: CommitmentId
    as_at: date

    kind: ClassVar[EntryKind] = EntryKind.REDACTION

    @property
    def name(self) -> str:
        """What was redacted, in words: note, or kept file 3f9a0c1d2b7e."""
        named = _NAMES.get(self.what, self.what)
        return f"{named} {self.sha256[:12]}" if self.sha256 else named

    @property
    def words(self) -> str:
        """The fact in a sentence's words, to stand at the update."""
        when = day_words(self.recorded_at.date())
        return f"{self.name} redacted on {when} by {self.author}: {self.reason}"
