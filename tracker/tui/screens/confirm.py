"""A question before something is recorded: Enter does it, Esc does not."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tracker.tui.screens.closes_once import ClosesOnce
from tracker.tui.widgets.key_bar import KeyBar


class ConfirmScreen(ModalScreen[bool], ClosesOnce[bool]):
    """Says what would be done, and asks whether to do it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Do it"),
        Binding("escape,q", "answer(False)", "Leave it"),
    ]
    DEFAULT_CSS = """
    ConfirmScreen { align: center middle; }
    ConfirmScreen > VerticalScroll {
        width: 90%; max-width: 76; height: auto; max-height: 90%;
        border: round $primary; padding: 0 2; background: $surface;
    }
    """

    def __init__(self, title: str, words: Text) -> None:
        super().__init__()
        self._title = title
        self._words = words

    def compose(self) -> ComposeResult:
        """The words in a box."""
        with VerticalScroll() as box:
            box.border_title = self._title
            yield Static(self._words)
        yield KeyBar()

    def action_answer(self, is_yes: bool) -> None:  # noqa: FBT001 - words of a binding
        """Yes or no."""
        self.dismiss(is_yes)
