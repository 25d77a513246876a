"""The returns to take in are chosen: folders and files one a line, several marked, or a path typed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import DataTable, Input, Label, Static

from tracker.domain.words import day_words, one_line, plural
from tracker.tui.folder import Item, Listing, folder_words, listing, path_in, size_words
from tracker.tui.screens.page import HELP, Page
from tracker.tui.title import marked
from tracker.tui.widgets.distinct import shortened
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.path_field import PathField
from tracker.tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tracker.tui.app import TrackerApp

_UP = ".."
#: Columns beside the name: the mark, size and day, with what stands between them.
_BESIDE = 36
_NOTHING = "No returns here: CSV, XLSX, XLS and ODS files and folders are listed. / goes to another folder."


class ImportScreen(Page):
    """Chooses the files; the check of them opens over it."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "open",
            "Open or check",
            priority=True,
            tooltip="open the folder; check the marked files, or this one",
        ),
        Binding(
            "space",
            "mark",
            "Mark",
            tooltip="mark the file, or all returns of the folder, to take in together",
        ),
        Binding("a", "mark_all", "All", tooltip="mark every file that is listed, or none again"),
        Binding(
            "slash", "path", "Path", key_display="/", tooltip="type a path; the right arrow completes it"
        ),
        Binding("backspace", "up", "Up", tooltip="the folder above"),
        Binding(
            "escape,q,i",
            "back",
            "Back",
            tooltip="back: from the path to the list, from the list to the board",
        ),
        HELP,
    ]
    DEFAULT_CSS = """
    ImportScreen #title { height: 1; padding: 0 1; background: $boost; }
    ImportScreen #where { height: 1; padding: 0 1; background: $boost; }
    ImportScreen #where Label { width: auto; padding: 0 1 0 0; }
    ImportScreen #where Input { width: 1fr; }
    ImportScreen RowTable { height: 1fr; }
    ImportScreen #marked { height: 2; padding: 0 1; border-top: solid $primary; }
    """

    def __init__(self, folder: Path | None = None, chosen: Sequence[Path] = (), at: str = "") -> None:
        super().__init__()
        self._listing = Listing(folder or Path.cwd(), ())
        self._chosen = dict.fromkeys(chosen)
        self._at = at

    def compose(self) -> ComposeResult:
        """A title, the folder, what is in it, and what is marked."""
        yield Static(id="title")
        with Horizontal(id="where"):
            yield Label("Folder")
            yield PathField(self._listing.folder)
        yield RowTable()
        yield Static(id="marked")
        yield KeyBar()

    def on_mount(self) -> None:
        """Look into the folder."""
        self.query_one(RowTable).focus()
        self._look_into(self._listing.folder)

    def on_resize(self) -> None:
        """Names are as long as there is room for them."""
        title = marked("Take in returns", self.app.board.plan, self.size.width - 2)
        self.query_one("#title", Static).update(title)
        self._fill()

    # --- the folder ------------------------------------------------------------------------------------

    @work(group="folder", exclusive=True)
    async def _look_into(self, folder: Path, at: str = "") -> None:
        found = await self.app.ask(listing, folder)
        if found is None or not self.app.is_drawn(self):
            return
        self._listing, self._at = found, at or self._at or next((i.path.name for i in found.items), "")
        field = self.query_one(PathField)
        field.folder = folder
        with self.prevent(Input.Changed):
            field.value = one_line(folder_words(folder))
        self._fill()

    def _fill(self) -> None:
        table = self.query_one(RowTable)
        at = self._at or self._here_name()
        room = max(self.size.width - _BESIDE, 10)
        table.clear(columns=True)
        for name, width in (("", 1), ("Name", room), ("Size", 8), ("Changed", 11)):
            table.add_column(name, width=width)
        if self._listing.folder.parent != self._listing.folder:
            table.add_row(Text(), Text(_UP), Text(), Text(), key=_UP)
        for item in self._listing.items:
            table.add_row(*self._row(item, room), key=item.path.name)
        if at in table.rows:
            table.move_cursor(row=table.get_row_index(at))
        self._at = ""
        self._say()

    def _row(self, item: Item, room: int) -> list[Text]:
        name = one_line(item.path.name) + "/" * item.is_folder
        is_chosen = item.path in self._chosen
        return [
            Text("*" if is_chosen else " ", style="bold"),
            Text(shortened(name, room), style="bold" if is_chosen else ""),
            Text("" if item.size is None else size_words(item.size), justify="right"),
            Text(day_words(item.changed_on)),
        ]

    def _say(self) -> None:
        room = self.size.width - 2
        if self._chosen:
            names = ", ".join(one_line(path.name) for path in self._chosen)
            words = f"{plural(len(self._chosen), 'is', 'are')} marked, Enter on a file checks: {names}"
        elif not self._listing.items:
            words = _NOTHING
        elif self._listing.left_out:
            words = f"And {self._listing.left_out:,} more, not listed: / types the path of one."
        else:
            words = "Enter checks the file under the cursor. Nothing is taken in by that."
        self.query_one("#marked", Static).update(Text(shortened(words, room)))
        self.refresh_bindings()

    def _here_name(self) -> str:
        table = self.query_one(RowTable)
        if not table.row_count:
            return ""
        return table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value or ""

    def _here(self) -> Item | None:
        name = self._here_name()
        return next((item for item in self._listing.items if item.path.name == name), None)

    # --- keys ------------------------------------------------------------------------------------------

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click: into a folder, or on to the check."""
        event.stop()
        self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In the list; while a path is typed, its keys are the field's."""
        if action in ("open", "mark", "mark_all", "up"):
            return isinstance(self.focused, RowTable)
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Into the folder; or check the marked files, or the one under the cursor."""
        item = self._here()
        if item is None:
            self.action_up()
        elif item.is_folder:
            self._look_into(item.path)
        else:
            self._check(tuple(self._chosen) or (item.path,))

    def _check(self, paths: tuple[Path, ...]) -> None:
        from tracker.tui.screens.checks import ChecksScreen

        self.app.visit(ChecksScreen(paths))

    def action_up(self) -> None:
        """The folder above, the cursor on the one left."""
        folder = self._listing.folder
        self._look_into(folder.parent, folder.name)

    def action_mark(self) -> None:
        """Mark what the cursor stands on, or no longer, and go on to the next line."""
        item = self._here()
        if item is not None:
            self._mark([item.path], is_marked=item.path not in self._chosen)
            self.query_one(RowTable).action_cursor_down()

    def action_mark_all(self) -> None:
        """Mark every file listed; where all are, none."""
        files = [item.path for item in self._listing.items if not item.is_folder]
        self._mark(files, is_marked=any(path not in self._chosen for path in files))

    def _mark(self, paths: Sequence[Path], *, is_marked: bool) -> None:
        for path in paths:
            if is_marked:
                self._chosen[path] = None
            else:
                self._chosen.pop(path, None)
        self._fill()

    def action_path(self) -> None:
        """Type a path."""
        field = self.query_one(PathField)
        field.focus()
        field.value = field.value.rstrip("/") + "/"
        field.cursor_position = len(field.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A folder is opened, a file is marked where it stands."""
        event.stop()
        self._go_to(event.value)

    @work(group="typed", exclusive=True)
    async def _go_to(self, text: str) -> None:
        path = path_in(text, self._listing.folder)
        is_folder = await self.app.ask(_is_folder, path)
        if is_folder is None:
            return
        self.query_one(RowTable).focus()
        if is_folder:
            self._look_into(path)
            return
        self._chosen[path] = None
        self._look_into(path.parent, path.name)

    def again(self) -> Callable[[], ImportScreen]:
        """The same folder with the same marks, the cursor where it is."""
        return partial(ImportScreen, self._listing.folder, tuple(self._chosen), self._here_name())

    def action_back(self) -> None:
        """From the path back to the list, from the list back to the board."""
        table = self.query_one(RowTable)
        if self.focused is not table:
            self.query_one(PathField).value = one_line(folder_words(self._listing.folder))
            table.focus()
        else:
            self.leave()


def _is_folder(path: Path) -> bool:
    """Whether a path is a folder; :class:`RefusedError` where there is nothing."""
    from tracker.domain.errors import RefusedError

    try:
        is_there, is_folder = path.exists(), path.is_dir()
    except (OSError, ValueError):
        is_there = is_folder = False
    if not is_there:
        raise RefusedError(f"There is no file or folder {one_line(str(path))}.")
    return is_folder
