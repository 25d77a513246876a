"""A box that is ticked or not, which can be told without any colour."""

from __future__ import annotations

from textual.widgets import Checkbox


class Tick(Checkbox):
    """[x] or [ ] before a word."""

    BUTTON_LEFT = "["
    BUTTON_RIGHT = "]"

    def __init__(self, word: str, *, is_ticked: bool) -> None:
        self.BUTTON_INNER = "x" if is_ticked else " "
        super().__init__(word, is_ticked, name=word, compact=True)

    def watch_value(self) -> None:
        """Draw what holds now."""
        self.BUTTON_INNER = "x" if self.value else " "
        super().watch_value()
