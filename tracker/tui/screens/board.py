"""The board: every force against every commitment, and the cell under the cursor explained."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Static

from tracker.domain.words import one_line
from tracker.tui.choices import Cells, Sort, after
from tracker.tui.compared import Since, looks
from tracker.tui.messages import (
    CellChosen,
    CommitmentChosen,
    CommitmentOpened,
    ForceOpened,
    RegionChosen,
    RegionFolded,
)
from tracker.tui.screens.board_words import CELLS_WORDS, EMPTY, cells_legend, heading, narrowed_words
from tracker.tui.screens.page import HELP, Page
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.widgets.cell_panel import CellPanel
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.narrowing import Narrowing, jump
from tracker.tui.widgets.prompt import Asked, Prompt, ask
from tracker.tui.widgets.time_bar import TimeBar

if TYPE_CHECKING:
    from textual import events

    from tracker.domain.board import Board
    from tracker.tui.app import TrackerApp
    from tracker.tui.widgets.spot import Spot

WIDE = 120
TALL = 30
#: How long a board stands before it is compared with the last council's, in seconds.
_UNHURRIED = 0.2
#: Of so many commitments the icons are read at a time.
_AT_A_TIME = 4
#: A comparison of more cells would slow down the keys while it is made: `c` makes it on demand, and so
#: does the order by movement.
_MOST_CELLS = 2_500


class BoardScreen(ShowsBoard, Page):
    """The board of the whole plan."""

    app: TrackerApp
    AUTO_FOCUS = "Grid"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "show_all", "Show all", tooltip="every force and commitment again"),
        Binding("u", "update", "Update", tooltip="update the cell under the cursor"),
        Binding("w", "working", "Working", tooltip="inputs, formula, thresholds, plan version of the cell"),
        Binding("m", "map", "Map", tooltip="the forces on a map"),
        Binding("o", "commitment", "One", tooltip="the commitment of the column: trajectory and ranking"),
        Binding("slash", "filter", "Filter", tooltip="show what the words name"),
        Binding("x", "exceptions", "Exceptions", tooltip="only what is red, out of date, silent or flagged"),
        Binding("d", "due", "Due", tooltip="the returns that are missing or late"),
        Binding("f,apostrophe", "jump", "Jump", tooltip="jump to a force by its first letters"),
        Binding("s", "sort", "Sort", tooltip="by region, name, size, status or movement"),
        Binding(
            "v", "cells", "Variation", tooltip="in the cells: the status, how values vary over time, or both"
        ),
        Binding("c", "compare", "Moved", tooltip="what moved since the last council, and why"),
        Binding("y", "history", "History", tooltip="updates, corrections, imports and plan versions"),
        Binding("Y", "cell_history", "Its history", show=False, tooltip="the history of the cell"),
        Binding(
            "i", "import_returns", "Import", tooltip="take in returns: choose files, see the check, accept"
        ),
        Binding("r", "report", "Report", tooltip="make the status report for a council or a day"),
        HELP,
        Binding("q", "app.quit", "Quit", tooltip="leave the tracker"),
    ]
    DEFAULT_CSS = """
    BoardScreen #heading { height: 3; padding: 0 1; background: $panel; }
    BoardScreen.-short CellPanel { height: 7; }
    BoardScreen #body { height: 1fr; layout: vertical; }
    BoardScreen.-wide #body { layout: horizontal; }
    BoardScreen.-wide CellPanel {
        height: 1fr; width: 46; border-top: none; border-left: solid $primary;
    }
    BoardScreen.-short.-touring CellPanel { height: 6; }
    BoardScreen .-pointed { outline-left: thick $accent; }
    BoardScreen #legend { height: 1; padding: 0 1; }
    BoardScreen #empty { padding: 2 4; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._narrowed = Narrowing()
        self._came_from: tuple[str, str] | None = None

    def compose(self) -> ComposeResult:
        """Heading, grid and panel, legend, the keys."""
        board = self.app.board
        yield Static(id="heading")
        yield TimeBar(board, self.app.workspace.today)
        with Container(id="body"):
            if board.plan.commitments:
                yield Grid(board, self.app.preferences)
                yield CellPanel()
            else:
                yield Static(Text(EMPTY), id="empty")
        yield Static(id="legend")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill in what depends on the board."""
        self._head(self.app.board)
        for grid in self.query(Grid):
            grid.focus()
        self.call_after_refresh(self._look_back)
        self.call_after_refresh(self._look_over_time)

    def on_resize(self, event: events.Resize) -> None:
        """The panel stands beside the grid where there is room for both."""
        self.set_class(event.size.width >= WIDE, "-wide")
        self.set_class(event.size.height < TALL, "-short")
        self._head(self.app.board)

    def show(self, board: Board) -> None:
        """Show another board; one that gained or lost its only commitments is laid out anew."""
        if bool(board.plan.commitments) is not bool(self.query(Grid)):
            self.refresh(recompose=True)
        for grid in self.query(Grid):
            grid.prefer(self.app.preferences)
            grid.show(board)
        self._head(board)
        self._look_back()
        self._look_over_time()

    @work(group="icons", exclusive=True)
    async def _look_over_time(self) -> None:
        """Icons where they are wanted, a few commitments at a time; who steps on does not wait for them."""
        app, board = self.app, self.app.board
        if app.preferences.cells is Cells.STATUS or not board.is_whole:
            return
        await asyncio.sleep(_UNHURRIED)
        for grid in self.query(Grid):
            there = {commitment for _, commitment in grid.icons}
            wanted = [c.id for c in board.plan.commitments if c.id not in there]
            for start in range(0, len(wanted), _AT_A_TIME):
                part = wanted[start : start + _AT_A_TIME]
                found = await app.ask(app.workspace.icons, part, board.as_of, board.known_at)
                if found is None or app.board is not board:
                    return
                grid.show_icons(found)

    @work(group="arrows", exclusive=True)
    async def _look_back(self) -> None:
        """Arrows for what moved since the last council; who steps on does not wait for them."""
        await asyncio.sleep(_UNHURRIED)
        board, app = self.app.board, self.app
        is_asked_for = app.preferences.sort is Sort.MOVEMENT
        if not board.is_whole or (len(board.cells) > _MOST_CELLS and not is_asked_for):
            return
        both = looks(board.plan, app.standpoint, Since.COUNCIL)
        found = await app.ask(app.workspace.compare, *both) if both else None
        if found is not None and app.board is board:
            from tracker.tui.moved import since_council

            for grid in self.query(Grid):
                grid.show_moved(since_council(found))
            self._head(board)

    def _head(self, board: Board) -> None:
        more = ""
        for grid in self.query(Grid):
            more = narrowed_words(grid.narrowing, self.app.preferences.sort, grid)
        self.query_one("#heading", Static).update(heading(board, self.size.width - 2, more))
        self.query_one(TimeBar).show(board, self.app.workspace.today)
        self.query_one("#legend", Static).update(cells_legend(board, self.app.preferences.cells))

    def spot(self) -> Spot | None:
        """Where the cursor is; None where there is no grid."""
        return next((grid.spot() for grid in self.query(Grid)), None)

    def stand(self, spot: Spot | None) -> None:
        """The cursor and the filter as they were, and nothing asked any more."""
        for prompt in self.query(Prompt):
            prompt.remove_class("-asking")
        for grid in self.query(Grid):
            grid.focus()
            if spot is not None:
                grid.stand(spot)
        self._head(self.app.board)

    # --- the cursor ------------------------------------------------------------------------------------

    def on_cell_chosen(self, message: CellChosen) -> None:
        """Explain the cell under the cursor."""
        self.app.explain(self.query_one(CellPanel), message.force, message.commitment)

    def on_region_chosen(self, message: RegionChosen) -> None:
        """Explain the region under the cursor."""
        self.app.explain_region(self.query_one(CellPanel), message.region)

    def on_commitment_chosen(self, message: CommitmentChosen) -> None:
        """Explain the commitment under the cursor."""
        self.app.explain_commitment(self.query_one(CellPanel), message.commitment)

    def on_force_opened(self, message: ForceOpened) -> None:
        """Show all commitments of the force."""
        self.app.open_force(message.force, self._grid().commitment_at_cursor())

    def on_commitment_opened(self, message: CommitmentOpened) -> None:
        """Show the commitment, of all forces."""
        self.app.open_commitment(message.commitment)

    def on_region_folded(self, message: RegionFolded) -> None:
        """Fold a region, or unfold it, and remember it."""
        folded = self.app.preferences.folded
        others = tuple(region for region in folded if region != message.region)
        self.app.prefer("folded", others if message.region in folded else (*folded, message.region))
        if message.cell is not None:
            self._grid().put_cursor(*message.cell)
            self.app.notify(f"{one_line(message.region)} is unfolded.", timeout=3, markup=False)

    def _grid(self) -> Grid:
        return self.query_one(Grid)

    def _here(self) -> tuple[str, str] | None:
        grids = self.query(Grid)
        return grids.first().cell_at_cursor() if grids else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done where the cursor is."""
        if not super().check_action(action, parameters):
            return False
        if action in ("update", "working", "cell_history"):
            return self._here() is not None
        if action == "show_all":
            return any(grid.narrowing for grid in self.query(Grid))
        if action in ("commitment", "filter", "exceptions", "jump", "sort", "cells", "map"):
            return bool(self.query(Grid))
        return True

    # --- keys ------------------------------------------------------------------------------------------

    def action_update(self) -> None:
        """Update the cell under the cursor."""
        here = self._here()
        if here:
            self.app.open_update(*here)

    def action_due(self) -> None:
        """The returns that are missing."""
        self.app.open_due()

    def action_import_returns(self) -> None:
        """Take in returns."""
        self.app.open_import()

    def action_report(self) -> None:
        """Make the status report."""
        self.app.open_report()

    def action_compare(self) -> None:
        """What moved since the last council."""
        self.app.open_compare()

    def action_history(self) -> None:
        """Everything that was recorded."""
        self.app.open_history()

    def action_cell_history(self) -> None:
        """What was recorded of the cell under the cursor."""
        here = self._here()
        if here:
            self.app.open_history(*here)

    def action_working(self) -> None:
        """The whole working of the cell under the cursor."""
        here = self._here()
        if here:
            self.app.open_working(*here)

    def action_commitment(self) -> None:
        """The commitment of the cursor's column, of all forces."""
        commitment = self._grid().commitment_at_cursor()
        if commitment:
            self.app.open_commitment(commitment)

    def action_map(self) -> None:
        """The forces on a map, with the cursor's force and commitment."""
        here = self._here()
        self.app.open_map(here[0] if here else None, self._grid().commitment_at_cursor())

    def action_sort(self) -> None:
        """The next order."""
        self.app.prefer("sort", after(self.app.preferences.sort))

    def action_cells(self) -> None:
        """The status in the cells, how their values vary, or both."""
        found = after(self.app.preferences.cells)
        self.app.prefer("cells", found, CELLS_WORDS[Cells(found)])

    def action_exceptions(self) -> None:
        """Only what has an exception, or all again."""
        now = self._grid().narrowing
        self._narrow(replace(now, exceptions=not now.exceptions))

    def action_show_all(self) -> None:
        """Every force and commitment again."""
        self._narrow(Narrowing())

    def _narrow(self, narrowing: Narrowing) -> None:
        self._grid().narrow(narrowing)
        self._head(self.app.board)
        self.refresh_bindings()

    # --- words -----------------------------------------------------------------------------------------

    async def action_filter(self) -> None:
        """Ask what is to be shown."""
        self._narrowed = self._grid().narrowing
        await ask(self, Asked.FILTER, self._narrowed.words)

    async def action_jump(self) -> None:
        """Ask where to go."""
        self._came_from = self._here()
        await ask(self, Asked.JUMP)

    def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Do with every letter what the words say."""
        if message.asked is Asked.FILTER:
            self._narrow(replace(self._narrowed, words=message.words))
            return
        force = jump(self.app.board, message.words)
        if force is not None:
            self._grid().put_cursor(force)

    def on_prompt_left(self, message: Prompt.Left) -> None:
        """Back to the grid."""
        if not message.is_kept:
            if message.asked is Asked.FILTER:
                self._narrow(replace(self._narrowed, words=""))
            elif self._came_from is not None:
                self._grid().put_cursor(*self._came_from)
        self._grid().focus()
