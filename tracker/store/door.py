"""The narrow door: everything the rest of the tracker may ask of a database, in the domain's own terms."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from tracker.store import issued, versions
from tracker.store.asking import Asking
from tracker.store.connection import connect_beside, reading, writing
from tracker.store.errors import translated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from tracker.domain.issued_report import IssuedReport
    from tracker.domain.update import Draft, Receipt, Source
    from tracker.store.records import (
        AppendResult,
        ExportMade,
        Intake,
        PlanVersion,
        Redacted,
        ToRedact,
        Verification,
        VersionDraft,
    )

    Clock = Callable[[], datetime]


class Store(Asking):
    """An open tracker database: asked, added to, redacted, proved."""

    def append(
        self, drafts: Iterable[Draft], *, author: str, now: Clock, source: Source | None = None
    ) -> list[Receipt]:
        """Add updates, all or none; a receipt for each."""
        from tracker.store import ledger

        with self._inside() as conn:
            return ledger.append(conn, drafts, author=author, now=now, source=source)

    def append_many(
        self, drafts: Iterable[Draft], *, author: str, now: Clock, source: Source | None = None
    ) -> AppendResult | None:
        """Add any number of updates, all or none, in little memory; None when there were none."""
        from tracker.store import ledger

        with self._inside() as conn:
            return ledger.append_many(conn, drafts, author=author, now=now, source=source)

    def take_in(
        self, drafts: Iterable[Draft], intake: Intake, *, author: str, now: Clock
    ) -> AppendResult | None:
        """Add a checked file's updates, its import and the file, all or none; None without updates.

        :class:`ChangedError` where others have since written to the cells it touches, or changed the plan.
        """
        from tracker.store import ledger

        with self._inside() as conn:
            return ledger.take_in(conn, drafts, intake, author=author, now=now)

    def add_version(self, version: VersionDraft, *, author: str, now: Clock) -> PlanVersion:
        """Record a changed plan as the next version."""
        with self._inside() as conn, writing(conn):
            return versions.add_version(conn, version, author=author, now=now)

    def keep_report(self, report: IssuedReport) -> bool:
        """Keep a report as it was issued; False, and nothing written, where its snapshot is kept already."""
        with self._inside() as conn, writing(conn):
            return issued.keep(conn, report)

    def to_redact(self, number: int, fields: Sequence[str] = ()) -> ToRedact:
        """What redacting these texts of an update would take out; without fields, the only one it has.

        :class:`NotRedactableError` says why that cannot be.
        """
        from tracker.store import redaction

        with self._inside() as conn, reading(conn):
            return redaction.to_redact(conn, number, fields)

    def redact(
        self, number: int, fields: Sequence[str] = (), *, reason: str, author: str, now: Clock
    ) -> Redacted:
        """Take texts of an update out for good, and the kept file and words of reports that go with them.

        Their hashes stay, so that the chain verifies, and an entry of the ledger says who and why.
        """
        from tracker.store import redaction

        with self._inside() as conn:
            return redaction.redact(conn, number, fields, reason=reason, author=author, now=now)

    def verify(
        self, head: str | None = None, *, progress: Callable[[int, int], None] | None = None
    ) -> Verification:
        """Check the whole database, on a connection of its own, so that others need not wait."""
        from tracker.store import verify

        with translated(self.path), closing(connect_beside(self.path, read_only=self.read_only)) as conn:
            return verify.verify(conn, head, progress)

    def backup(self, target: Path, *, progress: Callable[[int, int], None] | None = None) -> Verification:
        """Copy the database to a new file and check the copy; nothing is ever overwritten."""
        from tracker.store.backup import backup

        return backup(self.path, target, progress)

    def export(
        self, folder: Path, *, now: Clock, tracker: str, progress: Callable[[int, int], None] | None = None
    ) -> ExportMade:
        """Check the ledger and write all of it as plain files: all or none; ``tracker`` is this version."""
        from tracker.store.exported.writing import export

        with translated(self.path), closing(connect_beside(self.path, read_only=self.read_only)) as conn:
            return export(conn, folder, now=now(), tracker=tracker, progress=progress)
