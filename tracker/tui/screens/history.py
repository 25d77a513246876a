"""The history: one stream of all that was recorded, newest first, read page by page."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import DataTable, Input, Static

from tracker.domain.history_filter import EVERYTHING, EntryKind, HistoryFilter
from tracker.domain.history_line import filter_words
from tracker.domain.words import one_line
from tracker.tui.entry_words import (
    author,
    instant_words,
    kind_words,
    line_words,
    recorded_at,
    whole_import,
    whole_other,
    whole_update,
    whole_version,
)
from tracker.tui.screens.page import HELP, Page
from tracker.tui.title import title_line
from tracker.tui.widgets.distinct import shortened
from tracker.tui.widgets.field import Field
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.row_table import RowTable
from tracker.workspace import ImportEntry, PlanVersion, TrackerError, UpdateEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType
    from textual import events

    from tracker.domain.update import Update
    from tracker.tui.app import TrackerApp
    from tracker.workspace import Entry

#: Entries that are read at a time; the next are read when the cursor comes near the end.
PAGE = 200
_NEAR = 50
#: A line is looked for when nobody has typed for so long, in seconds.
_TYPED = 0.15
_WIDE = 120
_DAY, _INSTANT, _KIND, _PADDING, _SCROLLBAR = 11, 17, 12, 2, 2
_FILTER = "/ to filter, as in kent by:smith text:backlog kind:correction"


class HistoryScreen(Page):
    """Updates, corrections, withdrawals, imports and plan versions, as a line of words filters them."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,y", "back", "Back", tooltip="back"),
        Binding("slash", "filter", "Filter", key_display="/", tooltip="filter the lines"),
        Binding(
            "enter,b",
            "then",
            "The board as it was then",
            tooltip="the board as it was known then; Esc comes back",
            priority=False,
        ),
        HELP,
    ]
    DEFAULT_CSS = """
    HistoryScreen #title { height: 2; padding: 0 1; background: $boost; }
    HistoryScreen #filter { padding: 0 1; }
    HistoryScreen RowTable { height: 1fr; }
    HistoryScreen #entry { height: 9; padding: 0 1; border-top: solid $primary; }
    HistoryScreen.-tall #entry { height: 14; }
    """

    def __init__(self, first_line: str = "", line: str | None = None, at: int = 0) -> None:
        super().__init__()
        self._first_line = first_line
        self._line = first_line if line is None else line
        self._at = at
        self._wanted = EVERYTHING
        self._entries: list[Entry] = []
        self._is_whole = False
        self._widths = _widths(_WIDE)

    def compose(self) -> ComposeResult:
        """A title, the filter, the list, and the chosen entry."""
        yield Static(id="title")
        yield Field(self._line, placeholder=_FILTER, compact=True, id="filter", select_on_focus=False)
        yield RowTable()
        with VerticalScroll(id="entry", can_focus=False):
            yield Static(id="words")
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the newest entries."""
        self.query_one(RowTable).focus()
        self._read(self._line)

    def on_resize(self, event: events.Resize) -> None:
        """Columns take the room there is."""
        self.set_class(event.size.height >= 40, "-tall")
        self._fill()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read what the line asks for, once nobody types."""
        if event.value != self._line:
            self._line = event.value
            self._read(event.value, after=_TYPED)

    def on_input_submitted(self) -> None:
        """Enter goes to what was found."""
        self.query_one(RowTable).focus()

    # --- reading ---------------------------------------------------------------------------------------

    @work(group="history", exclusive=True)
    async def _read(self, line: str, *, after: float = 0.0) -> None:
        await asyncio.sleep(after)
        try:
            wanted = await asyncio.to_thread(self.app.workspace.history_filter, line)
        except TrackerError as error:
            self._head(str(error))
            return
        found = await self._page(wanted, 0)
        if found is not None and self._is_open:
            self._wanted = wanted
            self._entries = found
            self._is_whole = len(found) < PAGE
            self._fill()

    @work(group="history-on", exclusive=True)
    async def _read_on(self) -> None:
        wanted = self._wanted
        found = await self._page(wanted, len(self._entries))
        if found is not None and wanted is self._wanted and self._is_open:
            first = len(self._entries)
            self._entries += found
            self._is_whole = len(found) < PAGE
            self._add(first)
            self._head()

    @property
    def _is_open(self) -> bool:
        """Whether there is still something to fill: who leaves does not wait for what is being read."""
        return bool(self.query(RowTable))

    async def _page(self, wanted: HistoryFilter, skip: int) -> list[Entry] | None:
        return await self.app.ask(self.app.workspace.history, replace(wanted, skip=skip, limit=PAGE))

    # --- the list --------------------------------------------------------------------------------------

    def _head(self, refused: str = "") -> None:
        width = self.size.width - 2
        more = "" if self._is_whole else "+"
        count = f"{len(self._entries):,}{more} entries, newest first: "
        words = refused or count + filter_words(self._wanted, self.app.board.plan)
        text = title_line(self.app.board.plan, width)
        text.append(f"\n{shortened(one_line(words), width)}", style="bold" if refused else "not bold")
        for title in self.query("#title").results(Static):
            title.update(text)

    def _fill(self) -> None:
        table = self.query_one(RowTable)
        here = table.cursor_row or self._at
        table.clear(columns=True)
        self._widths = _widths(self.size.width)
        for name, width in zip(("Recorded", "What", "By", "Says"), self._widths, strict=True):
            table.add_column(name, width=width)
        self._add(0)
        self._head()
        if self._entries:
            table.move_cursor(row=min(here, len(self._entries) - 1))
            self._at = 0
        else:
            self._show(Text("Nothing that was recorded matches. Press / to change the filter."))

    def _add(self, first: int) -> None:
        plan, (at, _, by, says) = self.app.board.plan, self._widths
        self.query_one(RowTable).add_rows(
            (
                Text(instant_words(recorded_at(entry))[:at]),
                Text(kind_words(entry)),
                Text(shortened(author(entry), by)),
                Text(shortened(line_words(entry, plan, self._wanted), says)),
            )
            for entry in self._entries[first:]
        )

    def _entry(self) -> Entry | None:
        row = self.query_one(RowTable).cursor_row
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Say everything about the entry, and read on where the end comes near."""
        if not self._is_whole and event.cursor_row >= len(self._entries) - _NEAR:
            self._read_on()
        entry = self._entry()
        if entry is not None:
            self._explain(entry)

    def on_data_table_row_selected(self) -> None:
        """Enter looks at the board as it was then."""
        self.action_then()

    # --- the chosen entry ------------------------------------------------------------------------------

    @work(group="entry", exclusive=True)
    async def _explain(self, entry: Entry) -> None:
        plan = self.app.board.plan
        if isinstance(entry, UpdateEntry):
            self._show(whole_update(entry, entry.corrects, plan))
            if entry.corrects is not None:
                self._show(whole_update(entry, await self._with_texts(entry.corrects), plan))
        elif isinstance(entry, PlanVersion):
            self._show(whole_version(entry, None))
            if entry.version > 1:
                asked = (self.app.workspace.changes_between, entry.version - 1, entry.version)
                self._show(whole_version(entry, await self.app.ask(*asked)))
        else:
            self._show(whole_import(entry) if isinstance(entry, ImportEntry) else whole_other(entry))

    async def _with_texts(self, update: Update) -> Update:
        """An update with its texts, which a correction's entry does not hold."""
        draft, kinds = update.draft, frozenset({EntryKind.UPDATE, EntryKind.CORRECTION})
        wanted = HistoryFilter(draft.force, draft.commitment, kinds=kinds)
        found: Sequence[Entry] = await self.app.ask(self.app.workspace.history, wanted) or ()
        own = (e.update for e in found if isinstance(e, UpdateEntry) and e.update.seq == update.seq)
        return next(own, update)

    def _show(self, words: RenderableType) -> None:
        for panel in self.query("#words").results(Static):
            panel.update(words)
        for box in self.query("#entry"):
            box.scroll_home(animate=False)

    # --- keys ------------------------------------------------------------------------------------------

    def action_then(self) -> None:
        """Look at the board as it was known when the entry was recorded."""
        entry = self._entry()
        at = recorded_at(entry) if entry is not None else None
        if at is None:
            return
        draft = entry.update.draft if isinstance(entry, UpdateEntry) else None
        self.app.open_then(at, (draft.force, draft.commitment) if draft else None)

    def action_filter(self) -> None:
        """Type what to keep."""
        self.query_one("#filter", Input).focus()

    def again(self) -> Callable[[], HistoryScreen]:
        """The same lines, the cursor where it is."""
        return partial(HistoryScreen, self._first_line, self._line, self.query_one(RowTable).cursor_row)

    def action_back(self) -> None:
        """From the filter to the list, from what was typed to what it was opened with, from there back."""
        line = self.query_one("#filter", Input)
        if line.has_focus:
            self.query_one(RowTable).focus()
        elif line.value != self._first_line:
            line.value = self._first_line
        else:
            self.leave()


def _widths(room: int) -> tuple[int, int, int, int]:
    """The columns' widths: where there is little room the list has the day, and the panel the minute."""
    at, by = (_INSTANT, 22) if room >= _WIDE else (_DAY, 10)
    return at, _KIND, by, max(room - _SCROLLBAR - at - _KIND - by - 4 * _PADDING, 10)
