"""A screen of words over the board: the working of a cell, the help, a receipt."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tracker.tui.screens.boxed import BoxedScreen


class WordsScreen(BoxedScreen[None]):
    """Shows a text until it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "dismiss_words", "Close")]

    def action_dismiss_words(self) -> None:
        """Close."""
        self.dismiss()
