"""The application: one board at a time, and what is opened from it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from tracker.tui.choices import Cells
from tracker.tui.explain import commitment_lines, first_lines, group_lines, whole_cell, working
from tracker.tui.figure_words import figures_of
from tracker.tui.screens.board import BoardScreen
from tracker.tui.standpoint import Standpoint
from tracker.tui.touring import Touring

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from textual.command import Provider

    from tracker.domain.board import Board
    from tracker.tui.draft_files import DraftFiles
    from tracker.tui.preference_file import PreferenceFile
    from tracker.tui.screens.commitment import CommitmentScreen
    from tracker.tui.screens.due import DueScreen
    from tracker.tui.screens.force import ForceScreen
    from tracker.tui.ways import Way
    from tracker.tui.widgets.cell_panel import CellPanel
    from tracker.workspace import Workspace


def _ways() -> type[Provider]:
    from tracker.tui.ways import Ways

    return Ways


class TrackerApp(Touring):
    """The board of one workspace, as of a day, as known at an instant (None: today, now).

    Of a demo the tour is offered, once.
    """

    TITLE = "Action plan tracker"
    #: Whether the files of this machine are those of the person: in a browser they are the server's.
    reaches_files: ClassVar[bool] = True
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_ways}
    #: How many seconds the cursor stands on a cell before its figures are worked out: they do not hold up
    #: who walks on.
    UNHURRIED = 0.2
    #: What the palette offers: of the screen on which it was opened.
    ways: tuple[Way, ...] = ()
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "Quit", show=False)]

    def __init__(
        self,
        workspace: Workspace,
        *,
        as_of: date | None = None,
        known_at: datetime | None = None,
        preference_file: PreferenceFile | None = None,
        draft_files: DraftFiles | None = None,
        is_demo: bool = False,
    ) -> None:
        super().__init__(preference_file, draft_files, is_demo=is_demo)
        self.workspace = workspace
        self._version = workspace.data_version()  # before the board is read: what comes between is noticed
        self.board = workspace.first_board(as_of, known_at)
        self.standpoint = Standpoint(self.board.as_of, fixed=known_at)

    def get_default_screen(self) -> BoardScreen:
        """The board is what everything else stands on."""
        return BoardScreen()

    def on_ready(self) -> None:
        """Judge what could not be seen at first, once everything that can be is drawn."""
        if not self.board.is_whole:
            self._judge_the_rest()

    @work(group="board", exclusive=True)
    async def _judge_the_rest(self) -> None:
        board: Board | None = self.board
        while board is not None and not board.is_whole:
            board = await self.ask(self.workspace.more, board)
        if board is not None:
            self.show_board(board)

    def open_update(self, force: str, commitment: str) -> None:
        """The form for one cell, once it is judged."""
        if not self._is_pending(commitment):
            super().open_update(force, commitment)

    def _is_pending(self, commitment: str | None = None) -> bool:
        """Whether a commitment, or (None) any, is still to be judged; says so."""
        pending = self.board.pending
        if commitment not in pending if commitment else not pending:
            return False
        self.notify("Not every cell is judged yet. In a moment.", timeout=3, markup=False)
        return True

    # --- cells -----------------------------------------------------------------------------------------

    def explain(self, panel: CellPanel, force: str, commitment: str) -> None:
        """Say at once what the board knows of a cell, then everything else when it has been read."""
        cell = self.board.cell(force, commitment)
        if commitment in self.board.pending:
            panel.show("Judging …")
            return
        if cell is None:
            panel.show("This commitment does not apply to this force.")
            return
        promise = self.board.plan.commitment(commitment)
        panel.show(first_lines(self.board.forces[force].name, promise, cell.assessment))
        self._explain(panel, force, commitment)

    @work(group="explain", exclusive=True)
    async def _explain(self, panel: CellPanel, force: str, commitment: str) -> None:
        view = await self.ask(self.workspace.cell, force, commitment, self.board.as_of, self.board.known_at)
        if view is None or not panel.is_mounted:
            return
        panel.show(whole_cell(view))
        await asyncio.sleep(self.UNHURRIED)
        figures = await self.ask(figures_of, view)
        if figures and panel.is_mounted:
            is_first = self.preferences.cells is not Cells.STATUS
            panel.show_more(whole_cell(view, figures, figures_first=is_first))

    def explain_force(self, panel: CellPanel, force: str) -> None:
        """Say how a force stands over all its commitments."""
        panel.show(group_lines(self.board.forces[force].official_name, self.board.by_force[force]))

    def explain_region(self, panel: CellPanel, region: str) -> None:
        """Say how a region stands."""
        if self.board.is_whole:
            panel.show(group_lines(region, self.board.by_region[region]))

    def explain_commitment(self, panel: CellPanel, commitment: str) -> None:
        """Say how a commitment stands, of all forces."""
        if self.board.is_whole:
            panel.show(commitment_lines(self.board, commitment))

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

            screen = WordsScreen("Working", working(view))
            await self.push_screen(screen)
            figures = await self.ask(figures_of, view)
            if figures is not None and self.is_drawn(screen):
                screen.say(working(view, figures))

    def open_force(self, force: str, commitment: str | None) -> None:
        """All commitments of a force."""
        from tracker.tui.screens.force import ForceScreen

        if not self._is_pending():
            self.visit(ForceScreen(force, commitment))

    @work(group="force", exclusive=True)
    async def read_force(self, screen: ForceScreen, force: str) -> None:
        """Give a screen the past of each cell of a force, and what is due of it."""
        view = await self.ask(self.workspace.force, force, self.board.as_of, self.board.known_at)
        if view is not None and self.is_drawn(screen):
            screen.show_view(view)

    # --- commitments and the map -----------------------------------------------------------------------

    def open_commitment(self, commitment: str) -> None:
        """One commitment, of all forces."""
        from tracker.tui.screens.commitment import CommitmentScreen

        if not self._is_pending():
            self.visit(CommitmentScreen(commitment))

    @work(group="path", exclusive=True)
    async def read_path(self, screen: CommitmentScreen, commitment: str) -> None:
        """Give a screen the national figure of a commitment through time, then what its numbers can bear."""
        view = await self.ask(self.workspace.commitment, commitment, self.board.as_of, self.board.known_at)
        if view is not None and self.is_drawn(screen):
            screen.show_path(view)
        figures = await self.ask(self.workspace.figures, [commitment], self.board.as_of, self.board.known_at)
        if figures is not None and self.is_drawn(screen):
            screen.show_figures(commitment, figures[commitment])

    def open_map(self, force: str | None = None, commitment: str | None = None) -> None:
        """The forces on a map."""
        from tracker.tui.screens.map import MapScreen

        if not self._is_pending():
            self.visit(MapScreen(force, commitment))

    # --- movement and history --------------------------------------------------------------------------

    def open_compare(self) -> None:
        """What moved to the board's day."""
        from tracker.tui.screens.compare import CompareScreen

        self.visit(CompareScreen())

    def open_history(self, *names: str) -> None:
        """Everything that was recorded; of a force and a commitment where they are named."""
        from tracker.tui.screens.history import HistoryScreen

        self.visit(HistoryScreen(" ".join(names)))

    @work(group="board", exclusive=True)
    async def open_then(self, known_at: datetime, cell: tuple[str, str] | None) -> None:
        """The board as it was at an instant, the cursor on a cell, with the way back."""
        from tracker.tui.screens.then import ThenScreen

        before, here = self.standpoint, self.here()
        day = await self.ask(self.workspace.default_as_of, known_at)
        if day is not None:
            self.standpoint = Standpoint(day, fixed=known_at)
            if await self.read_board():
                self.remember(here)
                await self.push_screen(ThenScreen(before, cell))

    # --- returns ---------------------------------------------------------------------------------------

    def open_due(self) -> None:
        """The returns that are missing."""
        from tracker.tui.screens.due import DueScreen

        self.visit(DueScreen())

    @work(group="due", exclusive=True)
    async def read_due(self, screen: DueScreen) -> None:
        """Give a screen the missing returns."""
        day = await self.due_day()
        due = await self.ask(self.workspace.due, day, self.board.known_at)
        if due is not None and self.is_drawn(screen):
            screen.show_due(due)

    def open_import(self) -> None:
        """Choose returns to take in."""
        from tracker.tui.screens.import_returns import ImportScreen

        if self.may_reach_files() and self.may_record():
            self.visit(ImportScreen())

    def open_report(self) -> None:
        """Make a report, from where the board is looked from."""
        from tracker.tui.screens.report import ReportScreen

        self.visit(ReportScreen())

    def may_reach_files(self) -> bool:
        """Whether the files are those of the person; says so where they are not."""
        if not self.reaches_files:
            text = "In a browser no files are read or written: use “tracker import” and “tracker report”."
            self.notify(text, severity="warning", markup=False)
        return self.reaches_files

    # --- the palette and the help ----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The palette opens over what fills the screen, not over a form or a question."""
        if action == "command_palette" and isinstance(self.screen, ModalScreen):
            return False
        return super().check_action(action, parameters)

    def action_command_palette(self) -> None:
        """Everything that can be done here, and every force and commitment."""
        from tracker.tui.ways import Palette, ways_of

        self.ways = ways_of(self, self.screen)
        # Not Textual's own action: its palette has an id, and the one before may still be on its way out.
        self.push_screen(Palette())

    def action_help(self) -> None:
        """The keys of the screen one is on, and the signs."""
        from tracker.tui.help import help_words
        from tracker.tui.screens.words import WordsScreen

        self.push_screen(WordsScreen("Help", help_words(self.board, self.screen)))
