"""The map: the forces as tiles where they lie, coloured and lettered by one commitment or by all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from tracker.domain.words import day_words, one_line
from tracker.tui.badge import counts_words
from tracker.tui.screens.board_words import legend
from tracker.tui.screens.page import HELP, Page
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.widgets.cell_panel import CellPanel
from tracker.tui.widgets.distinct import shortened
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.narrowing import jump
from tracker.tui.widgets.prompt import Asked, Prompt, ask
from tracker.tui.widgets.tile_map import TileMap

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from tracker.domain.board import Board
    from tracker.domain.plan import Commitment
    from tracker.tui.app import TrackerApp

#: What is left for the words beside the map.
_PANEL = 30


class MapScreen(ShowsBoard, Page):
    """England and Wales in tiles."""

    app: TrackerApp
    AUTO_FOCUS = "TileMap"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,m", "back", "Board", tooltip="back to the board"),
        Binding("enter", "force", "Force", tooltip="all commitments of the force"),
        Binding("full_stop,tab", "cycle(1)", "Next", key_display=".", tooltip="the next commitment"),
        Binding("comma,shift+tab", "cycle(-1)", "Last", key_display=",", tooltip="the commitment before"),
        Binding("o", "commitment", "One", tooltip="the commitment: trajectory and ranking"),
        Binding("u", "update", "Update", tooltip="update the force's cell"),
        Binding("w", "working", "Working", tooltip="the whole working of the force's cell"),
        Binding("f,apostrophe", "jump", "Jump", tooltip="jump to a force by its first letters"),
        HELP,
    ]
    DEFAULT_CSS = """
    MapScreen #sides { height: 1fr; }
    MapScreen #beside { width: 1fr; min-width: 20; padding: 0 0 0 1; }
    MapScreen #about { height: auto; max-height: 10; }
    MapScreen CellPanel { height: 1fr; }
    MapScreen #legend { height: 1; padding: 0 1; }
    """

    def __init__(self, force: str | None = None, commitment: str | None = None) -> None:
        super().__init__()
        self._start = force
        self._chosen: str | None = commitment
        self._came_from: str | None = None

    def compose(self) -> ComposeResult:
        """The map, and beside it what is shown and the force under the cursor."""
        with Horizontal(id="sides"):
            yield TileMap(self.app.board, self._start, self._commitment())
            with Vertical(id="beside"):
                yield Static(id="about")
                yield CellPanel()
        yield Static(id="legend")
        yield KeyBar()

    def _commitment(self) -> Commitment | None:
        return next((c for c in self.app.board.plan.commitments if c.id == self._chosen), None)

    def on_mount(self) -> None:
        """Say what is shown."""
        self.show(self.app.board)

    def on_resize(self, event: events.Resize) -> None:
        """The tiles are as large as fits; the line of signs gives way to the map."""
        height = event.size.height - 1
        tall = height >= 24
        self.query_one("#legend").display = tall
        self.query_one(TileMap).fit(event.size.width - _PANEL, height - tall)
        self._about()

    def show(self, board: Board) -> None:
        """Show another board, the cursor where it was."""
        self.query_one("#legend", Static).update(legend(board))
        self.query_one(TileMap).show(board, self._commitment())
        self._about()
        self._explain()
        self.refresh_bindings()

    def _about(self) -> None:
        """Plan, day, and what the tiles show with its counts."""
        board, commitment = self.app.board, self._commitment()
        width = max(self.size.width - self.query_one(TileMap).wide - 2, 20)
        text = Text(shortened(one_line(board.plan.title), width), style="bold")
        text.append(f"\n[{one_line(board.plan.marking)}]", style="not bold")
        if board.plan.illustrative:
            text.append(" ").append(" ILLUSTRATIVE DATA ", style="bold reverse")
        text.append(f"\nas of {day_words(board.as_of)}\n", style="not bold")
        if commitment is None:
            text.append("All commitments", style="bold")
            rollup = board.overall
        else:
            number = [c.id for c in board.plan.commitments].index(commitment.id) + 1
            text.append(f"{number} {one_line(commitment.title)}", style="bold")
            rollup = board.by_commitment[commitment.id]
        text.append(f"\n{counts_words(rollup.counts, four_point=board.plan.four_point)}", style="not bold")
        left_over = self.query_one(TileMap).left_over
        if left_over:
            names = ", ".join(one_line(board.forces[slug].name) for slug in left_over)
            text.append(f"\nNot on the map: {names}", style="not bold")
        self.query_one("#about", Static).update(text)

    def _explain(self) -> None:
        """Say why the tile under the cursor is what it is."""
        panel, force = self.query_one(CellPanel), self.query_one(TileMap).force
        if force is None:
            panel.show("This plan has no forces.")
        elif self._chosen is None:
            self.app.explain_force(panel, force)
        else:
            self.app.explain(panel, force, self._chosen)

    def on_tile_map_moved(self) -> None:
        """Explain the tile under the cursor."""
        self._explain()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with what is shown."""
        if not super().check_action(action, parameters):
            return False
        if action in ("update", "working", "commitment"):
            return self._chosen is not None
        return True

    def action_cycle(self, way: int) -> None:
        """The next commitment; after the last, all of them together."""
        choices = [None, *(c.id for c in self.app.board.plan.commitments)]
        at = choices.index(self._chosen) if self._chosen in choices else 0
        self._chosen = choices[(at + way) % len(choices)]
        self.show(self.app.board)

    def action_force(self) -> None:
        """All commitments of the force under the cursor."""
        force = self.query_one(TileMap).force
        if force is not None:
            self.app.open_force(force, self._chosen)

    def action_commitment(self) -> None:
        """The commitment shown, of all forces."""
        if self._chosen is not None:
            self.app.open_commitment(self._chosen)

    def action_update(self) -> None:
        """Update the cell of the tile."""
        force = self.query_one(TileMap).force
        if force is not None and self._chosen is not None:
            self.app.open_update(force, self._chosen)

    def action_working(self) -> None:
        """The working of the cell of the tile."""
        force = self.query_one(TileMap).force
        if force is not None and self._chosen is not None:
            self.app.open_working(force, self._chosen)

    async def action_jump(self) -> None:
        """Ask where to go."""
        self._came_from = self.query_one(TileMap).force
        await ask(self, Asked.JUMP)

    def on_prompt_typed(self, message: Prompt.Typed) -> None:
        """Go with every letter."""
        force = jump(self.app.board, message.words)
        if force is not None:
            self.query_one(TileMap).put_cursor(force)

    def on_prompt_left(self, message: Prompt.Left) -> None:
        """Back to the map."""
        tiles = self.query_one(TileMap)
        if not message.is_kept and self._came_from is not None:
            tiles.put_cursor(self._came_from)
        tiles.focus()

    def again(self) -> Callable[[], MapScreen]:
        """The same map, the cursor where it is."""
        return partial(MapScreen, self.query_one(TileMap).force, self._chosen)

    def action_back(self) -> None:
        """Back to the board."""
        self.leave()
