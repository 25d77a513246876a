"""The workspace: one method for each thing that can be asked of a tracker database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.workspace.readings import readings
from tracker.workspace.writing import Writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from tracker.domain.due import DueList
    from tracker.domain.issued_report import IssuedReport
    from tracker.domain.plan import ForceSlug
    from tracker.domain.when import Look, When
    from tracker.reports.again import ReportAgain
    from tracker.reports.model import Report
    from tracker.reports.order import ReportOrder
    from tracker.returns.letters import LettersWritten
    from tracker.returns.template_form import ReturnForm
    from tracker.store import ExportMade, Verification


class Workspace(Writing):
    """An open tracker database, and the person who works in it: look, record, report, prove."""

    # --- reports ------------------------------------------------------------------------------------------

    def report_look(self, council: When | None, as_of: When | None, known_at: When | None) -> Look:
        """The two clocks of a report on a council or a day, each as it was named, or not."""
        from tracker.workspace.reporting import look_of

        return look_of(self, council, as_of, known_at)

    def reports(self, order: ReportOrder, progress: Callable[[int, int], None] | None = None) -> list[Report]:
        """The reports of an order, one for each subject, all from one look."""
        from tracker.workspace.reporting import make_reports

        return make_reports(self, self._store, order, progress)

    def keep_reports(self, order: ReportOrder, reports: list[Report]) -> list[str]:
        """Keep the reports of an order as they are issued; the hash by which each is made again."""
        from tracker.workspace.reporting import keep_reports

        return keep_reports(self, self._store, order, reports)

    def report_again(self, hash_start: str) -> ReportAgain:
        """An issued report made again from what was kept, and where one made now would differ."""
        from tracker.workspace.reporting import report_again

        return report_again(self, self._store, hash_start)

    def keep_report(self, report: IssuedReport) -> bool:
        """Keep a report as it was issued; False, and nothing written, where it is kept already."""
        return self._store.keep_report(report)

    def issued_reports(self) -> list[IssuedReport]:
        """Every report that was issued, newest first."""
        return self._store.issued_reports()

    def issued_report(self, hash_start: str) -> IssuedReport:
        """The issued report whose hash begins so; :class:`TrackerError` where none or several do."""
        return self._store.issued_report(hash_start)

    # --- returns and reminders ----------------------------------------------------------------------------

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

    # --- proof --------------------------------------------------------------------------------------------

    def verify(
        self, head: str | None = None, progress: Callable[[int, int], None] | None = None
    ) -> Verification:
        """Check the whole database, that its plan versions parse, and that issued reports compute as they
        were; see :class:`tracker.store.Verification`."""
        from tracker.workspace.proof import verify

        return verify(self, self._store, head, progress)

    def backup(self, target: Path, progress: Callable[[int, int], None] | None = None) -> Verification:
        """Copy the database to a new file while others may write, and check the copy."""
        return self._store.backup(target, progress=progress)

    def export(self, folder: Path, progress: Callable[[int, int], None] | None = None) -> ExportMade:
        """Write the whole ledger as plain files into a new folder, all or none; nothing is overwritten."""
        from tracker import __version__

        return self._store.export(folder, now=self._clock, tracker=__version__, progress=progress)
