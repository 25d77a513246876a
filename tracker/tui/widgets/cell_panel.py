"""The panel that explains the cell under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

if TYPE_CHECKING:
    from rich.console import RenderableType


class CellPanel(VerticalScroll, can_focus=False):
    """Shows one cell in words; scrolls where they are long."""

    DEFAULT_CSS = """
    CellPanel { height: 8; border-top: solid $primary; padding: 0 1; }
    CellPanel > Static { width: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """One static text."""
        yield Static(Text(""), id="cell")

    def show(self, words: RenderableType) -> None:
        """Replace what is shown; a panel that is being taken away shows nothing any more."""
        self.show_more(words)
        self.scroll_home(animate=False)

    def show_more(self, words: RenderableType) -> None:
        """The same with more at its end, the place where one reads kept."""
        for cell in self.query("#cell").results(Static):
            cell.update(words)
