"""Words in a box over the screen one is on."""

from __future__ import annotations

from typing import Generic, TypeVar

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tracker.tui.screens.closes_once import ClosesOnce
from tracker.tui.widgets.key_bar import KeyBar

_T = TypeVar("_T")


class BoxedScreen(ModalScreen[_T], ClosesOnce[_T], Generic[_T]):
    """A titled box of words that scrolls where there are more than the screen is high, and the keys."""

    DEFAULT_CSS = """
    BoxedScreen { align: center middle; }
    BoxedScreen > VerticalScroll {
        width: 90%; max-width: 100; height: auto; max-height: 90%;
        border: round $primary; padding: 0 2; background: $surface;
    }
    """

    def __init__(self, title: str, words: Text) -> None:
        super().__init__()
        self._title = title
        self._words = words

    def compose(self) -> ComposeResult:
        """The words in the box."""
        with VerticalScroll() as box:
            box.border_title = self._title
            yield Static(self._words)
        yield KeyBar()
