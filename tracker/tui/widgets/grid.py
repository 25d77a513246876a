"""The grid of the board: forces down, commitments across, drawn line by line.

A table widget would build every cell before the first paint; this draws the lines that can be seen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.domain.plan import NATIONAL
from tracker.domain.status import Status
from tracker.domain.words import plural, shown
from tracker.tui.badge import badge, cell_words, value_words
from tracker.tui.messages import CellChosen, ForceOpened
from tracker.tui.palette import CURSOR, HEAD, PLAIN, REGION, STYLES
from tracker.tui.widgets.rows import Row, RowKind, rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

    from tracker.domain.board import Board
    from tracker.domain.plan import Commitment

HEAD_LINES = 2
NARROWEST, WIDEST = 7, 24
VALUE_FROM = 15
_ROLLUP = 6
_PROBLEMS = (Status.RED, Status.AMBER_RED, Status.NONE, Status.STALE)


class Grid(ScrollView, can_focus=True):
    """The cells of a board, with a cursor that is a force and a commitment."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1, 0)", "Up", show=False),
        Binding("down,j", "move(1, 0)", "Down", show=False),
        Binding("left,h", "move(0, -1)", "Left", show=False),
        Binding("right,l", "move(0, 1)", "Right", show=False),
        Binding("pageup", "page(-1)", "Page up", show=False),
        Binding("pagedown", "page(1)", "Page down", show=False),
        Binding("home", "move(-10000, 0)", "First", show=False),
        Binding("end", "move(10000, 0)", "Last", show=False),
        Binding("enter", "open", "Force"),
        Binding("n", "next_problem", "Problem"),
    ]
    DEFAULT_CSS = "Grid { height: 1fr; width: 1fr; scrollbar-size-horizontal: 0; }"

    row: reactive[int] = reactive(0)
    column: reactive[int] = reactive(0)

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self._rows: tuple[Row, ...] = ()
        self._stops: list[int] = []
        self._names = 0
        self._width = NARROWEST
        self._arrows: Mapping[tuple[str, str], str] = {}
        self._take(board)

    # --- what is shown ---------------------------------------------------------------------------------

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """The columns."""
        return self.board.plan.commitments

    def show(self, board: Board) -> None:
        """Show another board, the cursor where it was."""
        self._take(board)
        self.column = min(self.column, max(len(self.commitments) - 1, 0))
        self._lay_out()
        self.refresh()
        self._tell()

    def show_arrows(self, arrows: Mapping[tuple[str, str], str]) -> None:
        """Show which cells of the board moved; another board begins without."""
        self._arrows = arrows
        self.refresh()

    def _take(self, board: Board) -> None:
        self.board = board
        self._arrows = {}
        self._rows = rows_of(board)
        self._stops = [i for i, row in enumerate(self._rows) if row.kind is RowKind.FORCE]
        self._names = max((cell_len(row.name) for row in self._rows), default=10) + 2
        if self.row not in self._stops:
            self.row, self.column = self._first_cell()

    def _first_cell(self) -> tuple[int, int]:
        """Where the cursor begins: the first force to which the first commitment applies."""
        first = self.commitments[0].forces if self.commitments else ()
        return next((i for i in self._stops if self._rows[i].key in first), 0), 0

    def on_mount(self) -> None:
        """Lay out once the size is known."""
        self._lay_out()
        self.call_after_refresh(self._tell)

    def on_resize(self) -> None:
        """Columns take the room there is."""
        self._lay_out()
        self._reveal()

    def _lay_out(self) -> None:
        room = max(self.size.width - self._left - 1, NARROWEST)
        columns = max(len(self.commitments), 1)
        self._width = min(max(room // columns, NARROWEST), WIDEST)
        self.virtual_size = Size(self._left + self._width * columns, HEAD_LINES + len(self._rows))

    @property
    def _left(self) -> int:
        return self._names + _ROLLUP

    # --- the cursor ------------------------------------------------------------------------------------

    def cell_at_cursor(self) -> tuple[str, str] | None:
        """Force and commitment under the cursor; None where the board has no cell at all."""
        if not self._stops or not self.commitments:
            return None
        return self._rows[self.row].key, self.commitments[self.column].id

    def put_cursor(self, force: str, commitment: str) -> None:
        """Set the cursor on a cell."""
        row = next((i for i in self._stops if self._rows[i].key == force), self.row)
        column = next((i for i, c in enumerate(self.commitments) if c.id == commitment), self.column)
        self._go(row, column)

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by rows of forces and by columns."""
        if not self._stops or not self.commitments:
            return
        stop = self._stops.index(self.row) + down
        row = self._stops[min(max(stop, 0), len(self._stops) - 1)]
        self._go(row, min(max(self.column + right, 0), len(self.commitments) - 1))

    def action_page(self, way: int) -> None:
        """Move by as many forces as can be seen."""
        self.action_move(way * max(self.size.height - HEAD_LINES - 2, 1), 0)

    def action_open(self) -> None:
        """Open the force under the cursor."""
        here = self.cell_at_cursor()
        if here:
            self.post_message(ForceOpened(here[0]))

    def action_next_problem(self) -> None:
        """Go to the next cell that is red, amber-red, none or stale, down the columns, around the end."""
        places = [(r, c) for c in range(len(self.commitments)) for r in self._stops]
        if not places:
            return
        here = places.index((self.row, self.column))
        for row, column in (*places[here + 1 :], *places[: here + 1]):
            cell = self.board.cell(self._rows[row].key, self.commitments[column].id)
            if cell is not None and cell.assessment.status in _PROBLEMS:
                self._go(row, column)
                return

    def _go(self, row: int, column: int) -> None:
        if (row, column) == (self.row, self.column):
            return
        old = self.row
        self.row, self.column = row, column
        self._refresh_row(old)
        self._refresh_row(row)
        self._reveal()
        self._tell()

    def _refresh_row(self, row: int) -> None:
        y = row + HEAD_LINES - self.scroll_offset.y
        self.refresh(Region(0, y, self.size.width, 1))
        self.refresh(Region(0, 0, self.size.width, HEAD_LINES))

    def _reveal(self) -> None:
        """Scroll so far that the cursor, and its region's heading, can be seen."""
        x, y = self.scroll_offset
        room = max(self.size.height - HEAD_LINES, 1)
        above = self.row - 1 if self.row and self._rows[self.row - 1].kind is not RowKind.FORCE else self.row
        above = 0 if self._stops and self.row == self._stops[0] else above
        y = min(max(y, self.row - room + 1), above)
        start, width = self.column * self._width, self._width
        x = min(max(x, start + width - max(self.size.width - self._left, width)), start)
        self.scroll_to(x, y, animate=False, immediate=True)

    def _tell(self) -> None:
        here = self.cell_at_cursor()
        if here:
            self.post_message(CellChosen(*here))

    def on_click(self, event: events.Click) -> None:
        """A click sets the cursor; a second one opens the force."""
        y = event.y - HEAD_LINES + self.scroll_offset.y
        x = event.x - self._left + self.scroll_offset.x
        if event.y < HEAD_LINES or y not in self._stops:
            return
        column = min(x // self._width, len(self.commitments) - 1) if event.x >= self._left else self.column
        self._go(y, max(column, 0))
        if event.chain == 2:
            self.action_open()

    # --- drawing ---------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One line of the widget: a head, or a row of the board."""
        width = self.size.width
        if y < HEAD_LINES:
            return self._head(y).adjust_cell_length(width, PLAIN)
        index = y - HEAD_LINES + self.scroll_offset.y
        if index >= len(self._rows):
            return Strip.blank(width, PLAIN)
        row = self._rows[index]
        name = set_cell_size(row.name, self._names)
        style = REGION if row.kind is RowKind.REGION else HEAD if row.kind is RowKind.ALL else PLAIN
        left = [
            Segment(name, style),
            Segment(set_cell_size(f" {badge(row.rollup.status)}", _ROLLUP - 1), STYLES[row.rollup.status]),
            Segment(" ", PLAIN),
        ]
        return Strip([*left, *self._cells(row, index)]).adjust_cell_length(width, PLAIN)

    def _head(self, line: int) -> Strip:
        label = "" if line == 0 else set_cell_size(self._count(), self._names) + " All"
        segments = [Segment(set_cell_size(label, self._left), HEAD)]
        start, skip = divmod(self.scroll_offset.x, self._width)
        for i in range(start, min(start + self._visible + 1, len(self.commitments))):
            words = str(i + 1) if line == 0 else shortened(shown(self.commitments[i].title), self._width - 1)
            style = CURSOR if i == self.column else HEAD
            segments.append(Segment(set_cell_size(f" {words}", self._width), style))
        return self._scrolled(segments, skip)

    def _count(self) -> str:
        forces = sum(force.slug != NATIONAL for force in self.board.plan.forces)
        return plural(forces, "force")

    @property
    def _visible(self) -> int:
        return max(self.size.width - self._left, 0) // self._width + 1

    def _cells(self, row: Row, index: int) -> list[Segment]:
        if row.kind is RowKind.REGION:
            return [Segment(f" {row.rollup.reason}", PLAIN)]
        start, skip = divmod(self.scroll_offset.x, self._width)
        last = min(start + self._visible + 1, len(self.commitments))
        drawn = [
            self._cell(row, i, is_cursor=(index == self.row and i == self.column)) for i in range(start, last)
        ]
        line = Strip([part for parts in drawn for part in parts])
        return list(line.crop(skip, skip + max(self.size.width - self._left, 0)))

    def _cell(self, row: Row, column: int, *, is_cursor: bool) -> list[Segment]:
        commitment = self.commitments[column]
        if row.kind is RowKind.ALL:
            status = self.board.by_commitment[commitment.id].status
            return [self._painted(f" {badge(status)}", status), Segment(" ", PLAIN)]
        cell = self.board.cell(row.key, commitment.id)
        if cell is None:
            empty = f"[{' ' * (self._width - 3)}]" if is_cursor else " " * (self._width - 1)
            return [Segment(empty, CURSOR if is_cursor else PLAIN), Segment(" ", PLAIN)]
        words = cell_words(cell.assessment, commitment)
        if self._width >= VALUE_FROM:
            words = f"{words:<6}{value_words(cell.assessment, commitment):>{self._width - 10}}"
        status = cell.assessment.status
        arrow = self._arrows.get((row.key, commitment.id), "")
        if is_cursor:
            edged = f"[{shortened(arrow + words, self._width - 3)}"
            return [Segment(set_cell_size(edged, self._width - 2) + "]", CURSOR), Segment(" ", PLAIN)]
        return [self._painted(f"{arrow or ' '}{words}", status), Segment(" ", PLAIN)]

    def _painted(self, words: str, status: Status) -> Segment:
        return Segment(set_cell_size(shortened(words, self._width - 1), self._width - 1), STYLES[status])

    def _scrolled(self, segments: list[Segment], skip: int) -> Strip:
        """The heads after the fixed first column, moved as far as the cells are."""
        left, *heads = segments
        return Strip([left, *Strip(heads).crop(skip, skip + max(self.size.width - self._left, 0))])


def shortened(text: str, width: int) -> str:
    """A text that fits a width, with an ellipsis where something is left out."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + "…"
