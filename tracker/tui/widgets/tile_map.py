"""The map's widget: a tile a force, and a cursor that walks them as they lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.domain.words import one_line
from tracker.tui.badge import badge, cell_words, value_words
from tracker.tui.palette import CURSOR, STYLES
from tracker.tui.tiles import extent, next_in, placed
from tracker.tui.widgets.distinct import shortened
from tracker.tui.widgets.sheet import edged

if TYPE_CHECKING:
    from rich.style import Style
    from textual import events

    from tracker.domain.board import Board
    from tracker.domain.plan import Commitment

#: Lines and columns of a tile, with one column between; the largest that fits is taken.
SIZES = ((4, 16), (3, 12), (2, 6), (1, 6))


class TileMap(ScrollView, can_focus=True):
    """The forces of a board on a map, by one commitment or (None) by all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "walk(-1, 0)", "North", show=False, tooltip="the next force to the north"),
        Binding("down,j", "walk(1, 0)", "South", show=False, tooltip="the next force to the south"),
        Binding("left,h", "walk(0, -1)", "West", show=False, tooltip="the next force to the west"),
        Binding("right,l", "walk(0, 1)", "East", show=False, tooltip="the next force to the east"),
    ]
    DEFAULT_CSS = "TileMap { width: auto; height: 1fr; scrollbar-size: 0 0; }"

    @dataclass
    class Moved(Message):
        """The cursor stands on another force."""

        force: str

    def __init__(self, board: Board, force: str | None, commitment: Commitment | None) -> None:
        super().__init__()
        self.board, self.commitment = board, commitment
        self.spots, self.left_over = placed(board.plan.forces)
        self.force = force if force in self.spots else next(iter(self.spots), None)
        self._tile = SIZES[-1]
        self.wide = 0

    def show(self, board: Board, commitment: Commitment | None) -> None:
        """Show another board or another commitment, the cursor where it was."""
        self.board, self.commitment = board, commitment
        self.spots, self.left_over = placed(board.plan.forces)
        if self.force not in self.spots:
            self.force = next(iter(self.spots), None)
        self.refresh()

    def fit(self, width: int, height: int) -> None:
        """Take the largest tiles for which there is room."""
        rows, columns = extent(self.spots)
        fitting = (tile for tile in SIZES if rows * tile[0] <= height and columns * tile[1] <= width)
        self._tile = next(fitting, SIZES[-1])
        self.virtual_size = Size(columns * self._tile[1], rows * self._tile[0])
        self.wide = columns * self._tile[1] + 1
        self.styles.width = self.wide
        self._reveal()
        self.refresh()

    def action_walk(self, down: int, right: int) -> None:
        """Go to the next force in a direction."""
        if self.force is not None:
            self.put_cursor(next_in(self.spots, self.force, down, right))

    def put_cursor(self, force: str) -> None:
        """Set the cursor on a force."""
        if force in self.spots and force != self.force:
            self.force = force
            self.refresh()
            self._reveal()
            self.post_message(self.Moved(force))

    def _reveal(self) -> None:
        if self.force is not None:
            top = self.spots[self.force][0] * self._tile[0]
            y = min(max(self.scroll_offset.y, top + self._tile[0] - self.size.height), top)
            self.scroll_to(0, y, animate=False, immediate=True)

    def on_click(self, event: events.Click) -> None:
        """A click sets the cursor; a second one opens the force."""
        height, width = self._tile
        spot = ((event.y + self.scroll_offset.y) // height, event.x // width)
        for force, there in self.spots.items():
            if there == spot:
                self.put_cursor(force)
                if event.chain == 2:
                    self.app.simulate_key("enter")

    def render_line(self, y: int) -> Strip:
        """One line of the tiles."""
        base = self.rich_style
        row, line = divmod(y + self.scroll_offset.y, self._tile[0])
        across = {column: slug for slug, (there, column) in self.spots.items() if there == row}
        width = self._tile[1]
        segments = []
        for column in range(max(across, default=-1) + 1):
            slug = across.get(column)
            if slug is None:
                segments.append(Segment(" " * width, base))
                continue
            words, style = self._words(slug)[line], self._style(slug)
            if slug == self.force:
                words, style = edged(words.removeprefix(" "), width - 1), CURSOR
            segments.append(Segment(set_cell_size(words, width - 1), base + style))
            segments.append(Segment(" ", base))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _style(self, slug: str) -> Style:
        if self.commitment is None:
            return STYLES[self.board.by_force[slug].status]
        cell = self.board.cell(slug, self.commitment.id)
        return STYLES[cell.assessment.status] if cell else self.rich_style

    def _words(self, slug: str) -> tuple[str, ...]:
        """The lines of a tile, as many as it has."""
        height, width = self._tile
        force = self.board.forces[slug]
        status, value = self._status(slug)
        if height == 1:
            return (f"{force.abbreviation[:3]} {status.strip()[-2:].strip()}",)
        name = one_line(force.name)
        long = f" {shortened(name, width - 2)}" if width > 8 else f" {force.abbreviation[: width - 2]}"
        fits = bool(value) and cell_len(value) <= width - 3
        lines = (long, f" {status}", f" {value}" if fits else "")
        return (*lines, f" {force.abbreviation}")[:height]

    def _status(self, slug: str) -> tuple[str, str]:
        """Sign and letter, and the value where there is one."""
        if self.commitment is None:
            rollup = self.board.by_force[slug]
            return badge(rollup.status), f"{sum(rollup.counts.values())} cells"
        cell = self.board.cell(slug, self.commitment.id)
        if cell is None:
            return "", ""
        return cell_words(cell.assessment, self.commitment), value_words(cell.assessment, self.commitment)
