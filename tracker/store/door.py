"""The narrow door: everything the rest of the tracker may ask of a database, in the domain's own terms."""

from __future__ import annotations

from contextlib import closing, contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Self

from tracker.domain.history_filter import EVERYTHING
from tracker.store import board_query, entries, imports, issued, rows, series, tail, versions
from tracker.store.connection import BUSY_SECONDS, connect, reading, writing
from tracker.store.errors import translated
from tracker.store.instants import instant

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from types import TracebackType

    from tracker.domain.history_filter import HistoryFilter
    from tracker.domain.issued_report import IssuedReport
    from tracker.domain.plan import CommitmentId, ForceSlug
    from tracker.domain.update import Draft, Receipt, ReportMade, Source, Update
    from tracker.store.records import (
        AppendResult,
        CellRow,
        Entry,
        ExportMade,
        Import,
        Intake,
        PlanVersion,
        Redacted,
        ToRedact,
        Verification,
        VersionDraft,
    )

    Cell = tuple[ForceSlug, CommitmentId]
    Clock = Callable[[], datetime]
    EarlierIds = Mapping[CommitmentId, Sequence[CommitmentId]]

NO_TITLES: Mapping[CommitmentId, str] = {}
NONE_EARLIER: EarlierIds = {}


class Store:
    """An open tracker database; one thread at a time is let in.

    Every method raises :class:`tracker.store.StoreError`, or a subclass, when the database cannot do what
    was asked. A clock is a function that gives the present instant with its time zone.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection) -> None:
        self.path = path
        self._conn = conn
        self._lock = RLock()

    @classmethod
    def create(
        cls, path: Path, first: VersionDraft | None = None, author: str = "", now: Clock | None = None
    ) -> Store:
        """Make a new database, with plan version 1 if ``first`` is given: whole, or no file at all."""
        from tracker.store import creation

        creation.create(path, first, author, now)
        return cls.open(path)

    @classmethod
    def create_from_export(cls, path: Path, folder: Path) -> Store:
        """Make a new database from an export: the same ledger with the same head, or no file at all.

        :class:`ExportError` says what is missing from the folder or was changed, and where.
        """
        from tracker.store.exported.reading import create_from_export

        create_from_export(path, folder)
        return cls.open(path)

    @classmethod
    def open(
        cls, path: Path, *, busy_seconds: float = BUSY_SECONDS, tell: Callable[[str], None] | None = None
    ) -> Store:
        """Open a database that is there already; ``busy_seconds`` is how long to wait for other writers.

        ``tell`` is called with a sentence where it was of an earlier version and has been brought up to date.
        """
        return cls(path, connect(path, busy_seconds, tell))

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _inside(self) -> Iterator[sqlite3.Connection]:
        with self._lock, translated(self.path):
            yield self._conn

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

    def latest(
        self,
        cells: Sequence[Cell],
        *,
        as_of: date,
        known_at: datetime | None = None,
        earlier: EarlierIds = NONE_EARLIER,
        ledger: int | None = None,
    ) -> dict[Cell, CellRow]:
        """What is known of each cell as of a day, at an instant (None: now), without the free texts.

        ``earlier`` are the ids that commitments went by before: updates recorded under them count, and are
        given as the cell's own. Cells of which nothing is known are left out. With ``ledger``, as the ledger
        stood when that was its last number, whatever was back-loaded since.
        """
        with self._inside() as conn:
            return board_query.latest(conn, cells, as_of, known_at, earlier, ledger)

    def reported(
        self,
        cells: Mapping[Cell, date],
        *,
        as_of: date,
        known_at: datetime | None = None,
        earlier: EarlierIds = NONE_EARLIER,
    ) -> dict[Cell, list[ReportMade]]:
        """For which as-at dates each cell was reported, from the day given for it, and when that came.

        Oldest first; withdrawn dates, and cells without any, are left out.
        """
        from tracker.store import reported

        with self._inside() as conn:
            return reported.reported(conn, cells, as_of, known_at, earlier)

    def series(
        self,
        force: ForceSlug,
        commitment: CommitmentId,
        *,
        known_at: datetime | None = None,
        as_of: date | None = None,
        texts: bool = False,
        earlier: Sequence[CommitmentId] = (),
        ledger: int | None = None,
    ) -> list[Update]:
        """For each as-at date of a cell the update that stands, oldest first; withdrawn dates left out.

        ``earlier`` are the ids that its commitment went by before, ``ledger`` the last number to look at.
        """
        with self._inside() as conn:
            ids = (commitment, *earlier)
            return series.series(conn, force, ids, known_at=known_at, as_of=as_of, texts=texts, ledger=ledger)

    def series_by_force(
        self,
        commitment: CommitmentId,
        *,
        known_at: datetime | None = None,
        as_of: date | None = None,
        earlier: Sequence[CommitmentId] = (),
        ledger: int | None = None,
    ) -> dict[ForceSlug, list[Update]]:
        """The series, without texts, of every force that ever reported on a commitment."""
        with self._inside() as conn:
            ids = (commitment, *earlier)
            return series.series_by_force(conn, ids, known_at=known_at, as_of=as_of, ledger=ledger)

    def texts(self, seq: int) -> dict[str, str]:
        """The free texts of one update by field: note, cause, action, evidence."""
        return self.texts_of([seq]).get(seq, {})

    def texts_of(self, numbers: Iterable[int]) -> dict[int, dict[str, str]]:
        """The free texts of several updates, by ledger number; those without any are left out."""
        with self._inside() as conn:
            return rows.texts_of(conn, numbers)

    def entries(
        self,
        wanted: HistoryFilter = EVERYTHING,
        *,
        commitments: Sequence[CommitmentId] | None = None,
        titles: Mapping[CommitmentId, str] = NO_TITLES,
    ) -> list[Entry]:
        """The history, newest first: updates, redactions, plan versions and imports.

        ``commitments`` are the ids under which the updates of the commitment wanted were recorded; ``titles``
        are what words are looked for in beside the texts of updates.
        """
        with self._inside() as conn:
            return entries.entries(conn, wanted, commitments, titles)

    def take_in(
        self, drafts: Iterable[Draft], intake: Intake, *, author: str, now: Clock
    ) -> AppendResult | None:
        """Add a checked file's updates, its import and the file, all or none; None without updates.

        :class:`ChangedError` where others have since written to the cells it touches, or changed the plan.
        """
        from tracker.store import ledger

        with self._inside() as conn:
            return ledger.take_in(conn, drafts, intake, author=author, now=now)

    def told(
        self, force: ForceSlug, commitment: CommitmentId, earlier: Sequence[CommitmentId] = ()
    ) -> dict[date, list[Update]]:
        """For each as-at date of a cell every update not withdrawn, in the order they became known."""
        with self._inside() as conn:
            return series.told(conn, force, (commitment, *earlier))

    def imports(self) -> list[Import]:
        """Every file that was taken in, newest first."""
        with self._inside() as conn:
            return imports.imports(conn)

    def kept_file(self, sha256: str) -> bytes | None:
        """A file as it was taken in, byte for byte; None where it was not kept, or was redacted."""
        with self._inside() as conn:
            return imports.kept_file(conn, sha256)

    def find_source(self, sha256: str) -> Source | None:
        """The file with these bytes, if updates came from one before."""
        with self._inside() as conn:
            return rows.source_of(conn, sha256)

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

    def keep_report(self, report: IssuedReport) -> bool:
        """Keep a report as it was issued; False, and nothing written, where its snapshot is kept already."""
        with self._inside() as conn, writing(conn):
            return issued.keep(conn, report)

    def issued_reports(self) -> list[IssuedReport]:
        """Every report that was issued, newest first."""
        with self._inside() as conn:
            return issued.issued_reports(conn)

    def issued_report(self, hash_start: str) -> IssuedReport:
        """The issued report whose hash begins so; :class:`UnknownReportError` when none or several do."""
        with self._inside() as conn:
            return issued.issued_report(conn, hash_start)

    def add_version(self, version: VersionDraft, *, author: str, now: Clock) -> PlanVersion:
        """Record a changed plan as the next version."""
        with self._inside() as conn, writing(conn):
            return versions.add_version(conn, version, author=author, now=now)

    def version_at(
        self, known_at: datetime | None = None, ledger: int | None = None
    ) -> tuple[PlanVersion, bool]:
        """The version in force at an instant (None: now); True with the first, when that is before it.

        ``ledger`` is the last ledger number to look at.
        """
        with self._inside() as conn:
            return versions.version_at(conn, known_at, ledger)

    def version(self, number: int) -> PlanVersion:
        """The plan version with this number; :class:`UnknownVersionError` when there is none."""
        with self._inside() as conn:
            return versions.version(conn, number)

    def versions(self) -> list[PlanVersion]:
        """Every plan version, oldest first."""
        with self._inside() as conn:
            return versions.versions(conn)

    def head(self) -> tuple[int, str]:
        """The last number of the ledger, and the chain's head."""
        with self._inside() as conn:
            end = tail.tail_of(conn)
            return end.seq, end.hash

    def known_end(self, known_at: datetime | None = None) -> Receipt:
        """The receipt of the last row of the ledger that is known at an instant (None: now)."""
        with self._inside() as conn:
            return tail.known_tail(conn, known_at)

    def last_recorded_at(self) -> datetime | None:
        """When the last row was recorded, UTC; None when there is none."""
        with self._inside() as conn:
            end = tail.tail_of(conn)
            return instant(end.recorded_at) if end.seq else None

    def data_version(self) -> int:
        """A number that changes when another program has written to the database."""
        with self._inside() as conn:
            number: int = conn.execute("PRAGMA data_version").fetchone()[0]
            return number

    def counts(self) -> dict[str, int]:
        """How many rows there are of each table."""
        with self._inside() as conn:
            return tail.counts(conn)

    def verify(
        self, head: str | None = None, *, progress: Callable[[int, int], None] | None = None
    ) -> Verification:
        """Check the whole database, on a connection of its own, so that others need not wait."""
        from tracker.store import verify

        with translated(self.path), closing(connect(self.path)) as conn:
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

        with translated(self.path), closing(connect(self.path)) as conn:
            return export(conn, folder, now=now(), tracker=tracker, progress=progress)
