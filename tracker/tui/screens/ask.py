"""One line to type, over the board: what it means is said while one types."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tracker.domain.words import shown
from tracker.tui.screens.closes_once import ClosesOnce
from tracker.tui.widgets.key_bar import KeyBar
from tracker.workspace import TrackerError

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class AskScreen(ModalScreen["_T | None"], ClosesOnce["_T | None"], Generic[_T]):
    """Asks for a line of words until they can be read, or one goes back.

    ``read`` turns them into what they mean, off the UI thread, or raises a :class:`TrackerError` with the
    sentence to show; ``words`` says what they were taken to mean.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancel")]
    DEFAULT_CSS = """
    AskScreen { align: center middle; }
    AskScreen > Vertical {
        width: 74; max-width: 100%; height: auto; background: $surface; border: round $primary; padding: 0 1;
    }
    AskScreen Static { height: auto; min-height: 2; margin-top: 1; }
    """

    def __init__(self, title: str, hint: str, read: Callable[[str], _T], words: Callable[[_T], str]) -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._read = read
        self._words = words

    def compose(self) -> ComposeResult:
        """The line, and what it means."""
        with Vertical() as box:
            box.border_title = self._title
            yield Input(compact=True, max_length=200, select_on_focus=False)
            yield Static(Text(self._hint), id="meaning")
        yield KeyBar()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what it means."""
        self._judge(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take it, if it means something."""
        self._judge(event.value, taken=True)

    @work(group="judge", exclusive=True)
    async def _judge(self, text: str, *, taken: bool = False) -> None:
        if not text.strip():
            self._say(Text(self._hint))
            return
        try:
            found = await asyncio.to_thread(self._read, text)
        except TrackerError as error:
            self._say(Text(shown(str(error)), style="bold" if taken else ""))
            return
        if taken:
            self.dismiss(found)
        else:
            self._say(Text(self._words(found)))

    def _say(self, text: Text) -> None:
        for meaning in self.query("#meaning").results(Static):
            meaning.update(text)

    def action_leave(self) -> None:
        """Back, and nothing changed."""
        self.dismiss(None)
