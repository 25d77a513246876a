"""One commitment: its national trajectory, how the forces are spread, and their ranking."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import DataTable, Static

from tracker.domain.peers import peers_of
from tracker.domain.ranking import Ranked, ranked_by, ranking
from tracker.domain.words import day_words, one_line, plural, shown
from tracker.tui.badge import badge_text
from tracker.tui.chart import trajectory_chart
from tracker.tui.explain import national_facts
from tracker.tui.figure_words import ESTIMATE, LABEL, commitment_figure_lines, whole_figures
from tracker.tui.palette import STYLES
from tracker.tui.screens.commitment_words import (
    band_names,
    band_of,
    by_words,
    expected_bar,
    ranking_line,
)
from tracker.tui.screens.page import HELP, Page
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
    from tracker.domain.statistics.figures import Figure
    from tracker.tui.app import TrackerApp

#: So many lines have room for a higher chart and two figures, and for all of them.
_TALL, _ROOMY = 34, 46
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
        Binding("v", "figures", "Figures", tooltip="what the numbers can bear, and what each figure means"),
        Binding("full_stop", "cycle(1)", "Next", tooltip="the next commitment"),
        Binding("comma", "cycle(-1)", "Last", tooltip="the commitment before"),
        Binding("u", "update", "Update", tooltip="update the force's cell"),
        Binding("w", "working", "Working", tooltip="the whole working of the force's cell"),
        Binding("m", "map", "Map", tooltip="the commitment on the map"),
        HELP,
    ]
    DEFAULT_CSS = """
    CommitmentScreen #title { height: 4; padding: 0 1; background: $panel; }
    CommitmentScreen #pictures { height: 9; }
    CommitmentScreen.-tall #pictures { height: 17; }
    CommitmentScreen #chart { width: 3fr; height: 1fr; padding: 0 1; }
    CommitmentScreen #spread {
        width: 2fr; height: 1fr; min-width: 30; padding: 0 1; border-left: solid $primary;
    }
    CommitmentScreen #figures { height: auto; max-height: 2; padding: 0 1; }
    CommitmentScreen.-tall #figures { max-height: 12; border-top: solid $primary; }
    CommitmentScreen DataTable { height: 1fr; border-top: solid $primary; }
    """

    def __init__(
        self, commitment: str, at: str | None = None, scope: str = _ALL, like: str | None = None
    ) -> None:
        super().__init__()
        self.commitment = commitment
        self._at = at
        self._path: CommitmentView | None = None
        self._figures: tuple[Figure, ...] | None = None
        self._scope = scope
        self._like = like

    def compose(self) -> ComposeResult:
        """Title, chart and spread, ranking, keys."""
        yield Static(id="title")
        with Horizontal(id="pictures"):
            yield Static("Reading …", id="chart")
            yield Static(id="spread")
        yield Static(id="figures")
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
        self._figures = None
        self._draw()
        self.app.read_path(self, self.commitment)

    def show_path(self, path: CommitmentView) -> None:
        """Show the national figure through time."""
        self._path = path
        self._draw()

    def show_figures(self, commitment: str, figures: tuple[Figure, ...]) -> None:
        """Show what the numbers can bear."""
        if commitment == self.commitment:
            self._figures = figures
            self._draw()
            self.refresh_bindings()

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
        self._say_figures()
        chart = self.query_one("#chart", Static)
        if self._path is not None and self._path.commitment.id == self.commitment:
            room = chart.content_size
            chart.update(trajectory_chart(self._path, board.plan.councils, room.width, room.height))

    def _rows(self, board: Board, commitment: Commitment) -> list[Ranked]:
        """The forces of the scope in their order; of a milestone, the furthest first."""
        cells = [(f, cell.assessment) for f in self._forces() if (cell := board.cell(f.slug, commitment.id))]
        rows = ranking(commitment, cells)
        names = band_names(commitment)
        return (
            sorted(rows, key=lambda row: names.index(band_of(commitment, row)))
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

    def _say_figures(self) -> None:
        """As many figures as leave room for the ranking; the estimate, which a partial sum needs, always."""
        lines = commitment_figure_lines(self._figures or ())
        if not self.has_class("-tall"):
            lines = [(label, words) for label, words in lines if label == ESTIMATE]
        elif self.app.size.height < _ROOMY:
            lines = lines[:2]
        parts = [Text.assemble((label, LABEL), " ", shown(words)) for label, words in lines]
        said = self.query_one("#figures", Static)
        said.update(Text("\n").join(parts))
        said.display = bool(parts)

    def _spread(self, commitment: Commitment, rows: list[Ranked]) -> Text:
        """One sign a force, by how far it has come."""
        text = Text(f"{plural(len(rows), 'force')}: {self._scope_words()}", style="bold")
        by = ranked_by(commitment)
        if by is not None:
            text.append(f"\nranked by {by_words(commitment, by)}", style="not bold")
        bands: dict[str, list[Ranked]] = {name: [] for name in band_names(commitment)}
        for row in rows:
            bands[band_of(commitment, row)].append(row)
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
        texts = [ranking_line(commitment, row) for row in rows]
        widths = [max([len(head), *(line[i].cell_len for line in texts)]) for i, head in enumerate(heads)]
        bar = self.size.width - sum(widths) - 2 * len(heads) - 4
        most = max((abs(n) for row in rows for n in (row.value, row.expected) if n is not None), default=0)
        for head, width in zip(heads, widths, strict=True):
            table.add_column(head, width=width)
        has_bars = bar >= 8 and not commitment.is_milestone and most
        if has_bars:
            table.add_column("│ expected", width=bar)
        for row, line in zip(rows, texts, strict=True):
            bars = [expected_bar(row, most, bar)] if has_bars else []
            table.add_row(*line, *bars, key=row.force.slug)
        if chosen is not None and chosen in table.rows:
            table.move_cursor(row=table.get_row_index(chosen))

    # --- keys ------------------------------------------------------------------------------------------

    def _chosen(self) -> str | None:
        for table in self.query(DataTable):  # none, once the screen is left
            if table.row_count:
                return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value
        return None

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The figures once they are worked out."""
        if action == "figures":
            return self._figures is not None
        return super().check_action(action, parameters)

    def action_figures(self) -> None:
        """Every figure with what it means and what it does not."""
        from tracker.tui.screens.words import WordsScreen

        self.app.push_screen(WordsScreen(shown(self._promise.title), whole_figures(self._figures or ())))

    def action_map(self) -> None:
        """The commitment on the map."""
        self.app.open_map(self._chosen(), self.commitment)

    def again(self) -> Callable[[], CommitmentScreen]:
        """The same commitment and forces, the cursor where it is."""
        return partial(CommitmentScreen, self.commitment, self._chosen(), self._scope, self._like)

    def action_back(self) -> None:
        """Back to where one came from."""
        self.leave()
