"""The form for a report: which council or day, about whom, in which formats, where to."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, ItemGrid, VerticalScroll
from textual.suggester import SuggestFromList
from textual.widgets import Input, Label, Select, Static

from tracker.domain.words import listed, one_line, plural, shown
from tracker.reports.formats import FORMATS
from tracker.reports.subjects import EACH_FORCE
from tracker.tui.report_asked import InTheWay, Made, ReportAsked, asked_on, made, meaning, text_of
from tracker.tui.screens.confirm import ConfirmScreen
from tracker.tui.screens.working import WorkingPage
from tracker.tui.title import marked
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.path_field import PathField
from tracker.tui.widgets.tick import Tick
from tracker.workspace import TrackerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.tui.app import TrackerApp

#: So many names of files that are in the way are told.
_MOST = 8
#: Columns that the box of words takes for itself, and the widest text in it.
_FRAME, _WIDEST = 16, 92


class ReportScreen(WorkingPage):
    """Makes a report, and leads to the files."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "write", "Write files", tooltip="make the report and write the files"),
        Binding("ctrl+o", "look", "Read here", tooltip="read the report here; nothing is written or kept"),
        Binding("escape", "stop", "Stop", tooltip="stop: no file is written"),
        Binding("escape", "back", "Board", tooltip="back to the board"),
        Binding("f1", "app.help", "Help", tooltip="these keys, and what the signs mean"),
    ]
    DEFAULT_CSS = """
    ReportScreen #title { height: 2; padding: 0 1; background: $boost; }
    ReportScreen VerticalScroll { padding: 1 1 0 1; }
    ReportScreen .field { height: auto; min-height: 1; margin-bottom: 1; }
    ReportScreen .field Label { width: 11; }
    ReportScreen .field Input, ReportScreen .field Select { width: 1fr; }
    ReportScreen ItemGrid { width: 1fr; height: auto; grid-gutter: 0 1; }
    ReportScreen Tick { width: auto; }
    ReportScreen #answer { height: 4; padding: 0 1; border-top: solid $primary; }
    """

    def __init__(self, asked: ReportAsked | None = None) -> None:
        super().__init__()
        self._asked = asked
        self._here = Path.cwd()

    def compose(self) -> ComposeResult:
        """The fields, what they mean, the keys."""
        asked = self._asked or asked_on(self.app.board)
        yield Static(id="title")
        with VerticalScroll(can_focus=False):
            yield self._field(
                "Day", self._input("when", asked.when, "council:2016-01-20, last-council, today")
            )
            about = "the whole plan; or regions, forces (commas between); or each force"
            yield self._field("About", self._input("about", asked.about, about))
            if self.app.reaches_files:
                yield from self._files(asked)
            kinds = [("rounded", "rounded"), ("threshold", "threshold")]
            public: Select[str] = Select(
                kinds,
                prompt="no: the whole paper",
                value=asked.public or Select.NULL,
                id="public",
                compact=True,
            )
            yield self._field("Published", public)
            yield self._field("Marking", self._input("marking", asked.marking, "of what is for the public"))
        yield Static(id="answer")
        yield KeyBar()

    def _files(self, asked: ReportAsked) -> ComposeResult:
        boxes = [Tick(name, is_ticked=name in asked.formats) for name in FORMATS]
        yield self._field("Formats", ItemGrid(*boxes, min_column_width=10, regular=True))
        yield self._field("Folder", PathField(self._here, asked.folder, folders_only=True))

    def _field(self, label: str, field: Input | ItemGrid | Select[str]) -> Horizontal:
        return Horizontal(Label(label), field, classes="field")

    def _input(self, name: str, value: str, hint: str) -> Input:
        plan = self.app.board.plan
        days = ["last-council", "next-council", "today", *(f"council:{day}" for day in plan.councils)]
        about = [EACH_FORCE, *dict.fromkeys(f.region for f in plan.forces), *(f.name for f in plan.forces)]
        offered = SuggestFromList({"when": days, "about": about}.get(name, []), case_sensitive=False)
        return Input(
            value, placeholder=hint, id=name, compact=True, max_length=1000, select_on_focus=False,
            suggester=offered,
        )  # fmt: skip

    def on_mount(self) -> None:
        """Begin with the day."""
        self.query_one("#when").focus()
        self._judge()

    def on_resize(self) -> None:
        """The title is as long as the line."""
        plan, room = self.app.board.plan, self.size.width - 2
        words = "Arrow right completes, Space chooses a format, Tab goes on."
        title = marked("Make the status report", plan, room).append(f"\n{words}", style="not bold")
        self.query_one("#title", Static).update(title)

    # --- the form --------------------------------------------------------------------------------------

    def asked(self) -> ReportAsked:
        """What the form says now."""
        public = self.query_one("#public", Select).value
        return ReportAsked(
            when=self.query_one("#when", Input).value.strip() or "today",
            about=self.query_one("#about", Input).value,
            formats=tuple(box.name or "" for box in self.query(Tick) if box.value),
            folder=next((field.value.strip() for field in self.query(PathField)), "") or ".",
            public=public if isinstance(public, str) else "",
            marking=self.query_one("#marking", Input).value,
        )

    def on_input_changed(self) -> None:
        """Say what it means."""
        self._judge()

    def on_checkbox_changed(self) -> None:
        """Say what it means."""
        self._judge()

    def on_select_changed(self) -> None:
        """Another marking is for what is published alone."""
        self.query_one("#marking", Input).disabled = not self.asked().public
        self._judge()

    @work(group="judge", exclusive=True)
    async def _judge(self) -> None:
        try:
            here = self._here if self.app.reaches_files else None
            words = await asyncio.to_thread(meaning, self.asked(), self.app.workspace, here)
        except TrackerError as error:
            words = str(error)
        if not self.is_at_work:
            self._say(words)

    def _say(self, words: str) -> None:
        for answer in self.query("#answer").results(Static):
            answer.update(Text(shown(words)))

    def draw_work(self) -> None:
        """How far it is; then what the form means."""
        if self.long is None:
            self._judge()
        else:
            self._say(self.long.line(self.size.width - 2))

    # --- keys ------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is written where the database is open for reading only, nor to a server's disk."""
        if not super().check_action(action, parameters):
            return False
        if action == "write":
            return self.long is None and not self.app.workspace.read_only and self.app.reaches_files
        return action != "look" or self.long is None

    def on_input_submitted(self) -> None:
        """Enter goes on to the next field."""
        self.focus_next()

    def action_write(self) -> None:
        """Make the report and write the files."""
        self._write(self.asked(), overwrite=False)

    def _write(self, asked: ReportAsked, *, overwrite: bool) -> None:
        self.begin(
            "Making the report",
            partial(made, asked, self._here, overwrite=overwrite),
            partial(self._made, asked),
        )

    def _made(self, asked: ReportAsked, found: Made | InTheWay) -> None:
        if isinstance(found, InTheWay):
            self._ask_to_overwrite(asked, found.names)
            return
        from tracker.tui.screens.written import WrittenScreen

        self.app.visit(WrittenScreen(found))

    def _ask_to_overwrite(self, asked: ReportAsked, names: tuple[str, ...]) -> None:
        more = [plural(len(names) - _MOST, "more file")] if len(names) > _MOST else []
        verb = "exists" if len(names) == 1 else "exist"
        named = listed([*map(one_line, names[:_MOST]), *more])
        words = Text(f"{named} {verb} in {one_line(asked.folder)} already. Write over them?")

        def answered(is_yes: bool | None) -> None:  # noqa: FBT001 - what the question gives
            if is_yes:
                self._write(asked, overwrite=True)

        self.app.push_screen(ConfirmScreen("Write over", words), answered)

    def action_look(self) -> None:
        """Read the report here."""
        width = min(self.size.width - _FRAME, _WIDEST)
        self.begin("Making the report", partial(text_of, self.asked(), width), self._show_text)

    def _show_text(self, text: str) -> None:
        from tracker.tui.screens.words import WordsScreen

        self.app.push_screen(WordsScreen("The report, not kept", Text(shown(text))))

    def again(self) -> Callable[[], ReportScreen]:
        """The same form, filled in as it was."""
        return partial(ReportScreen, self.asked())

    def action_back(self) -> None:
        """Back to the board."""
        self.leave()
