"""The workspace: one method for each thing that can be asked of a tracker database."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Self

from tracker.domain.assess import assess
from tracker.domain.board import NONE_REBASELINED, Board, make_board
from tracker.domain.cell_view import CellView, Foreseen, Recorded
from tracker.domain.errors import RefusedError
from tracker.domain.history_filter import EVERYTHING
from tracker.domain.reading import reading_of
from tracker.planfile.record import plan_from_record
from tracker.store import Store
from tracker.workspace.clock import end_of_day, utc_now
from tracker.workspace.readings import not_collecting, original_readings, readings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tracker.domain.commitment_view import CommitmentView
    from tracker.domain.due import DueList
    from tracker.domain.force_view import ForceView
    from tracker.domain.history_filter import HistoryFilter
    from tracker.domain.issued_report import IssuedReport
    from tracker.domain.movement import Movements, Sighting
    from tracker.domain.plan import CommitmentId, ForceSlug, Plan
    from tracker.domain.plan_changes import PlanChange
    from tracker.domain.rebaselining import Rebaselining
    from tracker.domain.statistics.figures import Figure
    from tracker.domain.update import Draft
    from tracker.domain.when import Look, LookWords, When
    from tracker.reports.again import ReportAgain
    from tracker.reports.model import Report
    from tracker.reports.order import ReportOrder
    from tracker.returns.importing import ImportResult
    from tracker.returns.letters import LettersWritten
    from tracker.returns.template_form import ReturnForm
    from tracker.store import Entry, ExportMade, Import, PlanVersion, Redacted, ToRedact, Verification
    from tracker.workspace.returns_desk import ReturnsDesk


class Workspace:
    """An open tracker database, and the person who works in it."""

    def __init__(self, store: Store, user: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self.user = user
        self._clock = clock
        self._plans: dict[int, Plan] = {}
        self._rebaselined: dict[int, Mapping[tuple[ForceSlug, CommitmentId], Rebaselining]] = {}

    @classmethod
    def open(cls, path: Path, user: str, clock: Callable[[], datetime] | None = None) -> Workspace:
        """Open a tracker database; :class:`tracker.store.StoreError` says why it cannot be."""
        return cls(Store.open(path), user, clock or utc_now)

    @classmethod
    def create(
        cls, path: Path, plan_path: Path, user: str, clock: Callable[[], datetime] | None = None
    ) -> Workspace:
        """Make a database with the first version of a plan; either both stand or neither does."""
        from tracker.workspace.plan_files import check_plan, refuse_renaming, version_draft

        now = clock or utc_now
        read = check_plan(plan_path)
        refuse_renaming([], read.plan)
        store = Store.create(path, version_draft(read, "First version"), author=user, now=now)
        return cls(store, user, now)

    @classmethod
    def create_from_export(
        cls, path: Path, folder: Path, user: str, clock: Callable[[], datetime] | None = None
    ) -> Workspace:
        """Make a database from an export: the same ledger with the same head, or none."""
        return cls(Store.create_from_export(path, folder), user, clock or utc_now)

    def close(self) -> None:
        """Close the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- looking -------------------------------------------------------------------------------------

    @property
    def today(self) -> date:
        """The day it is for the tracker, UTC."""
        return self._clock().astimezone(UTC).date()

    def now(self) -> datetime:
        """The present instant."""
        return self._clock()

    def plan(self, known_at: datetime | None = None, ledger: int | None = None) -> tuple[Plan, int, bool]:
        """The plan in force at an instant, its version, and whether that instant is before the first."""
        version, before = self._store.version_at(known_at, ledger)
        return self._plan_of(version), version.version, before

    def default_as_of(self, known_at: datetime | None = None) -> date:
        """Today, or the plan's last due date where all of them have passed; as it was at an instant."""
        plan, _, _ = self.plan(known_at)
        day = (known_at or self._clock()).astimezone(UTC).date()
        return min(day, plan.ends) if plan.commitments else day

    def board(
        self, as_of: date | None = None, known_at: datetime | None = None, ledger: int | None = None
    ) -> Board:
        """Every cell as of a day, known at an instant (None: now); with ``ledger``, as the ledger stood when
        that was its last number, whatever was back-loaded since."""
        with not_collecting():
            plan, version, before = self.plan(known_at, ledger)
            day = as_of or self.default_as_of()
            past = self.rebaselined(version)
            return make_board(
                plan,
                version,
                readings(self._store, plan, day, known_at, ledger=ledger),
                as_of=day,
                known_at=known_at,
                before_first_version=before,
                rebaselined=past,
                original_readings=original_readings(self._store, past, day, known_at, ledger),
            )

    def first_board(self, as_of: date | None = None, known_at: datetime | None = None) -> Board:
        """The board with the commitments judged that a screen shows first; :meth:`more` judges others."""
        from tracker.workspace.parts import first_part

        in_force, day = self.plan(known_at), as_of or self.default_as_of()
        return first_part(self._store, in_force, day, known_at, self.rebaselined(in_force[1]))

    def more(self, board: Board) -> Board:
        """The same board with more of its pending commitments judged."""
        from tracker.workspace.parts import next_part

        return next_part(self._store, board)

    def rebaselined(self, version: int) -> Mapping[tuple[ForceSlug, CommitmentId], Rebaselining]:
        """The cells of a plan version whose promise was made easier since it was first recorded."""
        if version == 1:
            return NONE_REBASELINED
        if version not in self._rebaselined:
            from tracker.domain.rebaselining import rebaselinings

            self._rebaselined[version] = rebaselinings(self.plans()[:version])
        return self._rebaselined[version]

    def cell(
        self,
        force: ForceSlug,
        commitment: CommitmentId,
        as_of: date | None = None,
        known_at: datetime | None = None,
    ) -> CellView:
        """One cell with its series and its texts."""
        plan, version, _ = self.plan(known_at)
        day = as_of or self.default_as_of()
        promise = plan.commitment(commitment)
        series = self._store.series(
            force, commitment, as_of=day, known_at=known_at, texts=True, earlier=promise.replaces
        )
        reading = reading_of(promise, promise.baselines.get(force, 0.0), series)
        assessment = assess(promise, force, reading, day)
        original = assess(promise, force, reading, day, accept=False) if assessment.accepted else None
        past = self.rebaselined(version).get((force, commitment))
        first = None
        if past is not None and (yardstick := past.yardstick) is not None:
            then = reading_of(yardstick, yardstick.baselines.get(force, 0.0), series)
            first = assess(yardstick, force, then, day)
        return CellView(
            plan.force(force),
            promise,
            assessment,
            original,
            reading.update,
            tuple(series),
            version,
            past,
            first,
        )

    def commitment(
        self, commitment: CommitmentId, as_of: date | None = None, known_at: datetime | None = None
    ) -> CommitmentView:
        """The national figure of a commitment through time, and what is expected to come."""
        from tracker.workspace.views import commitment_view

        plan, _, _ = self.plan(known_at)
        day = as_of or self.default_as_of()
        return commitment_view(self._store, plan, plan.commitment(commitment), day, known_at)

    def force(
        self, force: ForceSlug, as_of: date | None = None, known_at: datetime | None = None
    ) -> ForceView:
        """The past of every cell of a force, and its returns: due on the day looked from, or today where
        that is the default."""
        from tracker.workspace.views import force_view

        plan, _, _ = self.plan(known_at)
        default = self.default_as_of()
        day = as_of or default
        on = self.today if day == default and known_at is None else day
        return force_view(self._store, plan, force, day, on, known_at)

    def due(self, on: date | None = None, known_at: datetime | None = None) -> DueList:
        """The returns that are missing or late on a day: by default today, or the day of ``known_at``."""
        from tracker.domain.due import due_list

        with not_collecting():
            plan, version, before = self.plan(known_at)
            day = on or min(self.today, (known_at or self._clock()).astimezone(UTC).date())
            starts = {(force, c.id): c.starts for c in plan.commitments for force in c.forces}
            made = self._store.reported(starts, as_of=day, known_at=known_at, earlier=plan.earlier_ids)
            return due_list(plan, version, made, on=day, known_at=known_at, before_first_version=before)

    def day(self, when: When) -> date:
        """The day that words mean, by the councils of the newest plan version."""
        return when.day(self.plan()[0].councils, self.today)

    def look(self, words: LookWords) -> Look:
        """The two clocks that words mean; what will be known on a day to come is what is known now."""
        from tracker.domain.when import Look

        day, known = self.day(words.day), self.day(words.knowledge) if words.knowledge else None
        return Look(day, end_of_day(known) if known and known <= self.today else None)

    def compare(self, a: Look, b: Look) -> Movements:
        """The movement of every cell from A to B, B no earlier on either clock."""
        from tracker.workspace.comparing import compare, refuse_backwards

        refuse_backwards(a, b, self._clock())
        then, now = self._sighting(a), self._sighting(b)
        return compare(self._store, (a, b), (then, now), self.rebaselined(now.plan_version))

    def history(self, wanted: HistoryFilter = EVERYTHING) -> list[Entry]:
        """The entries of the history that are wanted, newest first; a commitment under every id it had."""
        from tracker.domain.renaming import ids_ever, whole_plan

        plans = self.plans() if wanted.commitment or wanted.words else []
        ids = ids_ever(plans, wanted.commitment) if wanted.commitment else None
        titles = {c.id: c.title for c in whole_plan(plans).commitments} if wanted.words else {}
        return self._store.entries(wanted, commitments=ids, titles=titles)

    def history_filter(self, line: str) -> HistoryFilter:
        """What a line such as ``kent by:smith kind:correction`` asks of the history, by the names of every
        plan version; :class:`RefusedError` says which word means nothing."""
        from tracker.domain.history_line import filter_in
        from tracker.domain.renaming import whole_plan

        plan = whole_plan(self.plans())
        return filter_in(line, plan, self.today, lambda name: self.import_named(name).source.sha256)

    def figures(
        self,
        commitments: Sequence[CommitmentId],
        as_of: date | None = None,
        known_at: datetime | None = None,
    ) -> dict[CommitmentId, tuple[Figure, ...]]:
        """What the numbers of these commitments can bear over all their forces; none for a milestone."""
        from tracker.workspace.figures import figures

        return figures(self, self._store, self.board(as_of, known_at), commitments)

    def report_look(self, council: When | None, as_of: When | None, known_at: When | None) -> Look:
        """The two clocks of a report on a council or a day, each as it was named, or not."""
        from tracker.workspace.reporting import look_of

        return look_of(self, council, as_of, known_at)

    def reports(self, order: ReportOrder) -> list[Report]:
        """The reports of an order, one for each subject, all from one look."""
        from tracker.workspace.reporting import make_reports

        return make_reports(self, self._store, order)

    def keep_reports(self, order: ReportOrder, reports: list[Report]) -> list[str]:
        """Keep the reports of an order as they are issued; the hash by which each is made again."""
        from tracker.workspace.reporting import keep_reports

        return keep_reports(self, self._store, order, reports)

    def report_again(self, hash_start: str) -> ReportAgain:
        """An issued report made again from what was kept, and where one made now would differ."""
        from tracker.workspace.reporting import report_again

        return report_again(self, self._store, hash_start)

    def templates(self, forces: Sequence[ForceSlug] = (), on: date | None = None) -> list[ReturnForm]:
        """The returns to send to these forces (none named: all) for the period that has ended on a day.

        The day is today unless given; past the plan's end it is the plan's last period.
        :class:`RefusedError` says why there is nothing to ask.
        """
        from tracker.returns.template_form import forms_of

        plan, version, _ = self.plan()
        day = on or self.today
        known = readings(self._store, plan, day, None)
        return forms_of(plan, version, forces, known, on=day, made_on=self.today)

    def data_version(self) -> int:
        """A number that changes when another program has written to the database: cheap to ask."""
        return self._store.data_version()

    # --- recording -----------------------------------------------------------------------------------

    def foresee(self, draft: Draft, as_of: date | None = None) -> Foreseen:
        """What recording this draft would do: status, problems, questions, and what it would replace."""
        from tracker.workspace.recording import foresee

        return foresee(self._store, self.plan()[0], draft, as_of, self._clock())

    def problems(self, draft: Draft) -> list[str]:
        """Every reason why a draft cannot be recorded, in sentences; empty when it can."""
        from tracker.workspace.recording import problems

        return problems(self._store, self.plan()[0], draft, self._clock())

    def record(self, draft: Draft, as_of: date | None = None) -> Recorded:
        """Append one update; :class:`RefusedError` says what is wrong with it, and nothing is written."""
        from tracker.workspace.recording import standing, with_value

        found = self.problems(draft)
        if found:
            raise RefusedError(found)
        plan, _, _ = self.plan()
        full = with_value(draft, plan.commitment(draft.commitment))
        replaced = standing(self._store, plan, full)
        (receipt,) = self._store.append([full], author=self.user, now=self._clock)
        day = max(as_of or draft.as_at, draft.as_at)
        assessment = self.cell(draft.force, draft.commitment, day).assessment
        return Recorded(receipt, assessment, full, replaced)

    def to_undo(self, done: Recorded) -> Draft:
        """What undoing an update would record: a withdrawal, or again what it corrected or withdrew.

        :class:`RefusedError` where something else was recorded for its date since.
        """
        from tracker.workspace.recording import undoing

        return undoing(self._store, self.plan()[0], done)

    def undo(self, done: Recorded, as_of: date | None = None) -> Recorded:
        """Record what undoes an update; see :meth:`to_undo`."""
        return self.record(self.to_undo(done), as_of)

    @contextmanager
    def returns(self) -> Iterator[ReturnsDesk]:
        """A desk at which returns are checked and taken in; see :class:`ReturnsDesk`."""
        from tracker.returns.workbook import WorkbookReader
        from tracker.workspace.returns_desk import ReturnsDesk

        with WorkbookReader() as workbooks:
            yield ReturnsDesk(self, self._store, self._clock, workbooks)

    def import_return(self, path: Path) -> ImportResult:
        """Check one file of updates and take it in whole; :class:`RefusedError` says what is wrong."""
        with self.returns() as desk:
            return desk.take(desk.check(path))

    def imports(self) -> list[Import]:
        """Every file that was taken in, newest first."""
        return self._store.imports()

    def import_named(self, name: str) -> Import:
        """The newest import of the file with this name, or with this start of its SHA-256."""
        from tracker.workspace.taken import import_named

        return import_named(self.imports(), name)

    def kept_file(self, taken: Import) -> bytes:
        """A file as it was taken in, byte for byte; :class:`RefusedError` where it is not kept."""
        if taken.redacted:
            raise RefusedError(f"{taken.source.name} was redacted: “tracker history” says by whom and why.")
        content = self._store.kept_file(taken.source.sha256)
        if content is None:
            raise RefusedError(f"{taken.source.name} was taken in without keeping the file itself.")
        return content

    def write_letters(
        self, due: DueList, forces: Iterable[ForceSlug], folder: Path, contacts: Path | None = None
    ) -> LettersWritten:
        """Write a reminder for each of these forces that has returns missing, and a table for a mail merge.

        :class:`RefusedError` says what is wrong with the contacts or the folder, and nothing is written.
        """
        from tracker.data import register
        from tracker.returns.contacts import read_contacts
        from tracker.returns.letter_files import write_letters
        from tracker.returns.letters import LettersWritten, letters

        known = register().with_bodies(due.plan.forces)
        mailboxes = read_contacts(contacts, known) if contacts else {}
        made = letters(due, (due.by_force[slug] for slug in forces), mailboxes)
        if made:
            write_letters(folder, due, made)
        return LettersWritten(folder, tuple(made))

    # --- the plan's versions -------------------------------------------------------------------------

    def apply_plan(self, plan_path: Path, reason: str) -> tuple[PlanVersion | None, list[PlanChange]]:
        """Record a changed plan file as a new version; None, and nothing written, when nothing changed."""
        from tracker.domain.plan_changes import plan_changes
        from tracker.workspace.plan_files import check_plan, refuse_renaming, version_draft

        current, _, _ = self.plan()
        read = check_plan(plan_path)
        if read.plan.id != current.id:
            raise RefusedError(
                f"{plan_path.name} is the plan “{read.plan.id}”; this database holds “{current.id}”. "
                "Make another database for another plan."
            )
        if not reason.strip():
            raise RefusedError("A changed plan needs a reason: say why in a few words.")
        if read.plan == current:
            return None, []
        refuse_renaming(self.plans(), read.plan)
        changes = plan_changes(current, read.plan)
        version = self._store.add_version(version_draft(read, reason), author=self.user, now=self._clock)
        return version, changes

    def versions(self) -> list[PlanVersion]:
        """Every version of the plan, oldest first."""
        return self._store.versions()

    def plans(self) -> list[Plan]:
        """The plan as each version has it, oldest first."""
        return [self._plan_of(version) for version in self.versions()]

    def whole_plan(self) -> Plan:
        """The newest version with every force and commitment that any version had."""
        from tracker.domain.renaming import whole_plan

        return whole_plan(self.plans())

    def plan_log(self) -> list[tuple[PlanVersion, list[PlanChange]]]:
        """Every version of the plan, oldest first, with what it changed of the one before."""
        from tracker.domain.plan_changes import plan_changes

        versions = self.versions()
        plans = [self._plan_of(version) for version in versions]
        changes = [[], *(plan_changes(old, new) for old, new in pairwise(plans))]
        return list(zip(versions, changes, strict=True))

    def version(self, number: int) -> PlanVersion:
        """One version of the plan by its number; :class:`TrackerError` when there is none."""
        return self._store.version(number)

    def changes_between(self, old: int, new: int) -> list[PlanChange]:
        """What changed from one version to another."""
        from tracker.domain.plan_changes import plan_changes

        return plan_changes(self._numbered_plan(old), self._numbered_plan(new))

    # --- privacy -------------------------------------------------------------------------------------

    def to_redact(self, number: int, fields: Sequence[str], reason: str) -> ToRedact:
        """What redacting these texts of an update would take out; without fields, the only one it has.

        :class:`TrackerError` says why that cannot be.
        """
        from tracker.workspace.redacting import to_redact

        return to_redact(self._store, number, fields, reason)

    def redact(self, number: int, fields: Sequence[str], reason: str) -> Redacted:
        """Take texts of an update out for good, with the kept file they came in; see :meth:`to_redact`."""
        self.to_redact(number, fields, reason)
        return self._store.redact(number, fields, reason=reason.strip(), author=self.user, now=self._clock)

    # --- proof ---------------------------------------------------------------------------------------

    def verify(
        self, head: str | None = None, progress: Callable[[int, int], None] | None = None
    ) -> Verification:
        """Check the whole database, that its plan versions parse, and that issued reports compute as they
        were; see :class:`tracker.store.Verification`."""
        from tracker.workspace.proof import verify

        return verify(self, self._store, head, progress)

    def head(self) -> tuple[int, str]:
        """The last number of the ledger, and the chain's head: what a paper prints."""
        return self._store.head()

    def backup(self, target: Path, progress: Callable[[int, int], None] | None = None) -> Verification:
        """Copy the database to a new file while others may write, and check the copy."""
        return self._store.backup(target, progress=progress)

    def export(self, folder: Path, progress: Callable[[int, int], None] | None = None) -> ExportMade:
        """Write the whole ledger as plain files into a new folder, all or none; nothing is overwritten."""
        from tracker import __version__

        return self._store.export(folder, now=self._clock, tracker=__version__, progress=progress)

    def keep_report(self, report: IssuedReport) -> bool:
        """Keep a report as it was issued; False, and nothing written, where it is kept already."""
        return self._store.keep_report(report)

    def issued_reports(self) -> list[IssuedReport]:
        """Every report that was issued, newest first."""
        return self._store.issued_reports()

    def issued_report(self, hash_start: str) -> IssuedReport:
        """The issued report whose hash begins so; :class:`TrackerError` where none or several do."""
        return self._store.issued_report(hash_start)

    # --- inside --------------------------------------------------------------------------------------

    def _plan_of(self, version: PlanVersion) -> Plan:
        if version.version not in self._plans:
            self._plans[version.version] = plan_from_record(version.record)
        return self._plans[version.version]

    def _numbered_plan(self, number: int) -> Plan:
        return self._plan_of(self.version(number))

    def _sighting(self, look: Look) -> Sighting:
        from tracker.domain.movement import Sighting

        plan, version, before_first = self.plan(look.known_at)
        return Sighting(look.as_of, look.known_at, plan, version, before_first)
