"""The returns that are missing: forces or regions, one a line, and the chosen one explained below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Static

from tracker.domain.due_words import (
    answer_words,
    last_words,
    late_words,
    missing_words,
    rate_words,
    share_words,
    standing_words,
    totals,
)
from tracker.domain.lateness import Lateness
from tracker.domain.status import Status
from tracker.domain.words import day_words, shown
from tracker.tui.palette import PLAIN, STYLES
from tracker.tui.screens.page import HELP, Page
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.widgets.distinct import shortened
from tracker.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.domain.board import Board
    from tracker.domain.due import DueGroup, DueList
    from tracker.tui.app import TrackerApp

_FORCE_HEADS = ("Force", "Stands", "Days", "Last as at", "Reported", "On time")
_REGION_HEADS = ("Region", "Missing", "Silent", "Never", "Reported", "On time")

#: The word always stands beside the colour.
_STANDING_STYLES: dict[Lateness | None, Style] = {
    Lateness.SILENT: STYLES[Status.STALE],
    Lateness.LATE: STYLES[Status.AMBER],
}


class DueScreen(ShowsBoard, Page):
    """Which returns are missing, by force or by region, on the board's day."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,d", "back", "Board", tooltip="back to the board"),
        Binding("u", "update", "Update", tooltip="update what is due of the force, one after the other"),
        Binding("r", "turn", "Regions or forces", tooltip="by region, or by force again"),
        Binding("left_square_bracket", "app.step('period', -1)", "Back", tooltip="the period before"),
        Binding("right_square_bracket", "app.step('period', 1)", "On", tooltip="the period after"),
        Binding("t", "app.step('today', 0)", "Today", tooltip="today"),
        HELP,
    ]
    DEFAULT_CSS = """
    DueScreen #title { height: 3; padding: 0 1; background: $boost; }
    DueScreen DataTable { height: 1fr; }
    DueScreen #missing { height: 6; padding: 0 1; border-top: solid $primary; }
    """

    def __init__(self, at: str | None = None, *, by_region: bool = False) -> None:
        super().__init__()
        self._due: DueList | None = None
        self._at = at
        self._by_region = by_region

    def compose(self) -> ComposeResult:
        """A title, the table, and what is missing of the line under the cursor."""
        yield Static("Looking …", id="title")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield Static(id="missing")
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask for the list."""
        self.query_one(DataTable).focus()
        self.app.read_due(self)

    def on_resize(self) -> None:
        """The sentence is as long as the line."""
        self._head()

    def show(self, board: Board) -> None:  # noqa: ARG002 - the application knows the day
        """Ask for the list as of the new board's day."""
        self.app.read_due(self)

    def show_due(self, due: DueList) -> None:
        """Show a list, the cursor on the line where it was."""
        self._due = due
        self.refresh_bindings()
        self._head()
        self._fill(self._chosen() or self._at)

    def _head(self) -> None:
        due = self._due
        if due is None:
            return
        known = "" if due.known_at is None else f"  known {day_words(due.known_at.date())}"
        end = f"  [{shown(due.plan.marking)}]{known}"
        badge = " ILLUSTRATIVE DATA " if due.plan.illustrative else ""
        room = self.size.width - 2 - len(end) - len(badge) - 2
        title = Text(shortened(shown(due.plan.title), max(room, 10)), style="bold")
        title.append(end, style="not bold")
        if badge:
            title.append("  ").append(badge, style="bold reverse")
        title.append("\n")
        title.append(totals(due), style="not bold")
        self.query_one("#title", Static).update(title)

    def _fill(self, key: str | None) -> None:
        due, table = self._due, self.query_one(DataTable)
        if due is None:
            return
        table.clear(columns=True)
        groups = due.by_region if self._by_region else due.by_force
        rows = {
            name: _region_row(group) if self._by_region else _force_row(due, group)
            for name, group in groups.items()
            if group.cells
        }
        # Given widths: the table would otherwise measure its cells only after it has been drawn once.
        for i, name in enumerate(_REGION_HEADS if self._by_region else _FORCE_HEADS):
            width = max([cell_len(name), *(row[i].cell_len for row in rows.values())])
            table.add_column(name, key=name, width=width)
        for name, row in rows.items():
            table.add_row(*row, key=name)
        if key is not None and key in table.rows:
            table.move_cursor(row=table.get_row_index(key))
        if not table.row_count:
            self.query_one("#missing", Static).update("No return is expected.")

    def _chosen(self) -> str | None:
        for table in self.query(DataTable):  # none, once the screen is left
            if table.row_count:
                return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value
        return None

    def on_data_table_row_highlighted(self) -> None:
        """Say what is missing of the line under the cursor."""
        due, key = self._due, self._chosen()
        if due is None or key is None:
            return
        group = (due.by_region if self._by_region else due.by_force).get(key)
        if group is not None:
            words = _region_words(due, key, group) if self._by_region else _force_words(due, group)
            self.query_one("#missing", Static).update(words)

    def on_data_table_row_selected(self) -> None:
        """Enter opens the force; a region turns to its forces."""
        key = self._chosen()
        if key is None or self._due is None:
            return
        if not self._by_region:
            self.app.open_force(key, None)
            return
        self._by_region = False
        forces = self._due.forces
        self._fill(next((slug for slug in self._due.by_force if forces[slug].region == key), None))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done with the line under the cursor."""
        if not super().check_action(action, parameters):
            return False
        if action == "update":
            return self._due is not None and not self._by_region
        return True

    def action_update(self) -> None:
        """Update what is due of the force, one commitment after the other."""
        force = self._chosen()
        if force is not None and not self._by_region:
            self.app.open_sitting(force)

    def action_turn(self) -> None:
        """From forces to regions and back."""
        self._by_region = not self._by_region
        self.refresh_bindings()
        self._fill(None)

    def again(self) -> Callable[[], DueScreen]:
        """The same list, the cursor where it is."""
        return partial(DueScreen, self._chosen(), by_region=self._by_region)

    def action_back(self) -> None:
        """Back to the board."""
        self.leave()


def _force_row(due: DueList, group: DueGroup) -> list[Text]:
    style = _STANDING_STYLES.get(group.standing, PLAIN)
    return [
        Text(shown(due.forces[group.key].name)),
        Text(f" {standing_words(group)} ", style=style),
        Text(f"{group.days_late:,}" if group.missing else "", justify="right"),
        Text(last_words(group), style="bold" if group.never else ""),
        Text(rate_words(group.rate)),
        Text(share_words(group.rate.on_time_rate), justify="right"),
    ]


def _region_row(group: DueGroup) -> list[Text]:
    counts = group.counts
    return [
        Text(shown(group.key)),
        Text(f"{counts.missing} of {counts.expected}" if counts.expected else standing_words(group)),
        Text(str(counts.silent), justify="right"),
        Text(str(counts.never), justify="right"),
        Text(rate_words(group.rate)),
        Text(share_words(group.rate.on_time_rate), justify="right"),
    ]


def _force_words(due: DueList, group: DueGroup) -> Text:
    """What is missing of one force, when it last reported, and what comes next."""
    text = Text(shown(due.forces[group.key].name), style="bold")
    text.append(f"  {_last_sentence(group)}\n", style="not bold")
    if len(group.missing) == 1:
        (one,) = group.missing
        answer = f", {answer_words(one)}" if one.answer else ""
        text.append(f"{one.period.label()} {one.commitment}: {late_words(one)}{answer}", style="not bold")
    else:
        text.append("\n".join(missing_words(group)) or "Nothing is missing.", style="not bold")
    return text


def _last_sentence(group: DueGroup) -> str:
    if group.last is None:
        last = "never reported" if group.never else "nothing due yet"
    else:
        last = f"last report came on {day_words(group.last.came_on)}, as at {day_words(group.last.as_at)}"
    return f"{last}; next due by {day_words(group.next_due_on)}" if group.next_due_on else last


def _region_words(due: DueList, region: str, group: DueGroup) -> Text:
    text = Text(totals(due, group, shown(region)))
    names = [
        f"{shown(due.forces[slug].name)} ({standing_words(one)})"
        for slug, one in due.by_force.items()
        if due.forces[slug].region == region and one.missing
    ]
    return text.append("\n" + ", ".join(names)) if names else text
