"""The check of the returns chosen, file by file; from here they are taken in, or not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.coordinate import Coordinate
from textual.widgets import DataTable, Static

from tracker.domain.words import one_line
from tracker.returns.check_words import passed_over_words
from tracker.tui.check_lines import HEADS, question, row, sure, whole_file
from tracker.tui.screens.confirm import ConfirmScreen
from tracker.tui.screens.page import HELP
from tracker.tui.screens.working import WorkingPage
from tracker.tui.title import marked
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.row_table import RowTable
from tracker.workspace.returned_file import ReturnedFile, check_file, take_file, total_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.tui.app import TrackerApp
    from tracker.tui.long_work import LongWork
    from tracker.workspace import Workspace

#: Columns beside the name of a file.
_BESIDE = 59


class ChecksScreen(WorkingPage):
    """Checks files off the UI thread, and takes them in when it is told to."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "take(False)", "Take in", tooltip="take in every file that is good"),
        Binding(
            "p",
            "take(True)",
            "Good rows too",
            tooltip="the good rows of the other files as well; their refused rows are written beside them",
        ),
        Binding(
            "enter", "whole", "All of it", priority=True, tooltip="everything the check says of the file"
        ),
        Binding("escape", "stop", "Stop", tooltip="stop: nothing of the file at work is taken in"),
        Binding("escape,q", "back", "Back", tooltip="back to the files"),
        HELP,
    ]
    DEFAULT_CSS = """
    ChecksScreen #title { height: 2; padding: 0 1; background: $boost; }
    ChecksScreen RowTable { height: 1fr; }
    ChecksScreen VerticalScroll { height: 1fr; padding: 0 1; border-top: solid $primary; }
    """

    def __init__(self, paths: tuple[Path, ...]) -> None:
        super().__init__()
        self._paths = paths
        self._files: list[ReturnedFile] = []
        self._drawn: list[ReturnedFile] = []
        self._passed_over = ""
        self._is_checked = False

    def compose(self) -> ComposeResult:
        """A title, the files, and what the check says of the one under the cursor."""
        yield Static(id="title")
        yield RowTable()
        with VerticalScroll(can_focus=False):
            yield Static(id="words")
        yield KeyBar()

    def on_mount(self) -> None:
        """Check the files."""
        self.query_one(RowTable).focus()
        self.begin("Looking for files", self._check, self._checked)

    def on_resize(self) -> None:
        """Names are as long as there is room for them."""
        table = self.query_one(RowTable)
        at = table.cursor_row
        self._drawn = []
        table.clear(columns=True)
        for name, width in HEADS:
            table.add_column(
                Text(name, justify="right" if width else "left"),
                width=width or max(self.size.width - _BESIDE, 10),
            )
        self.draw_work()
        table.move_cursor(row=at)

    # --- work ------------------------------------------------------------------------------------------

    def _check(self, long: LongWork, workspace: Workspace) -> None:
        with workspace.returns() as desk:
            self._passed_over = passed_over_words(desk.passed_over(self._paths))
            for path in dict.fromkeys(desk.files(self._paths)):
                long.begin(f"Checking {path.name}")
                self._files.append(check_file(desk, path, None, long.told))

    def _checked(self, _: None) -> None:
        self._is_checked = True

    def _taken(self, _: None) -> None:
        pass

    def _take(self, partial_too: bool, long: LongWork, workspace: Workspace) -> None:  # noqa: FBT001
        with workspace.returns() as desk:
            for i, file in enumerate(self._files):
                if file.is_good or (partial_too and file.has_good_rows):
                    long.begin(f"Taking in {file.path.name}")
                    self._files[i] = take_file(desk, file, partial=partial_too, progress=long.told)

    # --- drawing ---------------------------------------------------------------------------------------

    def draw_work(self) -> None:
        """What has changed since it was drawn."""
        self.query_one("#title", Static).update(self._title())
        table, room = self.query_one(RowTable), max(self.size.width - _BESIDE, 10)
        here = table.cursor_row
        for i, file in enumerate(self._files):
            if i == len(self._drawn):
                table.add_row(*row(file, room))
                self._drawn.append(file)
            elif file is not self._drawn[i]:
                for column, cell in enumerate(row(file, room)):
                    table.update_cell_at(Coordinate(i, column), cell)
                self._drawn[i] = file
            else:
                continue
            if i == here:
                self._explain(i)

    def _title(self) -> Text:
        room = self.size.width - 2
        title = marked("Returns to take in", self.app.board.plan, room).append("\n")
        if self.long is not None:
            return title.append(self.long.line(room), style="not bold")
        if not self._is_checked:
            return title.append("Stopped. Nothing was taken in.", style="not bold")
        if any(file.result for file in self._files):
            return title.append(total_words(self._files), style="not bold")
        return title.append(question(self._files), style="not bold")

    def _explain(self, at: int) -> None:
        if at < len(self._files):
            self.query_one("#words", Static).update(whole_file(self._files[at], self._passed_over))

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Say what the check says of the file."""
        self._explain(event.cursor_row)

    # --- keys ------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now."""
        if not super().check_action(action, parameters):
            return False
        if action == "take":
            (partial_too,) = parameters
            wanted = [file.has_good_rows if partial_too else file.is_good for file in self._files]
            return self.long is None and self._is_checked and any(wanted)
        return action != "whole" or bool(self._files)

    def action_take(self, partial_too: bool) -> None:  # noqa: FBT001 - words of a binding
        """Ask, then take the files in."""
        wanted = [file for file in self._files if file.is_good or (partial_too and file.has_good_rows)]

        def answered(is_yes: bool | None) -> None:  # noqa: FBT001 - what the question gives
            if is_yes:
                self.begin("Taking in", partial(self._take, partial_too), self._taken)

        self.app.push_screen(ConfirmScreen("Take in", sure(wanted, self._files)), answered)

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter or a click: everything the check says."""
        event.stop()
        self.action_whole()

    def action_whole(self) -> None:
        """Everything the check says of the file."""
        from tracker.tui.screens.words import WordsScreen

        at = self.query_one(RowTable).cursor_row
        if at < len(self._files):
            file = self._files[at]
            self.app.push_screen(WordsScreen(one_line(file.path.name), whole_file(file, self._passed_over)))

    def again(self) -> Callable[[], ChecksScreen]:
        """The same files, checked anew."""
        return partial(ChecksScreen, self._paths)

    def action_back(self) -> None:
        """Back to the files."""
        self.leave()
