"""Updates made in the application: forms one after the other, what is typed kept, the last one undone."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.binding import Binding, BindingType

from tracker.domain.words import day_words, one_line, shown
from tracker.tui.choices import Drafts
from tracker.tui.clocks import TwoClocks
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.sitting import Sitting, receipts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tracker.domain.plan import CommitmentId, ForceSlug
    from tracker.domain.update import Draft
    from tracker.tui.draft_files import DraftFiles
    from tracker.tui.preference_file import PreferenceFile
    from tracker.tui.screens.update import Left
    from tracker.workspace import Recorded


class Updating(TwoClocks):
    """An application in which updates are made; without draft files nothing typed is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("U", "undo", "Undo", show=False, tooltip="undo your last update of this session"),
    ]

    def __init__(self, preference_file: PreferenceFile | None, draft_files: DraftFiles | None) -> None:
        super().__init__(preference_file)
        self._draft_files = draft_files
        self._turn = 0
        self._sitting: Sitting | None = None
        self._last: Recorded | None = None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Undo where the board can be seen, and where there is something to undo."""
        if action == "undo" and (self._last is None or not isinstance(self.screen, ShowsBoard)):
            return False
        return super().check_action(action, parameters)

    # --- forms -----------------------------------------------------------------------------------------

    def open_update(self, force: ForceSlug, commitment: CommitmentId) -> None:
        """The form for one cell."""
        if self.board.cell(force, commitment) is None:
            self.notify("This commitment does not apply to this force.", severity="warning", markup=False)
        elif self.may_record():
            self._sitting = Sitting(force)
            self._open_form(commitment, None)

    def open_sitting(self, force: ForceSlug) -> None:
        """The forms of a force's commitments that are due, one after the other."""
        if self.may_record():
            self._sitting = Sitting(force)
            self._go_on()

    def may_record(self) -> bool:
        """Whether something can be recorded on the board as it is looked at; says why not."""
        if self.board.known_at is None:
            return True
        text = (
            "This is the board as it was known then. Updates are made on the board as known now: "
            "press K to come back to it."
        )
        self.notify(text, severity="warning", markup=False)
        return False

    @work(group="update", exclusive=True)
    async def _open_form(self, commitment: CommitmentId, as_at: date | None) -> None:
        await self._form(commitment, as_at)

    async def _form(self, commitment: CommitmentId, as_at: date | None) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        self._sitting = sitting = sitting.opening(commitment)
        view = await self.ask(self.workspace.cell, sitting.force, commitment, self.board.as_of)
        if view is None:
            self._end_sitting()
            return
        typed = None
        if self._draft_files is not None and self.keeps_typed:
            typed = await asyncio.to_thread(self._draft_files.read, sitting.force, commitment)
        from tracker.tui.screens.update import UpdateScreen

        form = UpdateScreen(view, self.board.as_of, as_at=as_at, typed=typed)
        await self.push_screen(form, self._left)

    def _left(self, left: Left | None) -> None:
        if left is None or self._sitting is None:
            return
        if left.recorded is not None:
            self._last = left.recorded
            self._sitting = self._sitting.recording(left.recorded)
        if left.goes_on:
            self._go_on()
        else:
            self._end_sitting()

    @work(group="update", exclusive=True)
    async def _go_on(self) -> None:
        """The form of the force's next commitment that is due, or the end of the sitting."""
        sitting = self._sitting
        if sitting is None:
            return
        due = await self.ask(self.workspace.due, await self.due_day())
        found = sitting.next_due(due) if due is not None else None
        if found is not None:
            await self._form(*found)
            return
        if due is not None:
            name = one_line(self.board.forces[sitting.force].name)
            self.notify(f"Nothing else of {name} is due.", markup=False)
        self._end_sitting()

    async def due_day(self) -> date | None:
        """The day on which returns are missing: the board's, or (None) today where the board stands on its
        default day, which is never later than the plan's last due date."""
        default = await self.ask(self.workspace.default_as_of)
        return None if self.board.as_of == default else self.board.as_of

    def _end_sitting(self) -> None:
        """Show what was recorded: one receipt in a notice, several as a list."""
        sitting, self._sitting = self._sitting, None
        if sitting is None or not sitting.recorded:
            return
        if len(sitting.recorded) == 1:
            self._receipt("Recorded", sitting.recorded[0])
        else:
            from tracker.tui.screens.words import WordsScreen

            name = one_line(self.board.forces[sitting.force].name)
            self.push_screen(WordsScreen(f"Receipts of {name}", receipts(sitting, self.board.plan)))
        self.look_from(self.standpoint)

    def _receipt(self, title: str, done: Recorded) -> None:
        status = done.assessment.status
        self.notify(
            f"Number {done.receipt.seq}, hash {done.receipt.hash[:12]}.\nNow {status.sign} "
            f"{status.letter(four_point=self.board.plan.four_point)} "
            f"{status.value}. {shown(done.assessment.reason)}",
            title=title,
            timeout=30,
            markup=False,
        )

    # --- what is typed ---------------------------------------------------------------------------------

    @property
    def keeps_typed(self) -> bool:
        """Whether what is typed and not saved is kept."""
        return self._draft_files is not None and self.preferences.drafts is Drafts.KEEP

    def keep_typed(self, force: ForceSlug, commitment: CommitmentId, words: Mapping[str, str] | None) -> None:
        """Keep what is typed in the form of a cell, or (None) keep nothing of it."""
        self._turn += 1
        self._keep_typed(self._turn, force, commitment, words if self.keeps_typed else None)

    @work(group="draft")
    async def _keep_typed(
        self, turn: int, force: ForceSlug, commitment: CommitmentId, words: Mapping[str, str] | None
    ) -> None:
        if self._draft_files is None:
            return
        if words is None:
            await asyncio.to_thread(self._draft_files.discard, turn, force, commitment)
        else:
            await self.ask(self._draft_files.keep, turn, force, commitment, words)

    # --- undo ------------------------------------------------------------------------------------------

    @work(group="undo", exclusive=True)
    async def action_undo(self) -> None:
        """Ask whether the last update of this session is to be taken back."""
        last = self._last
        draft = await self.ask(self.workspace.to_undo, last) if last is not None else None
        if last is None or draft is None:
            return
        from tracker.tui.screens.confirm import ConfirmScreen

        plan = self.board.plan
        text = Text(f"{plan.force(draft.force).name}: {one_line(plan.commitment(draft.commitment).title)}\n")
        text.append(f"Number {last.receipt.seq:,}, as at {day_words(draft.as_at)}.\n\n")
        text.append(_undo_words(last, draft), style="bold")
        text.append("\nNothing is deleted: both stay in the history.")
        await self.push_screen(ConfirmScreen("Undo the last update", text), self._undo_answered)

    def _undo_answered(self, is_yes: bool | None) -> None:  # noqa: FBT001 - what the screen answers
        if is_yes and self._last is not None:
            self._undo(self._last)

    @work(group="undo")
    async def _undo(self, last: Recorded) -> None:
        done = await self.ask(self.workspace.undo, last, self.board.as_of)
        if done is not None:
            self._last = None
            self._receipt("Undone", done)
            self.look_from(self.standpoint)


def _undo_words(last: Recorded, draft: Draft) -> str:
    """What undoing does, in one sentence."""
    if draft.withdrawal:
        return "Undoing it records a withdrawal: there is no value for that date then."
    before = f"number {last.replaced.seq:,}" if last.replaced else "what stood before"
    if last.draft.withdrawal:
        return f"It withdrew {before}. Undoing it records that again."
    return f"It corrected {before}. Undoing it records that again."
