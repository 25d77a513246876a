"""The files of a report that was written: texts are read here, others by the program of their kind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable, Static

from tracker.domain.words import one_line, plural, shown
from tracker.reports.formats import FORMATS
from tracker.tui.folder import folder_words, size_words
from tracker.tui.screens.page import HELP, Page
from tracker.tui.title import marked
from tracker.tui.widgets.distinct import shortened
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.row_table import RowTable
from tracker.workspace import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.tui.app import TrackerApp
    from tracker.tui.report_asked import Made

#: So many characters of a file are shown; the rest is in the file.
MOST = 200_000
_TEXTS = frozenset(f".{form.ending}" for form in FORMATS.values() if form.is_text)
_BESIDE = 14


class WrittenScreen(Page):
    """Lists the files with their paths."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "Read", priority=True, tooltip="read a text here: txt, md, json, csv"),
        Binding("escape,q", "back", "Back", tooltip="back to the form"),
        HELP,
    ]
    DEFAULT_CSS = """
    WrittenScreen #title { height: 2; padding: 0 1; background: $boost; }
    WrittenScreen RowTable { height: 1fr; }
    WrittenScreen #words { height: 6; padding: 0 1; border-top: solid $primary; }
    """

    def __init__(self, made: Made) -> None:
        super().__init__()
        self._made = made

    def compose(self) -> ComposeResult:
        """A title, the files, and where the one under the cursor is."""
        yield Static(id="title")
        yield RowTable()
        yield Static(id="words")
        yield KeyBar()

    def on_mount(self) -> None:
        """Stand on the first file."""
        self.query_one(RowTable).focus()

    def on_resize(self) -> None:
        """Names are as long as there is room for them."""
        paths, room = self._made.paths, self.size.width - 2
        count = f"\n{plural(len(paths), 'file')} written to {one_line(folder_words(paths[0].parent))}"
        title = marked("The report is written", self.app.board.plan, room)
        self.query_one("#title", Static).update(title.append(shortened(count, room), style="not bold"))
        table = self.query_one(RowTable)
        at = table.cursor_row
        table.clear(columns=True)
        table.add_column("File", width=max(self.size.width - _BESIDE, 10))
        table.add_column("Size", width=8)
        for path in paths:
            name = shortened(one_line(path.name), max(self.size.width - _BESIDE, 10))
            table.add_row(Text(name), Text(_size(path), justify="right"))
        table.move_cursor(row=at)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Say where the file is, and how it is read."""
        path = self._made.paths[event.cursor_row]
        how = "Enter reads it here." if _is_text(path) else "Open it with the program of its kind."
        text = Text(f"{one_line(folder_words(path))}\n", style="bold").append(f"{how}\n", style="not bold")
        self.query_one("#words", Static).update(text.append(self._made.words, style="not bold"))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """A click reads it."""
        event.stop()
        self._read(self._made.paths[event.cursor_row])

    def action_read(self) -> None:
        """Read the file under the cursor here, if it is text."""
        self._read(self._made.paths[self.query_one(RowTable).cursor_row])

    @work(group="read", exclusive=True)
    async def _read(self, path: Path) -> None:
        if not _is_text(path):
            text = f"It is no text. Open it with the program of its kind: {one_line(str(path))}"
            self.app.notify(text, markup=False)
            return
        found = await self.app.ask(_text_of, path)
        if found is not None and self.app.is_drawn(self):
            from tracker.tui.screens.words import WordsScreen

            self.app.push_screen(WordsScreen(one_line(path.name), Text(shown(found))))

    def again(self) -> Callable[[], WrittenScreen]:
        """The same files."""
        return partial(WrittenScreen, self._made)

    def action_back(self) -> None:
        """Back to the form."""
        self.leave()


def _is_text(path: Path) -> bool:
    return path.suffix in _TEXTS


def _size(path: Path) -> str:
    try:
        return size_words(path.stat().st_size)
    except OSError:
        return "gone"


def _text_of(path: Path) -> str:
    """The start of a file; :class:`RefusedError` where it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            text = file.read(MOST + 1)
    except OSError as error:
        raise RefusedError(f"{one_line(str(path))} cannot be read: {error.strerror}.") from None
    return text if len(text) <= MOST else f"{text[:MOST]}\n\n… The rest is in the file."
