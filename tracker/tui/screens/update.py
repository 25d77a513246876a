"""The form for one update: what it would make of the cell is shown while one types."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Select, Static
from textual.widgets.select import InvalidSelectValueError

from tracker.domain.calendar import last_period_end
from tracker.domain.draft_words import draft_from_words
from tracker.domain.errors import RefusedError
from tracker.domain.plan import Reported
from tracker.domain.status import RANK, Status
from tracker.domain.update import State
from tracker.domain.words import day_words, one_line, shown
from tracker.tui.badge import value_words
from tracker.tui.form_words import COMPARED, change_words, foreseen_words
from tracker.tui.screens.closes_once import ClosesOnce
from tracker.tui.widgets.field import Field
from tracker.tui.widgets.key_bar import KeyBar
from tracker.workspace import Recorded, TrackerError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tracker.domain.update import Draft
    from tracker.tui.app import TrackerApp
    from tracker.tui.draft_files import Typed
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


@dataclass(frozen=True)
class Left:
    """How a form was left: with what was recorded, and whether the force's next one is wanted."""

    recorded: Recorded | None = None
    goes_on: bool = False


class UpdateScreen(ModalScreen[Left], ClosesOnce[Left]):
    """Asks for one update of a cell, and records it.

    ``as_at`` is the date to begin with, if not the end of the board's last period; ``typed`` what was typed
    for the cell before and not saved.
    """

    app: TrackerApp
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save"),
        Binding("escape", "cancel", "Leave"),
        Binding("ctrl+n", "save(True)", "Save, next", id="save-next"),
        Binding("ctrl+g", "skip", "Skip"),
        Binding("ctrl+t", "withdraw", "Withdraw", id="withdraw"),
        Binding("ctrl+r", "clear", "Clear"),
    ]
    DEFAULT_CSS = """
    UpdateScreen { align: center middle; }
    UpdateScreen > VerticalScroll {
        width: 76; height: auto; max-height: 100%; background: $surface; border: round $primary; padding: 0 1;
    }
    UpdateScreen .field { height: 1; }
    UpdateScreen .field Label { width: 15; }
    UpdateScreen .field Input, UpdateScreen .field Select { width: 1fr; }
    UpdateScreen .was { width: auto; max-width: 30; padding: 0 0 0 1; }
    UpdateScreen.-withdrawing .reported { display: none; }
    UpdateScreen #explanation { height: auto; }
    UpdateScreen #answer { height: auto; min-height: 3; margin: 1 0 0 0; }
    UpdateScreen #buttons { height: 1; }
    UpdateScreen Button { margin-right: 2; }
    """

    def __init__(
        self, view: CellView, as_of: date, *, as_at: date | None = None, typed: Typed | None = None
    ) -> None:
        super().__init__()
        self._view = view
        self._as_of = as_of
        self._as_at = as_at or last_period_end(as_of, view.commitment.reporting)
        self._typed = typed
        self._fresh: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        self._is_leaving = False
        self._is_saving = False

    def compose(self) -> ComposeResult:
        """Last value, fields, answer, buttons."""
        commitment = self._view.commitment
        with VerticalScroll(can_focus=False) as box:
            box.border_title = shown(f"Update {self._view.force.name}")
            yield Static(self._last())
            yield self._input("as_at", self._as_at.isoformat())
            if commitment.is_milestone:
                yield self._select("state", "State", [state.value for state in State])
                yield self._input("forecast")
            else:
                alone = ", in this period alone" if commitment.measure.reported is Reported.PER_PERIOD else ""
                yield self._input("value", hint=f"in {commitment.measure.unit}{alone}")
            yield self._input("mark")
            yield self._select("self", "Own colour", [status.value for status in RANK])
            yield self._input("note")
            with Vertical(id="explanation", classes="reported"):
                yield self._input("cause")
                yield self._input("action")
                yield self._input("back_on_track")
            yield Static(Text(""), id="answer")
            with Horizontal(id="buttons"):
                yield Button("Save", id="save", variant="primary", compact=True)
                yield Button("Save, next due", id="next", compact=True)
                yield Button("Skip", id="skip", compact=True)
                yield Button("Leave", id="cancel", compact=True)
        yield KeyBar()

    def _input(self, name: str, value: str = "", hint: str = "") -> Horizontal:
        field = Field(value, placeholder=hint or _HINTS.get(name, ""), id=name, compact=True, max_length=4000)
        return self._line(name, _LABELS[name], field)

    def _select(self, name: str, label: str, words: list[str]) -> Horizontal:
        choices: Select[str] = Select([(word, word) for word in words], prompt="–", id=name, compact=True)
        return self._line(name, label, choices)

    def _line(self, name: str, label: str, field: Input | Select[str]) -> Horizontal:
        was = [Static(id=f"was-{name}", classes="was", markup=False)] if name in COMPARED else []
        stays = name in ("as_at", "note")
        return Horizontal(Label(label), field, *was, classes="field" if stays else "field reported")

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
        """Start where the value goes, with what was typed before."""
        self.query_one("#state" if self._view.commitment.is_milestone else "#value").focus()
        self.query_one("#explanation").display = False
        self._fresh = self._kept = self._words()
        if self._typed is not None:
            self._fill(self._typed.words)
            self._kept = self._words()
        self._preview()

    def _fill(self, words: Mapping[str, str]) -> None:
        """Fill in every field, the empty ones too."""
        self.set_class("withdraw" in words, "-withdrawing")
        for field in self.query(Input):
            field.value = words.get(field.id or "", "")
        for choice in self.query(Select):
            word = words.get(choice.id or "")
            try:
                choice.value = word or Select.NULL
            except InvalidSelectValueError:
                choice.clear()

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
        if event.button.id in ("save", "next"):
            self.action_save(event.button.id == "next")
        elif event.button.id == "skip":
            self.action_skip()
        else:
            self.action_cancel()

    def _words(self) -> dict[str, str]:
        words = {field.id or "": field.value.strip() for field in self.query(Input)}
        for choice in self.query(Select):
            words[choice.id or ""] = "" if choice.is_blank() else str(choice.value)
        if self.has_class("-withdrawing"):
            words["withdraw"] = "yes"
        return {name: word for name, word in words.items() if word}

    def _draft(self) -> Draft:
        """The draft typed so far; :class:`RefusedError` says what of it cannot be read."""
        force, commitment = self._view.force.slug, self._view.commitment.id
        words = self._words()
        if "withdraw" in words:  # what else was typed waits until it is no withdrawal any more
            words = {name: words[name] for name in ("as_at", "note", "withdraw") if name in words}
        draft, problems = draft_from_words(words, force, commitment, labels=_LABELS)
        if draft is None:
            raise RefusedError(problem.message for problem in problems)
        if draft.withdrawal and draft.note is None:
            raise RefusedError("Say in the note why it is withdrawn.")
        return draft

    def _preview(self) -> None:
        self._is_leaving = False
        self._keep()
        try:
            draft = self._draft()
        except RefusedError as error:
            self._judge_no_more()
            self._answer(Text("\n".join(map(shown, error.problems))))
            return
        self._judge(draft)

    def _keep(self) -> None:
        """Keep what is typed, where it is not what the form began with."""
        words = self._words()
        if words == self._kept:
            return
        self._kept, self._typed = words, None
        self.app.keep_typed(
            self._view.force.slug, self._view.commitment.id, words if self._is_typed else None
        )

    @property
    def _is_typed(self) -> bool:
        return self._words() != self._fresh

    def _judge_no_more(self) -> None:
        """An answer to what has been typed over must not come late."""
        self.workers.cancel_group(self, "judge")

    @work(group="judge", exclusive=True)
    async def _judge(self, draft: Draft) -> None:
        foreseen = await self.app.ask(self.app.workspace.foresee, draft, self._as_of)
        if foreseen is None or not self.app.is_drawn(self):
            return
        commitment = self._view.commitment
        needs_words = foreseen.assessment.status in _EXPLAINED and not draft.withdrawal
        self.query_one("#explanation").display = needs_words
        for name in COMPARED:
            for was in self.query(f"#was-{name}").results(Static):
                was.update(Text(change_words(name, draft, foreseen, commitment)))
        self._answer(foreseen_words(draft, foreseen, commitment))

    def _answer(self, text: Text) -> None:
        if self._typed is not None:
            text = Text(f"{_found_words(self._typed, self._view)}\n").append_text(text)
        for answer in self.query("#answer").results(Static):
            answer.update(text)

    def action_save(self, goes_on: bool = False) -> None:  # noqa: FBT001 - words of a binding
        """Record it, or say what is wrong; nothing typed is lost."""
        if not self._is_saving:
            self._is_saving = True
            self._save(goes_on=goes_on)

    @work(group="save")
    async def _save(self, *, goes_on: bool) -> None:
        try:
            draft = self._draft()
            done = await asyncio.to_thread(self.app.workspace.record, draft, self._as_of)
        except TrackerError as error:
            self._is_saving = False
            self._answer(Text("Not recorded. " + "\n".join(map(shown, error.problems)), style="bold"))
            return
        self.app.keep_typed(self._view.force.slug, self._view.commitment.id, None)
        self.dismiss(Left(done, goes_on))

    def action_withdraw(self) -> None:
        """Take the value of the as-at date away, with a reason in the note; or report one again."""
        is_withdrawing = not self.has_class("-withdrawing")
        self.set_class(is_withdrawing, "-withdrawing")
        as_at, last = self.query_one("#as_at", Input), self._view.update
        if is_withdrawing and last is not None and as_at.value == self._as_at.isoformat():
            as_at.value = last.draft.as_at.isoformat()
        self.query_one("#note" if is_withdrawing else "#as_at").focus()
        self._preview()

    def action_clear(self) -> None:
        """Begin again: what was typed is not kept."""
        self._fill(self._fresh)
        self._preview()

    def action_skip(self) -> None:
        """On to the force's next commitment that is due, without recording; what was typed is kept."""
        if not self._is_saving:
            self.dismiss(Left(goes_on=True))

    def action_cancel(self) -> None:
        """Leave; where something was typed, only the second time."""
        if self._is_saving:
            return
        if self._is_typed and not self._is_leaving:
            self._is_leaving = True
            kept = "; what is typed is kept (Ctrl+R clears it)" if self.app.keeps_typed else ""
            self._answer(
                Text(f"Nothing is recorded yet. Esc again leaves without recording{kept}.", style="bold")
            )
            return
        self.dismiss(Left())


def _found_words(typed: Typed, view: CellView) -> str:
    """Where the words in the form come from, and whether anything was recorded since."""
    when = f"{day_words(typed.at.date())}, {typed.at:%H:%M} UTC"
    text = f"As you left it on {when}, not recorded yet. Ctrl+R clears it."
    if view.update is not None and view.update.recorded_at > typed.at:
        text += f" Since then {one_line(view.update.author)} recorded number {view.update.seq:,}."
    return text
