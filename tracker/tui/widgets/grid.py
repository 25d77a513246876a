"""The grid of the board: forces down, commitments across, and a cursor that walks them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.tui.choices import Sort
from tracker.tui.messages import (
    CellChosen,
    CommitmentChosen,
    CommitmentOpened,
    ForceOpened,
    RegionChosen,
    RegionFolded,
)
from tracker.tui.widgets.narrowing import Narrowing
from tracker.tui.widgets.rows import Row, RowKind, next_problem, rows_of
from tracker.tui.widgets.sheet import HEAD_LINES, Place, Sheet, Shown
from tracker.tui.widgets.spot import Spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

    from tracker.domain.board import Board
    from tracker.domain.plan import Commitment
    from tracker.domain.statistics.icons import Icon
    from tracker.tui.moved import SinceCouncil
    from tracker.tui.preferences import Preferences


class Grid(ScrollView, can_focus=True):
    """The cells of a board, with a cursor that is a row and a commitment."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1, 0)", "Up", show=False, tooltip="the row above"),
        Binding("down,j", "move(1, 0)", "Down", show=False, tooltip="the row below"),
        Binding("left,h", "move(0, -1)", "Left", show=False, tooltip="the commitment before"),
        Binding("right,l", "move(0, 1)", "Right", show=False, tooltip="the commitment after"),
        Binding("pageup", "page(-1)", "Page up", show=False, tooltip="a page up"),
        Binding("pagedown", "page(1)", "Page down", show=False, tooltip="a page down"),
        Binding("home", "end(0)", "First", show=False, tooltip="the first force"),
        Binding("end", "end(-1)", "Last", show=False, tooltip="the last force"),
        Binding("enter", "open_force", "Force", tooltip="all commitments of the force"),
        Binding("enter,space", "fold", "Fold", tooltip="fold the region to one line, or unfold it"),
        Binding("enter", "open_commitment", "Commitment", tooltip="the commitment, of all forces"),
        Binding(
            "n", "next_problem", "Problem", tooltip="the next cell that is red, out of date or not reported"
        ),
    ]
    DEFAULT_CSS = (
        "Grid { height: 1fr; width: 1fr; scrollbar-size-horizontal: 0; scrollbar-size-vertical: 1; }"
    )

    def __init__(self, board: Board, liked: Preferences) -> None:
        super().__init__()
        self.board = board
        self.narrowing = Narrowing()
        self._liked = liked
        self._row = self._column = 0
        self._rows: tuple[Row, ...] = ()
        self._commitments: tuple[Commitment, ...] = ()
        self._stops: list[int] = []
        self._sheet: Sheet | None = None
        self.moved: SinceCouncil | None = None
        self.icons: dict[tuple[str, str], Icon] = {}
        self._take(board)
        self._row, self._column = self._first_cell()

    # --- what is shown ---------------------------------------------------------------------------------

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """The columns."""
        return self._commitments

    @property
    def forces(self) -> list[str]:
        """The forces of the rows, from above."""
        return [row.key for row in self._rows if row.kind is RowKind.FORCE]

    def show(self, board: Board) -> None:
        """Show another board, the cursor where it was."""
        self._show(board)

    def show_moved(self, moved: SinceCouncil) -> None:
        """Show which cells of the board moved; another board begins without."""
        self.moved = moved
        if self._liked.sort is Sort.MOVEMENT:
            is_untouched = (self._row, self._column) == self._first_cell()
            self._show(self.board)
            if is_untouched:
                self._go(*self._first_cell())
        self._sheet = None
        self.refresh()

    def show_icons(self, icons: Mapping[tuple[str, str], Icon]) -> None:
        """Show how the values of more cells of the board vary; another board begins without."""
        self.icons.update(icons)
        self._sheet = None
        self.refresh()

    def prefer(self, liked: Preferences) -> None:
        """Show the same board in another density or order, with other regions folded or other cells."""
        if liked != self._liked:
            self._liked = liked
            self._show(self.board)

    def narrow(self, narrowing: Narrowing) -> None:
        """Show less of the same board, or all again."""
        self.narrowing = narrowing
        self._show(self.board)

    def _show(self, board: Board) -> None:
        row, column = self._key_of_row(), self._key_of_column()
        self._take(board)
        kept = next((i for i in self._stops if (self._rows[i].kind, self._rows[i].key) == row), None)
        self._row = min(self._row, self._stops[-1]) if kept is None else kept
        if self._row not in self._stops:
            self._row = next((i for i in self._stops if i >= self._row), self._stops[-1])
        ids = [c.id for c in self._commitments]
        self._column = ids.index(column) if column in ids else min(self._column, max(len(ids) - 1, 0))
        self._lay_out()
        self._reveal()
        self._tell()

    def _key_of_row(self) -> tuple[RowKind, str]:
        row = self._rows[self._row]
        return row.kind, row.key

    def _key_of_column(self) -> str | None:
        return self._commitments[self._column].id if self._column < len(self._commitments) else None

    def _take(self, board: Board) -> None:
        if board is not self.board:
            self.moved = None
            self.icons = {}
        self.board = board
        self._rows = self._rows_with(self._liked.folded)
        self._commitments = self._narrowed().commitments(board)
        self._stops = [i for i, row in enumerate(self._rows) if row.kind is not RowKind.COUNTS]
        self._sheet = None

    def _narrowed(self) -> Narrowing:
        """What can be narrowed so far: what has an exception is known once every cell is judged."""
        return self.narrowing if self.board.is_whole else Narrowing(self.narrowing.words)

    def _rows_with(self, folded: tuple[str, ...]) -> tuple[Row, ...]:
        return rows_of(self.board, self._narrowed(), self._liked.sort, folded, self.moved)

    def _first_cell(self) -> tuple[int, int]:
        """Where the cursor begins: the first force to which the first commitment applies."""
        first = self._commitments[0].forces if self._commitments else ()
        return next((i for i in self._stops if self._rows[i].key in first), 0), 0

    def on_mount(self) -> None:
        """Lay out once the size is known."""
        self._lay_out()
        self.call_after_refresh(self._tell)

    def on_resize(self) -> None:
        """Columns take the room there is."""
        self._lay_out()
        self._reveal()

    def notify_style_update(self) -> None:
        """Another look: nothing that was drawn holds."""
        super().notify_style_update()
        self._sheet = None

    @property
    def sheet(self) -> Sheet:
        """The lines, laid out for the width there is."""
        if self._sheet is None:
            self._sheet = Sheet(
                Shown(
                    self.board,
                    self._rows,
                    self._commitments,
                    self.moved.arrows if self.moved else {},
                    self._liked.cells,
                    self.icons,
                ),
                self._liked.density,
                self.size.width,
                self.rich_style,
            )
        return self._sheet

    def _lay_out(self) -> None:
        self._sheet = None
        sheet = self.sheet
        columns = max(len(self._commitments), 1)
        self.virtual_size = Size(sheet.left + sheet.width * columns, HEAD_LINES + len(sheet.lines))
        self.refresh()

    # --- the cursor ------------------------------------------------------------------------------------

    def cell_at_cursor(self) -> tuple[str, str] | None:
        """Force and commitment under the cursor; None where it is on a heading."""
        kind, key = self._key_of_row()
        commitment = self._key_of_column()
        return (key, commitment) if kind is RowKind.FORCE and commitment is not None else None

    def commitment_at_cursor(self) -> str | None:
        """The commitment of the cursor's column."""
        return self._key_of_column()

    def put_cursor(self, force: str, commitment: str | None = None) -> None:
        """Set the cursor on a cell; where its force is folded away, on the region it is in."""
        region = self.board.forces[force].region if force in self.board.forces else None
        shown = {(row.kind, row.key): i for i, row in enumerate(self._rows)}
        folded = shown.get((RowKind.REGION, region or ""), self._row)
        row = shown.get((RowKind.FORCE, force), folded)
        column = next((i for i, c in enumerate(self._commitments) if c.id == commitment), self._column)
        self._go(row, column)

    def spot(self) -> Spot:
        """Where the cursor is, and what the grid is narrowed to."""
        scroll = (round(self.scroll_offset.x), round(self.scroll_offset.y))
        return Spot(self.narrowing, self._key_of_row(), self._key_of_column(), scroll)

    def stand(self, spot: Spot) -> None:
        """Narrow the grid, and set the cursor, as they were; as near as can be where rows are gone."""
        self.narrow(spot.narrowing)
        row = next((i for i in self._stops if (self._rows[i].kind, self._rows[i].key) == spot.row), self._row)
        column = next((i for i, c in enumerate(self._commitments) if c.id == spot.column), self._column)
        self.scroll_to(*spot.scroll, animate=False, immediate=True)
        self._go(row, column)

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by rows and by columns."""
        stop = self._stops.index(self._row) + down
        row = self._stops[min(max(stop, 0), len(self._stops) - 1)]
        self._go(row, min(max(self._column + right, 0), max(len(self._commitments) - 1, 0)))

    def action_page(self, way: int) -> None:
        """Move by as many rows as can be seen."""
        lines = max(self.size.height - HEAD_LINES - 2, 1)
        self.action_move(way * max(lines // self.sheet.height(self._stops[-1]), 1), 0)

    def action_end(self, which: int) -> None:
        """To the first force, or to the last."""
        forces = [i for i in self._stops if self._rows[i].kind is RowKind.FORCE] or self._stops
        self._go(forces[which], self._column)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Enter does what the cursor's row is for."""
        kind = self._key_of_row()[0]
        wanted = {"open_force": RowKind.FORCE, "fold": RowKind.REGION, "open_commitment": RowKind.ALL}
        return action not in wanted or kind is wanted[action]

    def action_open_force(self) -> None:
        """Open the force under the cursor."""
        self.post_message(ForceOpened(self._key_of_row()[1]))

    def action_open_commitment(self) -> None:
        """Open the commitment of the cursor's column."""
        commitment = self._key_of_column()
        if commitment is not None:
            self.post_message(CommitmentOpened(commitment))

    def action_fold(self) -> None:
        """Fold the region under the cursor, or unfold it."""
        self.post_message(RegionFolded(self._key_of_row()[1]))

    def action_next_problem(self) -> None:
        """Go to the next cell that is red, amber-red, none or stale, down the columns, around the end; a
        region in which it is folded away is unfolded."""
        rows = self._rows_with(())
        here = self._column, [(row.kind, row.key) for row in rows].index(self._key_of_row())
        found = next_problem(self.board, rows, self._commitments, here)
        if found is None:
            self.notify("No cell that is shown is red, out of date or not reported.", markup=False)
        elif found[0] in self.forces:
            self.put_cursor(*found)
        else:
            self.post_message(RegionFolded(self.board.forces[found[0]].region, found))

    def _go(self, row: int, column: int) -> None:
        if (row, column) == (self._row, self._column):
            return
        old, self._row, self._column = self._row, row, column
        self._refresh_row(old)
        self._refresh_row(row)
        self.refresh(Region(0, 0, self.size.width, HEAD_LINES))
        self._reveal()
        self._tell()
        if self._rows[old].kind is not self._rows[row].kind:
            self.refresh_bindings()

    def _refresh_row(self, row: int) -> None:
        y = self.sheet.top(row) + HEAD_LINES - self.scroll_offset.y
        self.refresh(Region(0, y, self.size.width, self.sheet.height(row)))

    def _reveal(self) -> None:
        """Scroll so far that the cursor, and its region's heading, can be seen."""
        sheet, (x, y) = self.sheet, self.scroll_offset
        room = max(self.size.height - HEAD_LINES, 1)
        top = sheet.top(self._row)
        above = sheet.top(self._row - 1) if self._is_below_region() else top
        above = 0 if self._row <= self._first_cell()[0] and top < room else above
        y = min(max(y, top + sheet.height(self._row) - room), above)
        start, width = self._column * sheet.width, sheet.width
        seen = max((self.size.width - sheet.left) // width, 1) * width
        x = min(max(x, start + width - seen), start)
        self.scroll_to(x, y, animate=False, immediate=True)

    def _is_below_region(self) -> bool:
        return self._row > 0 and self._rows[self._row - 1].kind is RowKind.REGION

    def _tell(self) -> None:
        (kind, key), commitment = self._key_of_row(), self._key_of_column()
        if kind is RowKind.REGION:
            self.post_message(RegionChosen(key))
        elif commitment is not None:
            chosen = CommitmentChosen(commitment) if kind is RowKind.ALL else CellChosen(key, commitment)
            self.post_message(chosen)

    def on_click(self, event: events.Click) -> None:
        """A click sets the cursor; a second one does what Enter does."""
        sheet = self.sheet
        y = event.y - HEAD_LINES + self.scroll_offset.y
        if y >= len(sheet.lines):
            return
        row = 0 if event.y < HEAD_LINES else sheet.lines[y][0]
        x = event.x - sheet.left + self.scroll_offset.x
        column = min(x // sheet.width, len(self._commitments) - 1) if event.x >= sheet.left else self._column
        if row in self._stops:
            self._go(row, max(column, 0))
            if event.chain == 2:
                self.app.simulate_key("enter")

    # --- drawing ---------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the widget: a head, or a row of the board."""
        cursor = Place(self._row, self._column)
        if y < HEAD_LINES:
            return self.sheet.head(y, self.scroll_offset.x, cursor)
        return self.sheet.line(y - HEAD_LINES + self.scroll_offset.y, self.scroll_offset.x, cursor)
