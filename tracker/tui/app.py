"""The application: one board at a time, and what is opened from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tracker.domain.words import shown
from tracker.tui.clocks import TwoClocks
from tracker.tui.explain import first_lines, whole_cell, working
from tracker.tui.screens.board import BoardScreen
from tracker.tui.standpoint import Standpoint

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.tui.screens.due import DueScreen
    from tracker.tui.widgets.cell_panel import CellPanel
    from tracker.workspace import Recorded, Workspace


class TrackerApp(TwoClocks):
    """The board of one workspace, as of a day, as known at an instant (None: today, now)."""

    TITLE = "Action plan tracker"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False)]

    def __init__(
        self, workspace: Workspace, *, as_of: date | None = None, known_at: datetime | None = None
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.board = workspace.board(as_of, known_at)
        self.standpoint = Standpoint(self.board.as_of, fixed=known_at)

    def get_default_screen(self) -> BoardScreen:
        """The board is what everything else stands on."""
        return BoardScreen()

    # --- cells -----------------------------------------------------------------------------------------

    def explain(self, panel: CellPanel, force: str, commitment: str) -> None:
        """Say at once what the board knows of a cell, then everything else when it has been read."""
        cell = self.board.cell(force, commitment)
        if cell is None:
            panel.show("This commitment does not apply to this force.")
            return
        promise = self.board.plan.commitment(commitment)
        panel.show(first_lines(self.board.forces[force].name, promise, cell.assessment))
        self._explain(panel, force, commitment)

    @work(group="explain", exclusive=True)
    async def _explain(self, panel: CellPanel, force: str, commitment: str) -> None:
        view = await self.ask(self.workspace.cell, force, commitment, self.board.as_of, self.board.known_at)
        if view is not None and panel.is_mounted:
            panel.show(whole_cell(view))

    def open_working(self, force: str, commitment: str) -> None:
        """The whole working of a cell."""
        self._working(force, commitment)

    @work(group="working", exclusive=True)
    async def _working(self, force: str, commitment: str) -> None:
        if self.board.cell(force, commitment) is None:
            return
        view = await self.ask(self.workspace.cell, force, commitment, self.board.as_of, self.board.known_at)
        if view is not None:
            from tracker.tui.screens.words import WordsScreen

            await self.push_screen(WordsScreen("Working", working(view)))

    def open_force(self, force: str, commitment: str | None) -> None:
        """All commitments of a force."""
        from tracker.tui.screens.force import ForceScreen

        self.push_screen(ForceScreen(force, commitment))

    # --- movement and history --------------------------------------------------------------------------

    def open_compare(self) -> None:
        """What moved to the board's day."""
        from tracker.tui.screens.compare import CompareScreen

        self.push_screen(CompareScreen())

    def open_history(self, *names: str) -> None:
        """Everything that was recorded; of a force and a commitment where they are named."""
        from tracker.tui.screens.history import HistoryScreen

        self.push_screen(HistoryScreen(" ".join(names)))

    @work(group="board", exclusive=True)
    async def open_then(self, known_at: datetime, cell: tuple[str, str] | None) -> None:
        """The board as it was at an instant, the cursor on a cell, with the way back."""
        from tracker.tui.screens.then import ThenScreen

        before = self.standpoint
        day = await self.ask(self.workspace.default_as_of, known_at)
        if day is not None:
            self.standpoint = Standpoint(day, fixed=known_at)
            if await self.read_board():
                await self.push_screen(ThenScreen(before, cell))

    # --- returns ---------------------------------------------------------------------------------------

    def open_due(self) -> None:
        """The returns that are missing."""
        from tracker.tui.screens.due import DueScreen

        self.push_screen(DueScreen())

    @work(group="due", exclusive=True)
    async def read_due(self, screen: DueScreen) -> None:
        """Give a screen the missing returns: on the board's day, or today where the board stands on its
        default day, which is never later than the plan's last due date."""
        default = await self.ask(self.workspace.default_as_of)
        day = None if self.board.as_of == default else self.board.as_of
        due = await self.ask(self.workspace.due, day, self.board.known_at)
        if due is not None and screen.is_mounted:
            screen.show_due(due)

    # --- updates ---------------------------------------------------------------------------------------

    def open_update(self, force: str, commitment: str) -> None:
        """The form for one cell."""
        if self.board.cell(force, commitment) is None:
            self.notify("This commitment does not apply to this force.", severity="warning", markup=False)
            return
        if self.board.known_at is not None:
            text = (
                "This is the board as it was known then. Updates are made on the board as known now: "
                "press K to come back to it."
            )
            self.notify(text, severity="warning", markup=False)
            return
        self._update(force, commitment)

    @work(group="update", exclusive=True)
    async def _update(self, force: str, commitment: str) -> None:
        view = await self.ask(self.workspace.cell, force, commitment, self.board.as_of)
        if view is not None:
            from tracker.tui.screens.update import UpdateScreen

            await self.push_screen(UpdateScreen(view, self.board.as_of), self._updated)

    def _updated(self, done: Recorded | None) -> None:
        if done is None:
            return
        number, status = done.receipt.seq, done.assessment.status
        self.notify(
            f"Number {number}, hash {done.receipt.hash[:12]}.\nNow {status.sign} {status.letter()} "
            f"{status.value}. {shown(done.assessment.reason)}",
            title="Recorded",
            timeout=30,
            markup=False,
        )
        self.look_from(self.standpoint)

    def action_help(self) -> None:
        """Signs, letters and keys."""
        from tracker.tui.help import help_words
        from tracker.tui.screens.words import WordsScreen

        self.push_screen(WordsScreen("Help", help_words(self.board)))
