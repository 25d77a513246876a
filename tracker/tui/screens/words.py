"""A screen of words over the board: the working of a cell, the help, a receipt."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import Static

from tracker.tui.screens.boxed import BoxedScreen


class WordsScreen(BoxedScreen[None]):
    """Shows a text until it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "dismiss_words", "Close")]

    def say(self, words: Text) -> None:
        """Another text, the place where one reads kept; a screen that is being taken away shows nothing."""
        self._words = words
        for box in self.query(Static):
            box.update(words)

    def action_dismiss_words(self) -> None:
        """Close."""
        self.dismiss()
