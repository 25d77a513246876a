"""The board: every force against every commitment, and the cell under the cursor explained."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widgets import Footer, Static

from tracker.domain.status import Status
from tracker.domain.words import day_words
from tracker.tui.badge import badge, badge_text
from tracker.tui.compared import Since, looks
from tracker.tui.messages import CellChosen, ForceOpened
from tracker.tui.moved import arrows
from tracker.tui.palette import STYLES
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.standpoint import known_words
from tracker.tui.title import title_line
from tracker.tui.widgets.cell_panel import CellPanel
from tracker.tui.widgets.grid import Grid, shortened
from tracker.tui.widgets.time_bar import TimeBar

if TYPE_CHECKING:
    from textual import events

    from tracker.domain.board import Board
    from tracker.tui.app import TrackerApp

WIDE = 120
TALL = 30
#: How long a board stands before it is compared with the last council's, in seconds.
_UNHURRIED = 0.2
#: A comparison of more cells would slow down the keys while it is made: `c` makes it on demand.
_MOST_CELLS = 2_500
#: How the heading says that the day is the plan's end, and that the version is younger than the knowledge.
_ASIDES = (
    (" (the plan's last due date)", " (before it was recorded)"),
    (" (plan's end)", " (recorded later)"),
    ("", " (recorded later)"),
)
EMPTY = (
    "This plan has no commitments yet.\n\n"
    "Add some to the plan file (docs/plan-file.md shows every key), then:\n\n"
    '    tracker plan apply PLAN.yaml --reason "First commitments"'
)


class BoardScreen(ShowsBoard):
    """The board of the whole plan."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "update", "Update"),
        Binding("w", "working", "Working"),
        Binding("d", "due", "Due"),
        Binding("c", "compare", "Moved"),
        Binding("y", "history", "History"),
        Binding("Y", "cell_history", "History of the cell", show=False),
        Binding("question_mark", "app.help", "Help", key_display="?"),
        Binding("q", "app.quit", "Quit"),
    ]
    DEFAULT_CSS = """
    BoardScreen #heading { height: 3; padding: 0 1; background: $boost; }
    BoardScreen.-short CellPanel { height: 7; }
    BoardScreen #body { height: 1fr; layout: vertical; }
    BoardScreen.-wide #body { layout: horizontal; }
    BoardScreen.-wide CellPanel {
        height: 1fr; width: 46; border-top: none; border-left: solid $primary;
    }
    BoardScreen #legend { height: 1; padding: 0 1; }
    BoardScreen #empty { padding: 2 4; }
    """

    def compose(self) -> ComposeResult:
        """Heading, grid and panel, legend, footer."""
        board = self.app.board
        yield Static(id="heading")
        yield TimeBar(board, self.app.workspace.today)
        with Container(id="body"):
            if board.plan.commitments:
                yield Grid(board)
                yield CellPanel()
            else:
                yield Static(Text(EMPTY), id="empty")
        yield Static(id="legend")
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Fill in what depends on the board."""
        self._head(self.app.board)
        for grid in self.query(Grid):
            grid.focus()
        self.call_after_refresh(self._look_back)

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
            grid.show(board)
        self._head(board)
        self._look_back()

    @work(group="arrows", exclusive=True)
    async def _look_back(self) -> None:
        """Arrows for what moved since the last council; who steps on does not wait for them."""
        await asyncio.sleep(_UNHURRIED)
        board, app = self.app.board, self.app
        if len(board.cells) > _MOST_CELLS:
            return
        both = looks(board.plan, app.standpoint, Since.COUNCIL)
        found = await app.ask(app.workspace.compare, *both) if both else None
        if found is not None and app.board is board:
            for grid in self.query(Grid):
                grid.show_arrows(arrows(found))

    def _head(self, board: Board) -> None:
        self.query_one("#heading", Static).update(heading(board, self.size.width - 2))
        self.query_one(TimeBar).show(board, self.app.workspace.today)
        self.query_one("#legend", Static).update(legend(board))

    def on_cell_chosen(self, message: CellChosen) -> None:
        """Explain the cell under the cursor."""
        self.app.explain(self.query_one(CellPanel), message.force, message.commitment)

    def on_force_opened(self, message: ForceOpened) -> None:
        """Show all commitments of the force."""
        here = self.query_one(Grid).cell_at_cursor()
        self.app.open_force(message.force, here[1] if here else None)

    def _here(self) -> tuple[str, str] | None:
        grids = self.query(Grid)
        return grids.first().cell_at_cursor() if grids else None

    def action_update(self) -> None:
        """Update the cell under the cursor."""
        here = self._here()
        if here:
            self.app.open_update(*here)

    def action_due(self) -> None:
        """The returns that are missing."""
        self.app.open_due()

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


def heading(board: Board, width: int) -> Text:
    """Plan and marking; as of when, known when, which version; the plan's roll-up with its counts."""
    text = title_line(board.plan, width)
    text.append("\n").append_text(_seen_from(board, width)).append("\n")
    text.append_text(badge_text(board.overall.status))
    text.append(" " + shortened(board.overall.reason, width - 14), style="not bold")
    return text


def _seen_from(board: Board, width: int) -> Text:
    """As of when, known when, which version; shorter where there is no room for every word."""
    known = known_words(board)
    is_end = bool(board.plan.commitments) and board.as_of == board.plan.ends
    for at_end, later in _ASIDES:
        aside = at_end if is_end else " (council)" if board.as_of in board.plan.councils else ""
        before = f"as of {day_words(board.as_of)}{aside} · "
        after = f" · plan version {board.plan_version}{later if board.before_first_version else ''}"
        if len(before) + len(known) + len(after) <= width:
            break
    text = Text(before, style="not bold")
    text.append(known, style="not bold" if board.known_at is None else "bold reverse")
    text.append(after)
    text.truncate(width, overflow="ellipsis")
    return text


def legend(board: Board) -> Text:
    """Every sign and letter with its meaning, in one line."""
    text = Text(no_wrap=True, overflow="ellipsis")
    four_point = board.plan.four_point
    for status in Status:
        if status is Status.AMBER_RED and not four_point:
            continue
        text.append(badge(status, four_point=four_point).strip(), style=STYLES[status])
        text.append(f" {status.value} ")
    text.append(" ! says better  ~ accepted  ↓↑ since the last council")
    return text
