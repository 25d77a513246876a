"""One force: all its commitments, one a line, and the chosen one explained below."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Footer, Static

from tracker.domain.words import day_words, percent, quantity, shown
from tracker.tui.badge import cell_words, value_words
from tracker.tui.palette import STYLES
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.widgets.cell_panel import CellPanel
from tracker.tui.widgets.grid import shortened

if TYPE_CHECKING:
    from tracker.domain.board import Board
    from tracker.tui.app import TrackerApp


class ForceScreen(ShowsBoard):
    """Every commitment of a force."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Board"),
        Binding("u", "update", "Update"),
        Binding("w", "working", "Working"),
        Binding("y", "history", "History"),
        Binding("Y", "cell_history", "History of the commitment", show=False),
        Binding("question_mark", "app.help", "Help"),
    ]
    DEFAULT_CSS = """
    ForceScreen #title { height: 2; padding: 0 1; }
    ForceScreen DataTable { height: 1fr; }
    """

    def __init__(self, force: str, at: str | None = None) -> None:
        super().__init__()
        self.force = force
        self._at = at

    def compose(self) -> ComposeResult:
        """A title, the table, and the panel."""
        yield Static(id="title")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield CellPanel()
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table and stand on the commitment one came from."""
        table = self.query_one(DataTable)
        for name in ("Status", "Commitment", "Value", "Expected", "Progress", "As at"):
            table.add_column(name, key=name)
        self.show(self.app.board)
        if self._at is not None and self._at in table.rows:
            table.move_cursor(row=table.get_row_index(self._at))
        table.focus()

    def show(self, board: Board) -> None:
        """Show a board's cells of the force, the cursor where it was."""
        force, rollup = board.forces[self.force], board.by_force[self.force]
        title = Text(f"{shown(force.official_name)}, {force.region}\n", style="bold")
        title.append(
            f"{rollup.status.value}: {rollup.reason} · as of {day_words(board.as_of)}", style="not bold"
        )
        self.query_one("#title", Static).update(title)
        table = self.query_one(DataTable)
        row = table.cursor_row
        room = min(max(self.app.size.width - 60, 24), 80)
        table.clear()
        for commitment in board.plan.commitments:
            cell = board.cell(self.force, commitment.id)
            if cell is None:
                continue
            a = cell.assessment
            number = "" if a.expected is None else quantity(a.expected, commitment.measure.kind)
            table.add_row(
                Text(f" {cell_words(a, commitment)} ", style=STYLES[a.status]),
                Text(shortened(shown(commitment.title), room)),
                Text(value_words(a, commitment), justify="right"),
                Text(number, justify="right"),
                Text("" if a.performance is None else percent(a.performance), justify="right"),
                Text(day_words(a.update.draft.as_at) if a.update else ""),
                key=commitment.id,
            )
        if table.row_count:
            table.move_cursor(row=min(row, table.row_count - 1))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Explain the commitment under the cursor."""
        if event.row_key.value is not None:
            self.app.explain(self.query_one(CellPanel), self.force, event.row_key.value)

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter shows the working."""
        if event.row_key.value is not None:
            self.app.open_working(self.force, event.row_key.value)

    def _chosen(self) -> str | None:
        table = self.query_one(DataTable)
        if not table.row_count:
            return None
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value

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

    def action_back(self) -> None:
        """Back to the board."""
        self.dismiss()
