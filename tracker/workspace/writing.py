"""What is written to a database: updates, returns, plan versions; what is taken out of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.domain.cell_view import Foreseen, Recorded
from tracker.domain.errors import RefusedError
from tracker.workspace.looking import Looking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from tracker.domain.plan_changes import PlanChange
    from tracker.domain.update import Draft
    from tracker.returns.importing import ImportResult
    from tracker.store import PlanVersion, Redacted, ToRedact
    from tracker.workspace.returns_desk import ReturnsDesk


class Writing(Looking):
    """A database to which updates, returns and plan versions are added."""

    # --- updates ------------------------------------------------------------------------------------------

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

    # --- returns ------------------------------------------------------------------------------------------

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

    # --- plan versions ------------------------------------------------------------------------------------

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

    # --- privacy ------------------------------------------------------------------------------------------

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
