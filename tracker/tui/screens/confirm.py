"""A question before something is recorded: Enter does it, Esc does not."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from tracker.tui.screens.boxed import BoxedScreen


class ConfirmScreen(BoxedScreen[bool]):
    """Says what would be done, and asks whether to do it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "Do it"),
        Binding("escape,q", "answer(False)", "Leave it"),
    ]
    DEFAULT_CSS = "ConfirmScreen > VerticalScroll { max-width: 76; }"

    def action_answer(self, is_yes: bool) -> None:  # noqa: FBT001 - words of a binding
        """Yes or no."""
        self.dismiss(is_yes)
