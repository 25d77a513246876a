"""A screen of words over the board: the working of a cell, the help, a receipt."""

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


class WordsScreen(ModalScreen[None], ClosesOnce[None]):
    """Shows a text until it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "dismiss_words", "Close")]
    DEFAULT_CSS = """
    WordsScreen { align: center middle; }
    WordsScreen > VerticalScroll {
        width: 90%; max-width: 100; height: auto; max-height: 90%;
        border: round $primary; padding: 0 2; background: $surface;
    }
    """

    def __init__(self, title: str, words: Text) -> None:
        super().__init__()
        self._title = title
        self._words = words

    def compose(self) -> ComposeResult:
        """The text in a box."""
        with VerticalScroll() as box:
            box.border_title = self._title
            yield Static(self._words)
        yield KeyBar()

    def action_dismiss_words(self) -> None:
        """Close."""
        self.dismiss()
