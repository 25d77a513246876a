"""One commitment: its national trajectory, how the forces are spread, and their ranking."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import DataTable, Static

from tracker.domain.peers import peers_of
from tracker.domain.ranking import Ranked, RankedBy, ranked_by, ranking
from tracker.domain.update import State
from tracker.domain.words import day_words, number, one_line, percent, plural, quantity, shown
from tracker.tui.badge import badge_text, cell_words
from tracker.tui.chart import trajectory_chart
from tracker.tui.explain import LABEL, national_facts
from tracker.tui.palette import STYLES
from tracker.tui.screens.page import Page
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.title import marked
from tracker.tui.widgets.distinct import shortened
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.board import Board
    from tracker.domain.commitment_view import CommitmentView
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment
    from tracker.tui.app import TrackerApp

#: Performance up to, and how the band is called.
_BANDS = (
    (0.0, "backwards"),
    (0.25, "0–25%"),
    (0.5, "25–50%"),
    (0.75, "50–75%"),
    (1.0, "75–100%"),
    (float("inf"), "100% and over"),
)
_TALL = 34
_ALL = "all forces"


class RankingTable(RowTable):
    """The forces in their order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", "Force", tooltip="all commitments of the force"),
    ]


class CommitmentScreen(ShowsBoard, Page):
    """A commitment of all forces, of a region's, or of those of similar size."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,o", "back", "Back", tooltip="back to where one came from"),
        Binding("r", "region", "Region", tooltip="the next region alone; after the last, all forces"),
        Binding("z", "similar", "Similar size", tooltip="the forces of similar size alone, or all again"),
        Binding("full_stop", "cycle(1)", "Next", tooltip="the next commitment"),
        Binding("comma", "cycle(-1)", "Last", tooltip="the commitment before"),
        Binding("u", "update", "Update", tooltip="update the force's cell"),
        Binding("w", "working", "Working", tooltip="the whole working of the force's cell"),
        Binding("m", "map", "Map", tooltip="the commitment on the map"),
        Binding("question_mark", "app.help", "Help", tooltip="these keys, and what the signs mean"),
    ]
    DEFAULT_CSS = """
    CommitmentScreen #title { height: 4; padding: 0 1; background: $panel; }
    CommitmentScreen #pictures { height: 9; }
    CommitmentScreen.-tall #pictures { height: 17; }
    CommitmentScreen #chart { width: 3fr; height: 1fr; padding: 0 1; }
    CommitmentScreen #spread {
        width: 2fr; height: 1fr; min-width: 30; padding: 0 1; border-left: solid $primary;
    }
    CommitmentScreen DataTable { height: 1fr; border-top: solid $primary; }
    """

    def __init__(
        self, commitment: str, at: str | None = None, scope: str = _ALL, like: str | None = None
    ) -> None:
        super().__init__()
        self.commitment = commitment
        self._at = at
        self._path: CommitmentView | None = None
        self._scope = scope
        self._like = like

    def compose(self) -> ComposeResult:
        """Title, chart and spread, ranking, keys."""
        yield Static(id="title")
        with Horizontal(id="pictures"):
            yield Static("Reading …", id="chart")
            yield Static(id="spread")
        yield RankingTable()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what the board knows, and ask for the past."""
        self.query_one(DataTable).focus()
        self.show(self.app.board)

    def on_resize(self) -> None:
        """Draw for the room there is."""
        self.set_class(self.app.size.height >= _TALL, "-tall")
        self.call_after_refresh(self._draw)

    def show(self, board: Board) -> None:
        """Show another board's commitment; one that has it no longer is left."""
        if self.commitment not in {c.id for c in board.plan.commitments}:
            self.app.notify("The plan had no such commitment then.", markup=False)
            return
        self._draw()
        self.app.read_path(self, self.commitment)

    def show_path(self, path: CommitmentView) -> None:
        """Show the national figure through time."""
        self._path = path
        self._draw()

    # --- drawing ---------------------------------------------------------------------------------------

    @property
    def _promise(self) -> Commitment:
        return self.app.board.plan.commitment(self.commitment)

    def _forces(self) -> list[Force]:
        """The forces of the scope chosen."""
        forces = list(self.app.board.plan.forces)
        if self._like is not None and self._like in self.app.board.forces:
            like = self.app.board.forces[self._like]
            return [like, *peers_of(like, forces)]
        if self._scope != _ALL:
            return [force for force in forces if force.region == self._scope]
        return forces

    def _scope_words(self) -> str:
        if self._like is not None:
            return f"the size of {one_line(self.app.board.forces[self._like].name)}, by officers"
        return one_line(self._scope)

    def _draw(self) -> None:
        board = self.app.board
        if self.commitment not in board.by_commitment or not self.query(RankingTable):
            return  # asked for before the screen was left
        commitment = self._promise
        rows = self._rows(board, commitment)
        self.query_one("#title", Static).update(self._title(board, commitment))
        self.query_one("#spread", Static).update(self._spread(commitment, rows))
        self._fill(commitment, rows)
        chart = self.query_one("#chart", Static)
        if self._path is not None and self._path.commitment.id == self.commitment:
            room = chart.content_size
            chart.update(trajectory_chart(self._path, board.plan.councils, room.width, room.height))

    def _rows(self, board: Board, commitment: Commitment) -> list[Ranked]:
        """The forces of the scope in their order; of a milestone, the furthest first."""
        cells = [(f, cell.assessment) for f in self._forces() if (cell := board.cell(f.slug, commitment.id))]
        rows = ranking(commitment, cells)
        names = _band_names(commitment)
        return (
            sorted(rows, key=lambda row: names.index(_band(commitment, row)))
            if commitment.is_milestone
            else rows
        )

    def _title(self, board: Board, commitment: Commitment) -> Text:
        width = self.size.width - 2
        place = [c.id for c in board.plan.commitments].index(commitment.id) + 1
        text = marked(f"{place} {commitment.title}", board.plan, width)
        text.append("\n")
        rollup = board.by_commitment[commitment.id]
        text.append_text(badge_text(rollup.status, four_point=commitment.thresholds.four_point))
        line = f" as of {day_words(board.as_of)} · {rollup.reason}"
        text.append(shortened(line, width - 14), style="not bold")
        for label, words in national_facts(commitment, board.national[commitment.id]):
            line = shortened(shown(words), width - len(label) - 1)
            text.append(f"\n{label} ", style=LABEL).append(line, style="not bold")
        return text

    def _spread(self, commitment: Commitment, rows: list[Ranked]) -> Text:
        """One sign a force, by how far it has come."""
        text = Text(f"{plural(len(rows), 'force')}: {self._scope_words()}", style="bold")
        by = ranked_by(commitment)
        if by is not None:
            text.append(f"\nranked by {_by_words(commitment, by)}", style="not bold")
        bands: dict[str, list[Ranked]] = {name: [] for name in _band_names(commitment)}
        for row in rows:
            bands[_band(commitment, row)].append(row)
        wide = max(map(len, bands))
        room = max(self.query_one("#spread", Static).content_size.width - wide - 5, 5)
        for name, found in bands.items():
            text.append(f"\n{name:>{wide}} {len(found):>3} ", style="not bold")
            for row in found[-room:]:
                status = row.assessment.status
                text.append(status.sign.strip() or status.letter(), style=STYLES[status])
        return text

    def _fill(self, commitment: Commitment, rows: list[Ranked]) -> None:
        table = self.query_one(DataTable)
        chosen = self._chosen() or self._at
        table.clear(columns=True)
        heads = ["", "Force", "Status", "Value", "Expected", "Progress"]
        texts = [_line(commitment, row) for row in rows]
        widths = [max([len(head), *(line[i].cell_len for line in texts)]) for i, head in enumerate(heads)]
        bar = self.size.width - sum(widths) - 2 * len(heads) - 4
        most = max((abs(n) for row in rows for n in (row.value, row.expected) if n is not None), default=0)
        for head, width in zip(heads, widths, strict=True):
            table.add_column(head, width=width)
        has_bars = bar >= 8 and not commitment.is_milestone and most
        if has_bars:
            table.add_column("│ expected", width=bar)
        for row, line in zip(rows, texts, strict=True):
            bars = [_bar(row, most, bar)] if has_bars else []
            table.add_row(*line, *bars, key=row.force.slug)
        if chosen is not None and chosen in table.rows:
            table.move_cursor(row=table.get_row_index(chosen))

    # --- keys ------------------------------------------------------------------------------------------

    def _chosen(self) -> str | None:
        table = self.query_one(DataTable)
        if not table.row_count:
            return None
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value

    def on_data_table_row_selected(self) -> None:
        """Enter opens the force."""
        force = self._chosen()
        if force is not None:
            self.app.open_force(force, self.commitment)

    def action_region(self) -> None:
        """The next region alone; after the last, all."""
        forces = self.app.board.forces
        scopes = [_ALL, *dict.fromkeys(forces[slug].region for slug in self._promise.forces)]
        at = scopes.index(self._scope) if self._scope in scopes and self._like is None else 0
        self._scope, self._like = scopes[(at + 1) % len(scopes)], None
        self._draw()

    def action_similar(self) -> None:
        """The forces of the size of the one under the cursor, or all again."""
        self._like = self._chosen() if self._like is None else None
        self._scope = _ALL
        self._draw()

    def action_cycle(self, way: int) -> None:
        """Another commitment."""
        ids = [c.id for c in self.app.board.plan.commitments]
        self.commitment = ids[(ids.index(self.commitment) + way) % len(ids)]
        self.query_one("#chart", Static).update("Reading …")
        self.show(self.app.board)

    def action_update(self) -> None:
        """Update the cell under the cursor."""
        force = self._chosen()
        if force:
            self.app.open_update(force, self.commitment)

    def action_working(self) -> None:
        """The working of the cell under the cursor."""
        force = self._chosen()
        if force:
            self.app.open_working(force, self.commitment)

    def action_map(self) -> None:
        """The commitment on the map."""
        self.app.open_map(self._chosen(), self.commitment)

    def again(self) -> Callable[[], CommitmentScreen]:
        """The same commitment and forces, the cursor where it is."""
        return partial(CommitmentScreen, self.commitment, self._chosen(), self._scope, self._like)

    def action_back(self) -> None:
        """Back to where one came from."""
        self.leave()


