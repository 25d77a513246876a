"""One force: all its commitments with their past and what is due, and its place among similar forces."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Static

from tracker.domain.words import day_words, one_line
from tracker.tui.badge import badge_text
from tracker.tui.screens.force_words import force_line, is_roomy, place_words, widths_for
from tracker.tui.screens.page import HELP, Page
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.title import marked
from tracker.tui.widgets.cell_panel import CellPanel
from tracker.tui.widgets.distinct import distinct, shortened
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.board import Board
    from tracker.domain.force_view import ForceView
    from tracker.tui.app import TrackerApp


class CommitmentsTable(RowTable):
    """The commitments of a force."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Working", show=False, tooltip="the whole working of the cell"),
    ]


class ForceScreen(ShowsBoard, Page):
    """Every commitment of a force."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Back", tooltip="back to where one came from"),
        Binding("u", "update", "Update", tooltip="update the commitment under the cursor"),
        Binding("w", "working", "Working", tooltip="the whole working of the cell"),
        Binding("o", "commitment", "One", tooltip="the commitment of all forces"),
        Binding("m", "map", "Map", tooltip="the force on the map"),
        Binding("full_stop", "cycle(1)", "Next force", key_display=".", tooltip="the next force"),
        Binding("comma", "cycle(-1)", "Last", key_display=",", tooltip="the force before"),
        Binding("y", "history", "History", tooltip="what was recorded of the force"),
        Binding("Y", "cell_history", "Its history", show=False, tooltip="of the commitment"),
        HELP,
    ]
    DEFAULT_CSS = """
    ForceScreen #title { height: 3; padding: 0 1; background: $panel; }
    ForceScreen DataTable { height: 1fr; }
    """

    def __init__(self, force: str, at: str | None = None) -> None:
        super().__init__()
        self.force = force
        self._at = at
        self._view: ForceView | None = None

    def compose(self) -> ComposeResult:
        """A title, the table, and the panel."""
        yield Static(id="title")
        yield CommitmentsTable()
        yield CellPanel()
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill the table and stand on the commitment one came from."""
        self.show(self.app.board)
        self.query_one(DataTable).focus()

    def on_resize(self) -> None:
        """As many columns as there is room for."""
        self._draw()

    def show(self, board: Board) -> None:
        """Show a board's cells of the force, the cursor where it was, and ask for their past."""
        if self.force not in board.forces:
            self.app.notify("The plan had no such force then.", markup=False)
            return
        self._draw()
        self.app.read_force(self, self.force)

    def show_view(self, view: ForceView) -> None:
        """Show the past of each cell, and what is due."""
        self._view = view
        self._draw()

    def _draw(self) -> None:
        board = self.app.board
        if self.force not in board.forces or not self.query(DataTable):
            return
        self._head(board)
        table = self.query_one(DataTable)
        at = self._chosen() or self._at
        roomy = is_roomy(self.size.width)
        cells = [cell for c in board.plan.commitments if (cell := board.cell(self.force, c.id)) is not None]
        view = self._view if self._view is not None and self._view.force == self.force else None
        lines = [
            force_line(board.plan.commitment(c.commitment), c.assessment, view, roomy=roomy) for c in cells
        ]
        widths = widths_for(self.size.width, lines)
        titles = distinct(
            tuple(one_line(board.plan.commitment(c.commitment).title) for c in cells), widths["Commitment"]
        )
        table.clear(columns=True)
        table.cell_padding = 1 if roomy else 0
        between = "" if roomy else " "  # what the padding is where there is room for it
        for name, width in widths.items():
            table.add_column(between + name, key=name, width=len(between) + width)
        for cell, line, title in zip(cells, lines, titles, strict=True):
            line["Commitment"] = Text(title)
            shown = (line[name] for name in widths)
            row = (text if text.justify == "right" else Text(between).append_text(text) for text in shown)
            table.add_row(*row, key=cell.commitment)
        if at is not None and at in table.rows:
            table.move_cursor(row=table.get_row_index(at))

    def _head(self, board: Board) -> None:
        force, rollup, width = board.forces[self.force], board.by_force[self.force], self.size.width - 2
        text = marked(f"{force.official_name}, {force.region}", board.plan, width)
        text.append("\n")
        text.append_text(badge_text(rollup.status))
        line = f" {rollup.reason} · as of {day_words(board.as_of)}"
        text.append(shortened(line, width - 14), style="not bold")
        text.append(f"\n{shortened(place_words(board, force, self._chosen()), width)}", style="not bold")
        self.query_one("#title", Static).update(text)

    def on_data_table_row_highlighted(self) -> None:
        """Explain the commitment under the cursor: a line that was under it may be gone."""
        commitment = self._chosen()
        if commitment is not None:
            self.app.explain(self.query_one(CellPanel), self.force, commitment)
            self._head(self.app.board)

    def on_data_table_row_selected(self) -> None:
        """Enter shows the working."""
        self.action_working()

    def _chosen(self) -> str | None:
        for table in self.query(DataTable):  # none, once the screen is left
            if table.row_count:
                return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value
        return None

    def action_update(self) -> None:
        """Update the commitment under the cursor."""
        commitment = self._chosen()
        if commitment:
            self.app.open_update(self.force, commitment)

    def action_working(self) -> None:
        """The whole working of the commitment under the cursor."""
        commitment = self._chosen()
        if commitment:
            self.app.open_working(self.force, commitment)

    def action_history(self) -> None:
        """What was recorded of this force."""
        self.app.open_history(self.force)

    def action_cell_history(self) -> None:
        """What was recorded of this force for the commitment under the cursor."""
        commitment = self._chosen()
        if commitment:
            self.app.open_history(self.force, commitment)

    def action_commitment(self) -> None:
        """The commitment under the cursor, of all forces."""
        commitment = self._chosen()
        if commitment:
            self.app.open_commitment(commitment)

    def action_map(self) -> None:
        """The force on the map."""
        self.app.open_map(self.force, self._chosen())

    def action_cycle(self, way: int) -> None:
        """Another force, in the plan's order."""
        slugs = [force.slug for force in self.app.board.plan.forces]
        self.force = slugs[(slugs.index(self.force) + way) % len(slugs)]
        self.show(self.app.board)

    def again(self) -> Callable[[], ForceScreen]:
        """The same force, the cursor where it is."""
        return partial(ForceScreen, self.force, self._chosen())

    def action_back(self) -> None:
        """Back to where one came from."""
        self.leave()
