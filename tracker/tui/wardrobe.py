"""What the application wears: the look, the signs and the density that a person prefers, and their keys."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget

from tracker.tui import palette
from tracker.tui.asking import Asking
from tracker.tui.choices import Signs, after
from tracker.tui.preferences import AUTO, Preferences
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.terminal import has_signs, look_of
from tracker.tui.themes import DARK, LOOKS, MONOCHROME, Look

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.dom import DOMNode
    from textual.filter import LineFilter

    from tracker.domain.board import Board
    from tracker.tui.preference_file import PreferenceFile


class Wardrobe(Asking):
    """An application in the look that a person prefers; without a file, preferences hold until it ends."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("T", "wear_next", "Theme", show=False, tooltip="the next look"),
        Binding("D", "prefer_next('density')", "Density", show=False, tooltip="compact or comfortable rows"),
        Binding(
            "S",
            "prefer_next('signs')",
            "Signs",
            show=False,
            tooltip="signs as the font has them, or in ASCII",
        ),
    ]
    board: Board

    def __init__(self, preference_file: PreferenceFile | None = None) -> None:
        # Without colour means without: no grey either, and so the terminal's own two colours.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self._file = preference_file
        self.preferences, self._misread = preference_file.read() if preference_file else (Preferences(), [])
        self._ascii: list[LineFilter] = []
        self._dress()
        self.set_reactive(App.theme, self.look.name)
        self.stylesheet.set_variables(self.get_css_variables())

    @property
    def look(self) -> Look:
        """The look preferred, or the one that suits the terminal."""
        if self.no_color:
            return MONOCHROME
        if self.preferences.theme != AUTO:
            return LOOKS[self.preferences.theme]
        return look_of(self.console.color_system) if self._file else DARK

    @property
    def is_ascii(self) -> bool:
        """Whether ASCII alone is drawn."""
        if self.preferences.signs is not Signs.AUTO:
            return self.preferences.signs is Signs.ASCII
        encoding = getattr(sys.__stderr__, "encoding", None) or "ascii"
        return self._file is not None and not has_signs(os.environ.get("TERM", ""), encoding)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through on its way to the terminal."""
        return [*super().get_line_filters(), *self._ascii]

    def on_mount(self) -> None:
        """Say what of the preferences could not be read: it never stops the start."""
        if self._misread:
            self.notify(
                "\n".join(self._misread), title="Preferences", severity="warning", timeout=15, markup=False
            )

    def action_wear_next(self) -> None:
        """Put on the next look."""
        if self.no_color:
            self.notify("NO_COLOR is set: nothing is coloured.", markup=False)
            return
        names = list(LOOKS)
        found = names[(names.index(self.look.name) + 1) % len(names)]
        self.prefer("theme", found, LOOKS[found].title)

    def action_prefer_next(self, name: str) -> None:
        """The next choice of a preference."""
        found = after(getattr(self.preferences, name))
        self.prefer(name, found, str(found))

    def prefer(self, name: str, value: Any, said: str = "") -> None:
        """Change a preference, show it at once, and keep it; ``said`` is how it is called on the screen."""
        self.preferences = replace(self.preferences, **{name: value})
        self._dress()
        if name == "theme":
            self.theme = self.look.name
        self._show_again()
        self._keep(name, value, said)

    @work(group="preference")
    async def _keep(self, name: str, value: Any, said: str) -> None:
        lines = [f"{name.capitalize()}: {said}."] if said else []
        severity: Any = "information"
        if self._file is not None:
            from tracker.tui.preference_file import UnkeptError

            try:
                lines.append(await asyncio.to_thread(self._file.keep, name, value))
            except UnkeptError as error:
                lines.append(str(error))
                severity = "warning"
        text = "\n".join(filter(None, lines))
        if text:
            self.notify(text, severity=severity, timeout=3, markup=False)

    def _dress(self) -> None:
        palette.wear(self.look)
        self.register_theme(self.look.theme())
        if self.is_ascii and not self._ascii:
            from tracker.tui.ascii_signs import AsciiSigns

            self._ascii = [AsciiSigns()]
        elif not self.is_ascii:
            self._ascii = []

    def show_board(self, board: Board) -> None:
        """Take a board, and show it on every screen that draws one."""
        self.board = board
        for screen in self.screen_stack:
            if isinstance(screen, ShowsBoard) and self.is_drawn(screen):
                screen.show(board)

    def is_drawn(self, screen: Screen[Any]) -> bool:
        """Whether a screen has its parts: not before it is composed, nor while it is taken away."""
        return screen.is_mounted and screen.display and screen in self.screen_stack

    async def run_action(
        self,
        action: str | Any,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do an action; on a screen or in a list that is not drawn, nothing: keys can be faster."""
        nodes = default_namespace.ancestors_with_self if default_namespace else ()
        screen = next((node for node in nodes if isinstance(node, Screen)), None)
        if screen is not None and not self.is_drawn(screen):
            return False
        if isinstance(default_namespace, Widget) and not default_namespace.size:
            from textual.widgets import OptionList

            if isinstance(default_namespace, OptionList):  # it knows no lines until it is drawn
                return False
        return await super().run_action(action, default_namespace, namespaces)

    def _show_again(self) -> None:
        """Draw everything anew."""
        self.show_board(self.board)
        self.refresh_css(animate=False)