def _band_names(commitment: Commitment) -> list[str]:
    if commitment.is_milestone:
        return [*reversed([state.value for state in State]), "no word"]
    return [*reversed([name for _, name in _BANDS]), "not judged"]


def _band(commitment: Commitment, row: Ranked) -> str:
    if commitment.is_milestone:
        update = row.assessment.update
        return update.draft.state.value if update and update.draft.state else "no word"
    performance = row.assessment.performance
    if performance is None or row.rank is None:
        return "not judged"
    if performance < 0:
        return _BANDS[0][1]
    return next((name for most, name in _BANDS[1:-1] if performance < most), _BANDS[-1][1])


def _by_words(commitment: Commitment, by: RankedBy) -> str:
    per = commitment.measure.per
    if by is RankedBy.PER_SIZE and per is not None:
        return f"value per {number(per.amount)} {per.of.value}"
    return by.value


def _line(commitment: Commitment, row: Ranked) -> list[Text]:
    """Place, force and status; value and expected, for its size where forces are ranked so; progress."""
    a, kind = row.assessment, commitment.measure.kind
    value, expected = a.value, a.expected
    if ranked_by(commitment) is RankedBy.PER_SIZE:
        value, expected = row.value, row.expected
    state = a.update.draft.state.value if a.update and a.update.draft.state else ""
    return [
        Text("" if row.rank is None else f"{row.rank}.", justify="right"),
        Text(one_line(row.force.name)),
        Text(f" {cell_words(a, commitment)} ", style=STYLES[a.status]),
        Text(state if value is None else quantity(value, kind), justify="right"),
        Text("" if expected is None else quantity(expected, kind), justify="right"),
        Text("" if a.performance is None else percent(a.performance), justify="right"),
    ]


def _bar(row: Ranked, most: float, width: int) -> Text:
    """The value as a bar as long as it is of the most, and a line where it was expected to be."""
    if not most:
        return Text()
    length = 0 if row.value is None else min(round(abs(row.value) / most * (width - 1)), width)
    bar = list("█" * length + " " * (width - length))
    if row.expected is not None:
        bar[min(round(abs(row.expected) / most * (width - 1)), width - 1)] = "│"
    return Text("".join(bar), style=Style(color=STYLES[row.assessment.status].bgcolor))
