"""The form for one update: what it would make of the cell is shown while one types."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Select, Static

from tracker.domain.calendar import last_period_end
from tracker.domain.draft_words import draft_from_words
from tracker.domain.errors import RefusedError
from tracker.domain.plan import Reported
from tracker.domain.status import RANK, Status
from tracker.domain.update import State
from tracker.domain.words import day_words, shown
from tracker.tui.badge import badge_text, value_words
from tracker.tui.widgets.key_bar import KeyBar
from tracker.workspace import Recorded, TrackerError

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.update import Draft
    from tracker.tui.app import TrackerApp
    from tracker.workspace import CellView

_EXPLAINED = (Status.RED, Status.AMBER_RED)
_LABELS = {
    "as_at": "As at",
    "state": "State",
    "self": "Own colour",
    "value": "Value",
    "forecast": "Forecast date",
    "mark": "Marks",
    "note": "Note",
    "cause": "Cause",
    "action": "Action",
    "back_on_track": "Back on track",
}
_HINTS = {
    "forecast": "2016-03-31",
    "mark": "p provisional, e estimated, b break, x not available",
    "cause": "why it is red",
    "action": "what is being done",
    "back_on_track": "2016-01-31",
}


class UpdateScreen(ModalScreen[Recorded | None]):
    """Asks for one update of a cell, and records it."""

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save"),
        Binding("escape", "cancel", "Cancel"),
    ]
    DEFAULT_CSS = """
    UpdateScreen { align: center middle; }
    UpdateScreen > VerticalScroll {
        width: 76; height: auto; max-height: 100%; background: $surface; border: round $primary; padding: 0 1;
    }
    UpdateScreen .field { height: 1; }
    UpdateScreen .field Label { width: 15; }
    UpdateScreen .field Input, UpdateScreen .field Select { width: 1fr; }
    UpdateScreen #explanation { height: auto; }
    UpdateScreen #answer { height: auto; min-height: 3; margin: 1 0 0 0; }
    UpdateScreen #buttons { height: 1; }
    UpdateScreen Button { margin-right: 2; }
    """

    def __init__(self, view: CellView, as_of: date) -> None:
        super().__init__()
        self._view = view
        self._as_of = as_of
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Last value, fields, answer, buttons."""
        commitment = self._view.commitment
        with VerticalScroll(can_focus=False) as box:
            box.border_title = shown(f"Update {self._view.force.name}")
            yield Static(self._last())
            day = last_period_end(self._as_of, commitment.reporting)
            yield self._input("as_at", day.isoformat())
            if commitment.is_milestone:
                yield self._select("state", "State", [state.value for state in State])
                yield self._input("forecast")
            else:
                alone = ", in this period alone" if commitment.measure.reported is Reported.PER_PERIOD else ""
                yield self._input("value", hint=f"in {commitment.measure.unit}{alone}")
            yield self._input("mark")
            yield self._select("self", "Own colour", [status.value for status in RANK])
            yield self._input("note")
            with Vertical(id="explanation"):
                yield self._input("cause")
                yield self._input("action")
                yield self._input("back_on_track")
            yield Static(Text(""), id="answer")
            with Horizontal(id="buttons"):
                yield Button("Save", id="save", variant="primary", compact=True)
                yield Button("Cancel", id="cancel", compact=True)
        yield KeyBar()

    def _input(self, name: str, value: str = "", hint: str = "") -> Horizontal:
        field = Input(value, placeholder=hint or _HINTS.get(name, ""), id=name, compact=True, max_length=4000)
        return Horizontal(Label(_LABELS[name]), field, classes="field")

    def _select(self, name: str, label: str, words: list[str]) -> Horizontal:
        choices: Select[str] = Select([(word, word) for word in words], prompt="–", id=name, compact=True)
        return Horizontal(Label(label), choices, classes="field")

    def _last(self) -> Text:
        view = self._view
        text = Text(shown(view.commitment.title) + "\n", style="bold")
        words = value_words(view.assessment, view.commitment)
        if view.commitment.measure.reported is Reported.PER_PERIOD:
            words += " in all"
        if view.update is None:
            text.append("Nothing reported yet.", style="not bold")
        else:
            said, when = view.update.draft.as_at, view.update.recorded_at.date()
            text.append(
                f"Last: {words} as at {day_words(said)}, by {shown(view.update.author)}, {day_words(when)}.",
                style="not bold",
            )
        return text

    def on_mount(self) -> None:
        """Start where the value goes."""
        self.query_one("#state" if self._view.commitment.is_milestone else "#value").focus()
        self.query_one("#explanation").display = False
        self._preview()

    def on_input_changed(self) -> None:
        """Say what it would give."""
        self._preview()

    def on_select_changed(self) -> None:
        """Say what it would give."""
        self._preview()

    def on_input_submitted(self) -> None:
        """Enter goes to the next field."""
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save or leave."""
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_cancel()

    def _words(self) -> dict[str, str]:
        words = {field.id or "": field.value.strip() for field in self.query(Input)}
        for choice in self.query(Select):
            words[choice.id or ""] = "" if choice.is_blank() else str(choice.value)
        return {name: word for name, word in words.items() if word}

    def _draft(self) -> Draft:
        """The draft typed so far; :class:`RefusedError` says what of it cannot be read."""
        force, commitment = self._view.force.slug, self._view.commitment.id
        draft, problems = draft_from_words(self._words(), force, commitment, labels=_LABELS)
        if draft is None:
            raise RefusedError(problem.message for problem in problems)
        return draft

    def _preview(self) -> None:
        self._leaving = False
        try:
            draft = self._draft()
        except RefusedError as error:
            self._answer(Text("\n".join(map(shown, error.problems))))
            return
        self._judge(draft)

    @work(group="judge", exclusive=True)
    async def _judge(self, draft: Draft) -> None:
        problems = await self.app.ask(self.app.workspace.problems, draft)
        assessment = await self.app.ask(self.app.workspace.preview, draft, self._as_of)
        if problems is None or assessment is None or not self.is_mounted:
            return
        self.query_one("#explanation").display = assessment.status in _EXPLAINED
        text = Text("Would be ")
        text.append_text(
            badge_text(assessment.status, four_point=self._view.commitment.thresholds.four_point)
        )
        text.append(f" {shown(assessment.reason)}")
        for problem in problems:
            text.append(f"\n{shown(problem)}", style="bold")
        self._answer(text)

    def _answer(self, text: Text) -> None:
        self.query_one("#answer", Static).update(text)

    def action_save(self) -> None:
        """Record it, or say what is wrong; nothing typed is lost."""
        self._save()

    @work(group="save", exclusive=True)
    async def _save(self) -> None:
        try:
            draft = self._draft()
            done = await asyncio.to_thread(self.app.workspace.record, draft, self._as_of)
        except TrackerError as error:
            self._answer(Text("Not recorded. " + "\n".join(map(shown, error.problems)), style="bold"))
            return
        self.dismiss(done)

    def action_cancel(self) -> None:
        """Leave; where something was typed, only the second time."""
        typed = set(self._words()) - {"as_at"}
        if typed and not self._leaving:
            self._leaving = True
            self._answer(Text("Nothing is recorded yet. Esc again leaves without recording.", style="bold"))
            return
        self.dismiss(None)
