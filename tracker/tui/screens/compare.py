"""What moved from one sighting of the board to another: cells by kind, the counts beside them, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Input, Static

from tracker.domain.movement_words import MEANINGS, counts_words, sentence, sighting_words
from tracker.domain.words import plural, shown
from tracker.tui.compared import Since, looks, looks_words, two_looks
from tracker.tui.moved import both_workings, has_cell
from tracker.tui.screens.page import HELP, Page
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.title import title_line
from tracker.tui.widgets.count_table import SIDE, By, CountTable
from tracker.tui.widgets.distinct import shortened
from tracker.tui.widgets.field import Field
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.move_table import MoveTable, matching

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events

    from tracker.domain.board import Board
    from tracker.domain.movement import Movement, Movements
    from tracker.domain.when import Look
    from tracker.tui.app import TrackerApp

WIDE = 120
_FILTER = "/ to filter by force, commitment, region, kind or cause"
_HINT = (
    "Two days, the earlier first, as in 2018-09-30@2019-02-01 2018-09-30@2020-02-01 or last-council today. "
    "A day is looked at with what is known now, a council as it was known then; @ says otherwise."
)
_NOTHING_BEFORE = {
    Since.COUNCIL: "No council of the plan was held before this day. Press p for the period before, or o to "
    "name two days.",
    Since.PERIOD: "This is the plan's first period. Press o to name two days.",
}


@dataclass(frozen=True)
class Compared:
    """How a comparison was left: between what, what of it was shown, and where the cursor was."""

    since: Since = Since.COUNCIL
    own: tuple[Look, Look] | None = None
    by: By | None = None
    words: str = ""
    at: str | None = None
    every: bool = False


class CompareScreen(ShowsBoard, Page):
    """Movement to the board's day: from the council before it, from the period before it, or by hand."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,c", "back", "Board", tooltip="back to the board"),
        Binding("p", "since", "Since", tooltip="since the period before, or the last council"),
        Binding("o", "own", "Own days", tooltip="between two days of your own"),
        Binding("r", "turn", "Counts", tooltip="counts: by commitment, region or force"),
        Binding("a", "every", "All", tooltip="cells that did not move as well"),
        Binding("slash", "filter", "Filter", key_display="/", tooltip="filter the lines"),
        Binding("y", "history", "History", tooltip="the history of the cell"),
        HELP,
    ]
    DEFAULT_CSS = """
    CompareScreen #title { height: 4; padding: 0 1; background: $boost; }
    CompareScreen #filter { padding: 0 1; }
    CompareScreen #tables { height: 1fr; }
    CompareScreen MoveTable { width: 1fr; height: 1fr; }
    CompareScreen CountTable { width: 54; height: 1fr; border-left: solid $primary; }
    CompareScreen.-narrow CountTable { width: 1fr; border-left: none; }
    CompareScreen #words { height: 5; padding: 0 1; border-top: solid $primary; }
    """

    def __init__(self, left: Compared | None = None) -> None:
        super().__init__()
        self._left = left = left or Compared()
        self._since, self._own, self._by, self._every = left.since, left.own, left.by, left.every
        self._found: Movements | None = None
        self._was_wide = False

    def compose(self) -> ComposeResult:
        """A title, the filter, the cells with the counts beside them, and the chosen line in words."""
        yield Static("Looking …", id="title")
        yield Field(
            self._left.words,
            placeholder="/ filter: force, commitment, region, kind or cause",
            compact=True,
            id="filter",
        )
        with Horizontal(id="tables"):
            yield MoveTable(self._left.at)
            yield CountTable()
        yield Static(id="words")
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for the movement."""
        self.query_one(MoveTable).focus()
        self._read()

    def on_resize(self, event: events.Resize) -> None:
        """The counts stand beside the cells where there is room for both."""
        narrow = event.size.width < WIDE
        if self._by is None and not narrow:
            self._by = By.COMMITMENT
        elif narrow and self._was_wide:
            self._by = None  # where there is room for one of them, the cells
        self._was_wide = not narrow
        self.set_class(narrow, "-narrow")
        self._draw()

    def show(self, board: Board) -> None:  # noqa: ARG002 - the application knows where it is looked from
        """Ask again: the board's day has changed."""
        self._read()

    # --- what is compared ------------------------------------------------------------------------------

    @work(group="compare", exclusive=True)
    async def _read(self) -> None:
        both = self._own or looks(self.app.board.plan, self.app.standpoint, self._since)
        self._found = await self.app.ask(self.app.workspace.compare, *both) if both else None
        if self.query(MoveTable):
            self._draw()
            if both is None:
                self._say(_NOTHING_BEFORE[self._since])

    def action_since(self) -> None:
        """From the council before, or from the period before."""
        turned = Since.PERIOD if self._since is Since.COUNCIL else Since.COUNCIL
        self._since = self._since if self._own else turned
        self._own = None
        self._read()

    def action_own(self) -> None:
        """Between two days of one's own."""
        from tracker.tui.screens.ask import AskScreen

        read = partial(two_looks, workspace=self.app.workspace)
        self.app.push_screen(AskScreen("Compare two days", _HINT, read, looks_words), self._named)

    def _named(self, both: tuple[Look, Look] | None) -> None:
        if both is not None:
            self._own = both
            self._read()

    # --- what is shown ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        width = self.size.width - 2
        found = self._found
        if found is None:
            self.query_one("#title", Static).update(title_line(self.app.board.plan, width))
        else:
            self.query_one("#title", Static).update(_title(found, width))
        kept = None if found is None else matching(found, self.query_one("#filter", Input).value)
        moves, counts = self.query_one(MoveTable), self.query_one(CountTable)
        counts.display = self._by is not None
        moves.display = self._by is None or not self.has_class("-narrow")
        room = self.size.width - (SIDE if counts.display and moves.display else 0)
        moves.show(kept, room, every=self._every)
        counts.show(kept, self._by)
        if found is not None and not moves.row_count:
            self._say(_none_words(found))
        if self.focused in (moves, counts) and not self.focused.display:
            (moves if moves.display else counts).focus()

    def on_input_changed(self) -> None:
        """Keep what matches."""
        self._draw()

    def on_input_submitted(self) -> None:
        """Enter goes to what was found."""
        moves = self.query_one(MoveTable)
        (moves if moves.display else self.query_one(CountTable)).focus()

    def on_move_table_kind_chosen(self, message: MoveTable.KindChosen) -> None:
        """Say what a kind means."""
        self._say(f"{message.kind.value.capitalize()}: {MEANINGS[message.kind]}.")

    def on_move_table_move_chosen(self, message: MoveTable.MoveChosen) -> None:
        """Say what happened to the cell under the cursor, and why."""
        if self._found is not None:
            self._say(sentence(message.move, self._found.forces[message.move.force].name))

    def on_move_table_move_opened(self, message: MoveTable.MoveOpened) -> None:
        """Show the working of both sides."""
        self._working(message.move)

    def on_count_table_group_chosen(self, message: CountTable.GroupChosen) -> None:
        """Say the counts of a group in words."""
        self._say(f"{message.name}: {counts_words(message.counts)}.")

    def on_count_table_group_opened(self, message: CountTable.GroupOpened) -> None:
        """Keep the cells of a group."""
        if self.has_class("-narrow"):
            self._by = None
        self.query_one("#filter", Input).value = f'"{message.key}"'
        self.query_one(MoveTable).focus()

    @work(group="working", exclusive=True)
    async def _working(self, move: Movement) -> None:
        found = self._found
        if found is None:
            return
        views = []
        for sighting in (found.a, found.b):
            asked = (move.force, move.commitment, sighting.as_of, sighting.known_at)
            views.append(
                await self.app.ask(self.app.workspace.cell, *asked) if has_cell(sighting, move) else None
            )
        from tracker.tui.screens.words import WordsScreen

        words = both_workings(found, move, (views[0], views[1]))
        await self.app.push_screen(WordsScreen("Working of both sides", words))

    def _say(self, words: str) -> None:
        self.query_one("#words", Static).update(Text(shown(words)))

    # --- keys ------------------------------------------------------------------------------------------

    def action_turn(self) -> None:
        """Counts by commitment, region, force; where they hide the cells, then the cells again."""
        turns: list[By | None] = [*By]
        if self.has_class("-narrow"):
            turns.append(None)
        self._by = turns[(turns.index(self._by) + 1) % len(turns)] if self._by in turns else By.COMMITMENT
        self._draw()

    def action_every(self) -> None:
        """The cells without change too, or not."""
        self._every = not self._every
        self._draw()

    def action_filter(self) -> None:
        """Type what to keep."""
        self.query_one("#filter", Input).focus()

    def action_history(self) -> None:
        """The history of the cell under the cursor."""
        move = self.query_one(MoveTable).move
        if move is not None:
            self.app.open_history(move.force, move.commitment)

    def again(self) -> Callable[[], CompareScreen]:
        """The same comparison and lines, the cursor where it is."""
        words, at = self.query_one("#filter", Input).value, self.query_one(MoveTable).place
        return partial(
            CompareScreen, Compared(self._since, self._own, self._by, words, at, every=self._every)
        )

    def action_back(self) -> None:
        """From the filter to the cells, from the cells to the board."""
        line = self.query_one("#filter", Input)
        if line.has_focus or line.value:
            line.value = ""
            self.on_input_submitted()
        else:
            self.leave()


def _title(found: Movements, width: int) -> Text:
    text = title_line(found.b.plan, width)
    for name, sighting in (("From", found.a), ("To  ", found.b)):
        text.append(
            f"\n{name} {shortened(sighting_words(sighting).removeprefix('as of '), width - 5)}",
            style="not bold",
        )
    counts = f"{plural(len(found.moves), 'cell')}: {counts_words(found.counts)}"
    return text.append(f"\n{shortened(counts, width)}", style="not bold")


def _none_words(found: Movements) -> str:
    """Why there is no line."""
    if not found.moves:
        return "The plan has no cells."
    if not found.changed:
        return "Nothing moved. Press a to list the cells without change."
    return "No cell that moved matches the filter. Esc clears it; a lists the cells without change too."
