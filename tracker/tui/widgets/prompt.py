"""One line that asks for words: to filter the board, or to jump to a force."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Label

from tracker.tui.widgets.field import Field

if TYPE_CHECKING:
    from textual.screen import Screen


class Asked(Enum):
    """What the words are for."""

    FILTER = "Filter"
    JUMP = "Go to"


_HINTS = {
    Asked.FILTER: "a force, a region, a commitment or a strand; Enter keeps it, Esc shows all",
    Asked.JUMP: "the first letters of a force; Enter stays there, Esc goes back",
}


class Prompt(Horizontal):
    """Asks, and tells what is typed with every letter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave(False)", "Leave", tooltip="leave it as it was"),
        Binding("enter,down,up", "leave(True)", "Keep", tooltip="keep it"),
    ]
    DEFAULT_CSS = """
    Prompt { height: 1; dock: bottom; margin-bottom: 1; display: none; padding: 0 1; background: $panel; }
    Prompt.-asking { display: block; }
    Prompt Label { width: auto; padding: 0 1 0 0; text-style: bold; color: $accent; }
    Prompt Input { width: 1fr; background: $panel; }
    """

    @dataclass
    class Typed(Message):
        """The words so far."""

        asked: Asked
        words: str

    @dataclass
    class Left(Message):
        """The line is closed; ``is_kept`` says whether what was typed holds."""

        asked: Asked
        is_kept: bool

    def __init__(self) -> None:
        super().__init__()
        self.asked = Asked.FILTER

    def compose(self) -> ComposeResult:
        """What it is for, and the field."""
        yield Label(markup=False)
        yield Field(compact=True, max_length=100)

    def ask(self, asked: Asked, words: str = "") -> None:
        """Show the line, with words to begin with."""
        self.asked = asked
        self.query_one(Label).update(asked.value)
        field = self.query_one(Input)
        with self.prevent(Input.Changed):
            field.value = words
        field.placeholder = _HINTS[asked]
        field.cursor_position = len(words)
        self.add_class("-asking")
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell every letter."""
        event.stop()
        if self.has_class("-asking"):
            self.post_message(self.Typed(self.asked, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps it."""
        event.stop()
        self.action_leave(True)

    def action_leave(self, is_kept: bool) -> None:  # noqa: FBT001 - words of a binding
        """Close the line."""
        if self.has_class("-asking"):
            self.remove_class("-asking")
            self.post_message(self.Left(self.asked, is_kept))


async def ask(screen: Screen[Any], asked: Asked, words: str = "") -> None:
    """Ask on a screen, above its keys; the line is made when it is first needed."""
    if not screen.query(Prompt):
        await screen.mount(Prompt())
    screen.query_one(Prompt).ask(asked, words)
