"""The one door to a tracker database: open it, then look, record, review.

Screens and commands call this module and nothing below it. It brings the clock and the file to the rules:
what a function of :mod:`tracker.domain` is given as an argument, the workspace knows.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Self

from tracker.domain.assess import Assessment, assess
from tracker.domain.board import Board, cells_of, make_board
from tracker.domain.cell_view import CellView, Recorded
from tracker.domain.errors import RefusedError, TrackerError
from tracker.domain.plan import Reported
from tracker.domain.reading import Reading, reading_of
from tracker.domain.status import Status
from tracker.domain.update import Draft, Update
from tracker.domain.words import day_words
from tracker.planfile.record import plan_from_record
from tracker.store import ChangedError, Entry, Import, Intake, PlanVersion, Store, StoreError, VersionDraft

__all__ = [
    "CellView",
    "Entry",
    "Import",
    "PlanVersion",
    "Recorded",
    "RefusedError",
    "StoreError",
    "TrackerError",
    "Workspace",
    "check_plan",
    "end_of_day",
]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from tracker.domain.due import DueList
    from tracker.domain.movement import Movements, Sighting
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug, Plan
    from tracker.domain.plan_changes import PlanChange
    from tracker.domain.when import Look, When
    from tracker.planfile.reader import ReadPlan
    from tracker.returns.importing import ImportResult, Progress, ReturnCheck, TakenBefore
    from tracker.returns.known import KnownCell
    from tracker.returns.letters import LettersWritten
    from tracker.returns.template_form import ReturnForm
    from tracker.returns.workbook import WorkbookReader
    from tracker.store import Verification


class Workspace:
    """An open tracker database, and the person who works in it."""

    def __init__(self, store: Store, user: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self.user = user
        self._clock = clock
        self._plans: dict[int, Plan] = {}

    @classmethod
    def open(cls, path: Path, user: str, clock: Callable[[], datetime] | None = None) -> Workspace:
        """Open a tracker database; :class:`tracker.store.StoreError` says why it cannot be."""
        return cls(Store.open(path), user, clock or _utc_now)

    @classmethod
    def create(
        cls, path: Path, plan_path: Path, user: str, clock: Callable[[], datetime] | None = None
    ) -> Workspace:
        """Make a database with the first version of a plan; either both stand or neither does."""
        now = clock or _utc_now
        read = check_plan(plan_path)
        store = Store.create(path, _version_draft(read, "First version"), author=user, now=now)
        return cls(store, user, now)

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

    def plan(self, known_at: datetime | None = None) -> tuple[Plan, int, bool]:
        """The plan in force at an instant, its version, and whether that instant is before the first."""
        version, before = self._store.version_at(known_at)
        return self._plan_of(version), version.version, before

    def default_as_of(self) -> date:
        """Today, or the plan's last due date where all of them have passed."""
        plan, _, _ = self.plan()
        return min(self.today, plan.ends) if plan.commitments else self.today

    def board(self, as_of: date | None = None, known_at: datetime | None = None) -> Board:
        """Every cell as of a day, known at an instant (None: now)."""
        with _not_collecting():
            plan, version, before = self.plan(known_at)
            day = as_of or self.default_as_of()
            return make_board(
                plan,
                version,
                self._readings(plan, day, known_at),
                as_of=day,
                known_at=known_at,
                before_first_version=before,
            )

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
        series = self._store.series(force, commitment, as_of=day, known_at=known_at, texts=True)
        reading = reading_of(promise, promise.baselines.get(force, 0.0), series)
        assessment = assess(promise, force, reading, day)
        original = assess(promise, force, reading, day, accept=False) if assessment.accepted else None
        return CellView(
            plan.force(force), promise, assessment, original, reading.update, tuple(series), version
        )

    def due(self, on: date | None = None, known_at: datetime | None = None) -> DueList:
        """The returns that are missing or late on a day: by default today, or the day of ``known_at``."""
        from tracker.domain.due import due_list

        with _not_collecting():
            plan, version, before = self.plan(known_at)
            day = on or min(self.today, (known_at or self._clock()).astimezone(UTC).date())
            starts = {(force, c.id): c.starts for c in plan.commitments for force in c.forces}
            made = self._store.reported(starts, as_of=day, known_at=known_at)
            return due_list(plan, version, made, on=day, known_at=known_at, before_first_version=before)

    def day(self, when: When) -> date:
        """The day that words mean, by the councils of the newest plan version."""
        return when.day(self.plan()[0].councils, self.today)

    def compare(self, a: Look, b: Look) -> Movements:
        """The movement of every cell from A to B, B no earlier on either clock."""
        from tracker.domain.movement import Readings, make_movements

        self._refuse_backwards(a, b)
        before, after = self._sighting(a), self._sighting(b)
        with _not_collecting():
            old = self._readings(before.plan, a.as_of, a.known_at)
            corrected = self._corrected(before.plan, old, a, b)
            complete = self._readings(before.plan, b.as_of, b.known_at)
            same_plan = before.plan_version == after.plan_version
            at_b = complete if same_plan else self._readings(after.plan, b.as_of, b.known_at)
            return make_movements(before, after, Readings(old, corrected, complete, at_b))

    def history(
        self,
        force: ForceSlug | None = None,
        commitment: CommitmentId | None = None,
        limit: int | None = None,
        source: str | None = None,
    ) -> list[Entry]:
        """Updates and plan versions, newest first; with ``source``, a SHA-256, the updates of that file."""
        return self._store.entries(force=force, commitment=commitment, source=source, limit=limit)

    def templates(self, forces: Sequence[ForceSlug] = (), on: date | None = None) -> list[ReturnForm]:
        """The returns to send to these forces (none named: all) for the period that has ended on a day.

        The day is today unless given; past the plan's end it is the plan's last period.
        :class:`RefusedError` says why there is nothing to ask.
        """
        from tracker.returns.template_form import forms_of

        plan, version, _ = self.plan()
        day = on or self.today
        readings = self._readings(plan, day, None)
        return forms_of(plan, version, forces, readings, on=day, made_on=self.today)

    # --- recording -----------------------------------------------------------------------------------

    def preview(self, draft: Draft, as_of: date | None = None) -> Assessment:
        """The status the cell would have with this draft recorded, as of a day, at the least its own."""
        plan, _, _ = self.plan()
        promise = plan.commitment(draft.commitment)
        day = max(as_of or draft.as_at, draft.as_at)
        series = self._store.series(draft.force, draft.commitment, as_of=day)
        others = [update for update in series if update.draft.as_at != draft.as_at]
        if not draft.withdrawal:
            now = self._clock()
            others.append(Update(0, _with_value(draft, promise), self.user, now, now, ""))
        reading = reading_of(promise, promise.baselines.get(draft.force, 0.0), others)
        return assess(promise, draft.force, reading, day)

    def problems(self, draft: Draft) -> list[str]:
        """Every reason why a draft cannot be recorded, in sentences; empty when it can."""
        from tracker.domain.draft_check import problems_of

        plan, _, _ = self.plan()
        promise = plan.commitment(draft.commitment)
        problems = problems_of(_with_value(draft, promise), promise, self.today)
        if problems:
            return problems
        if draft.withdrawal:
            series = self._store.series(draft.force, draft.commitment)
            if all(update.draft.as_at != draft.as_at for update in series):
                problems.append(
                    f"There is nothing to withdraw: {plan.force(draft.force).name} has no value for "
                    f"“{promise.title}” as at {draft.as_at}."
                )
        elif plan.explain_red:
            problems += self._unexplained(draft)
        return problems

    def record(self, draft: Draft, as_of: date | None = None) -> Recorded:
        """Append one update; :class:`RefusedError` says what is wrong with it, and nothing is written."""
        plan, _, _ = self.plan()
        problems = self.problems(draft)
        if problems:
            raise RefusedError(problems)
        promise = plan.commitment(draft.commitment)
        full = _with_value(draft, promise)
        (receipt,) = self._store.append([full], author=self.user, now=self._clock)
        day = max(as_of or draft.as_at, draft.as_at)
        return Recorded(receipt, self.cell(draft.force, draft.commitment, day).assessment)

    @contextmanager
    def returns(self) -> Iterator[ReturnsDesk]:
        """A desk at which returns are checked and taken in; see :class:`ReturnsDesk`."""
        from tracker.returns.workbook import WorkbookReader

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
        found = [
            each
            for each in self.imports()
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

    def kept_file(self, taken: Import) -> bytes:
        """A file as it was taken in, byte for byte; :class:`RefusedError` where it was not kept."""
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

        current, _, _ = self.plan()
        read = check_plan(plan_path)
        if read.plan.id != current.id:
            raise RefusedError(
                f"{plan_path.name} is the plan “{read.plan.id}”; this database holds “{current.id}”. "
                "Make another database for another plan."
            )
        if not reason.strip():
            raise RefusedError("A changed plan needs a reason: say why in a few words.")
        changes = plan_changes(current, read.plan)
        if read.plan == current:
            return None, []
        version = self._store.add_version(_version_draft(read, reason), author=self.user, now=self._clock)
        return version, changes

    def versions(self) -> list[PlanVersion]:
        """Every version of the plan, oldest first."""
        return self._store.versions()

    def version(self, number: int) -> PlanVersion:
        """One version of the plan by its number; :class:`TrackerError` when there is none."""
        return self._store.version(number)

    def changes_between(self, old: int, new: int) -> list[PlanChange]:
        """What changed from one version to another."""
        from tracker.domain.plan_changes import plan_changes

        return plan_changes(self._numbered_plan(old), self._numbered_plan(new))

    # --- proof ---------------------------------------------------------------------------------------

    def verify(self, head: str | None = None) -> Verification:
        """Check the whole database; see :class:`tracker.store.Verification`."""
        return self._store.verify(head)

    # --- inside --------------------------------------------------------------------------------------

    def _plan_of(self, version: PlanVersion) -> Plan:
        if version.version not in self._plans:
            self._plans[version.version] = plan_from_record(version.record)
        return self._plans[version.version]

    def _numbered_plan(self, number: int) -> Plan:
        return self._plan_of(self.version(number))

    def _readings(
        self, plan: Plan, as_of: date, known_at: datetime | None
    ) -> dict[tuple[ForceSlug, CommitmentId], Reading]:
        rows = self._store.latest(cells_of(plan), as_of=as_of, known_at=known_at)
        readings = {key: Reading(row.update, row.valueless) for key, row in rows.items()}
        for promise in plan.commitments:
            if promise.measure.reported is Reported.PER_PERIOD:
                for force in promise.forces:
                    if (force, promise.id) in rows:
                        series = self._store.series(force, promise.id, as_of=as_of, known_at=known_at)
                        readings[force, promise.id] = reading_of(promise, promise.baselines[force], series)
        return readings

    def _refuse_backwards(self, a: Look, b: Look) -> None:
        now = self._clock()
        known_a, known_b = (min(look.known_at or now, now) for look in (a, b))
        if b.as_of < a.as_of:
            raise RefusedError(
                f"Movement is told forwards: {day_words(b.as_of)} is before {day_words(a.as_of)}. "
                "Name the earlier day first."
            )
        if known_b < known_a:
            known = f"at {day_words(a.known_at.date())}" if a.known_at else "now"
            raise RefusedError(
                f"Movement is told forwards: the second is known at {day_words(known_b.date())}, and the "
                f"first later, {known}. Say what each is known at, as in 2018-09-30@2019-02-01."
            )

    def _sighting(self, look: Look) -> Sighting:
        from tracker.domain.movement import Sighting

        plan, version, before_first = self.plan(look.known_at)
        return Sighting(look.as_of, look.known_at, plan, version, before_first)

    def _corrected(
        self, plan: Plan, old: Mapping[tuple[ForceSlug, CommitmentId], Reading], a: Look, b: Look
    ) -> Mapping[tuple[ForceSlug, CommitmentId], Reading]:
        """The readings at A with what is known at B of A's own as-at dates; see tracker.domain.causes.

        Where a look as of A finds the same with B's knowledge, nothing was corrected; only the series of
        the other cells are read.
        """
        from tracker.domain.causes import corrected_series

        if a.known_at == b.known_at:
            return old
        later = self._readings(plan, a.as_of, b.known_at)
        corrected = dict(old)
        commitments = {commitment.id: commitment for commitment in plan.commitments}
        for force, cid in old:
            if later.get((force, cid)) == old[force, cid]:
                continue
            then, now = (
                self._store.series(force, cid, as_of=a.as_of, known_at=look.known_at) for look in (a, b)
            )
            promise = commitments[cid]
            series = corrected_series(then, now)
            corrected[force, cid] = reading_of(promise, promise.baselines.get(force, 0.0), series)
        return corrected

    def _unexplained(self, draft: Draft) -> list[str]:
        status = self.preview(draft).status
        if status not in (Status.RED, Status.AMBER_RED):
            return []
        asked = {"cause": draft.cause, "action": draft.action, "date back on track": draft.back_on_track}
        missing = [name for name, given in asked.items() if not given]
        if not missing:
            return []
        return [f"This computes {status.value}: the plan requires the {', the '.join(missing)} as well."]


#: So many digits of a hash are needed to name a file by it.
_SHORTEST_HASH = 6


class ReturnsDesk:
    """Where returns are checked, and then taken into the ledger or left."""

    #: How often a check is made anew where others keep writing to the same cells.
    _TRIES = 5

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        clock: Callable[[], datetime],
        workbooks: WorkbookReader,
    ) -> None:
        self._workspace = workspace
        self._store = store
        self._clock = clock
        self._workbooks = workbooks

    @staticmethod
    def files(paths: Iterable[Path]) -> Iterator[Path]:
        """The files named, and the returns in the folders named; :class:`RefusedError` where none is."""
        from tracker.returns.files import return_files

        return return_files(paths)

    def check(self, path: Path, mapping: Path | None = None, progress: Progress | None = None) -> ReturnCheck:
        """What taking a file in would do; nothing is written. :class:`TrackerError` where it is no return."""
        from tracker.returns.importing import Against, check_return

        checked_at, _ = self._store.head()
        plan, version, _ = self._workspace.plan()
        against = Against(plan, version, self._workspace.today, self._known, self._taken_before)
        check = check_return(path, against, self._workbooks, mapping, progress)
        check.checked_at = checked_at
        check.mapping = mapping
        return check

    def take(
        self,
        check: ReturnCheck,
        *,
        partial: bool = False,
        keep: bool = True,
        progress: Progress | None = None,
    ) -> ImportResult:
        """Take a checked file in, whole or, with ``partial``, its good rows.

        Rows that are refused are then written beside the file, to be sent back. :class:`RefusedError` says
        what is wrong, and nothing was written.
        """
        from tracker.returns.importing import ImportResult
        from tracker.returns.refused_file import refused_file

        for _ in range(self._TRIES):
            if check.problems.count and not (partial and check.is_sound and check.fresh):
                raise check.refusal()
            if not check.fresh:
                return ImportResult(check, None)
            content = check.file.content() if keep else None
            intake = Intake(
                check.file.source,
                content,
                check.count_unchanged,
                len(check.refused),
                check.checked_at,
                check.cells,
            )
            try:
                with refused_file(check) as written:
                    added = self._store.take_in(
                        check.drafts(progress), intake, author=self._workspace.user, now=self._clock
                    )
            except ChangedError:
                check = self.check(check.file.path, check.mapping)
                continue
            return ImportResult(check, added.last if added else None, written)
        raise StoreError(f"{check.name} was not taken in: others keep writing to the same cells. Try again.")

    def _known(self, force: ForceSlug, commitment: CommitmentId) -> KnownCell:
        from tracker.returns.known import known_cell

        return known_cell(self._store.told(force, commitment))

    def _taken_before(self, sha256: str) -> TakenBefore | None:
        from tracker.returns.importing import TakenBefore

        for taken in self._store.imports():
            if taken.source.sha256 == sha256 and not taken.refused:
                return TakenBefore(taken.recorded_at, taken.author)
        return None


def check_plan(path: Path) -> ReadPlan:
    """Read a plan file; :class:`TrackerError` lists everything that is wrong with it."""
    from tracker.data import register
    from tracker.planfile.reader import read_plan

    return read_plan(path, register())


def _version_draft(read: ReadPlan, reason: str) -> VersionDraft:
    return VersionDraft(
        plan_id=read.plan.id,
        title=read.plan.title,
        reason=reason.strip(),
        source_text=read.source_text,
        files=read.files,
        record=read.record,
    )


def _with_value(draft: Draft, commitment: Commitment) -> Draft:
    from tracker.domain.draft_check import value_of_parts

    if draft.value is None and not commitment.is_milestone:
        return replace(draft, value=value_of_parts(draft, commitment))
    return draft


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Make a board without looking for cyclic garbage among its many small records: they hold none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def end_of_day(day: date) -> datetime:
    """The last instant of a day, UTC: what is known at a date includes all that was learned on it."""
    return datetime.combine(day, time.max, UTC)


def _utc_now() -> datetime:
    return datetime.now(UTC)
