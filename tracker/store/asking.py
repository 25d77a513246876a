"""What can be asked of a database: cells, their past, the history, files, plan versions, issued reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.history_filter import EVERYTHING
from tracker.store import board_query, entries, imports, issued, rows, series, versions
from tracker.store.opened import Opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from tracker.domain.history_filter import HistoryFilter
    from tracker.domain.issued_report import IssuedReport
    from tracker.domain.plan import CommitmentId, ForceSlug
    from tracker.domain.update import ReportMade, Source, Update
    from tracker.store.records import CellRow, Entry, Import, PlanVersion

    Cell = tuple[ForceSlug, CommitmentId]
    EarlierIds = Mapping[CommitmentId, Sequence[CommitmentId]]

NO_TITLES: Mapping[CommitmentId, str] = {}
NONE_EARLIER: EarlierIds = {}


class Asking(Opened):
    """An open database that answers in the domain's own terms."""

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

    def told(
        self, force: ForceSlug, commitment: CommitmentId, earlier: Sequence[CommitmentId] = ()
    ) -> dict[date, list[Update]]:
        """For each as-at date of a cell every update not withdrawn, in the order they became known."""
        with self._inside() as conn:
            return series.told(conn, force, (commitment, *earlier))

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

    def issued_reports(self) -> list[IssuedReport]:
        """Every report that was issued, newest first."""
        with self._inside() as conn:
            return issued.issued_reports(conn)

    def issued_report(self, hash_start: str) -> IssuedReport:
        """The issued report whose hash begins so; :class:`UnknownReportError` when none or several do."""
        with self._inside() as conn:
            return issued.issued_report(conn, hash_start)
