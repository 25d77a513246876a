"""The keys that do something now, in one line; those that do not fit are behind the question mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.screen import Screen

#: Always shown, whatever else there is no room for.
_HELP = "question_mark"


class KeyBar(Widget, can_focus=False):
    """Draws the active bindings as text: a widget for each would take longer to show than the board."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-bar--key"}
    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $footer-background; color: $footer-foreground; }
    KeyBar > .key-bar--key { color: $footer-key-foreground; text-style: bold; }
    """

    def on_mount(self) -> None:
        """Draw anew whenever other keys work."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """One line."""
        return 1

    def render_line(self, y: int) -> Strip:
        """The keys with what they do."""
        base = self.rich_style
        if y:
            return Strip.blank(self.size.width, base)
        key_style = base + self.get_component_rich_style("key-bar--key", partial=True)
        segments = [Segment(" ", base)]
        for _, key, words in self._fitting():
            segments += [Segment(key, key_style), Segment(f" {words}  ", base)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _fitting(self) -> list[tuple[str, str, str]]:
        """The keys there is room for: key, how it is written, what it does."""
        entries = list(self._entries())
        last = [entry for entry in entries if entry[0] == _HELP]
        room = self.size.width - 1 - sum(map(_length, last))
        fitting = []
        for entry in (entry for entry in entries if entry[0] != _HELP):
            room -= _length(entry)
            if room < 0:
                break
            fitting.append(entry)
        return [*fitting, *last]

    def _entries(self) -> Iterator[tuple[str, str, str]]:
        actions = set()
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            if self._is_typed(key):
                continue
            if binding.show and active.enabled and binding.action not in actions:
                actions.add(binding.action)
                yield key, key_words(binding.key, binding.key_display), binding.description

    def _is_typed(self, key: str) -> bool:
        """Whether the key writes a letter where one types just now."""
        focused, letter = self.screen.focused, key_words(key)
        return len(letter) == 1 and focused is not None and focused.check_consume_key(key, letter)

    def on_click(self, event: events.Click) -> None:
        """A click on a key presses it."""
        x = 1
        for key, shown, words in self._fitting():
            length = _length((key, shown, words))
            if x <= event.x < x + length - 2:
                self.app.simulate_key(key)
            x += length


def key_words(key: str, display: str | None = None) -> str:
    """A key as it is written on a keyboard: ``question_mark`` is ?, ``ctrl+s`` is Ctrl+S."""
    if display:
        return display
    *modifiers, last = key.split("+")
    last = _NAMES.get(last, last if len(last) == 1 else last.capitalize())
    return "+".join([*(m.capitalize() for m in modifiers), last.upper() if modifiers else last])


_NAMES = {
    "question_mark": "?",
    "slash": "/",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "comma": ",",
    "full_stop": ".",
    "apostrophe": "'",
    "escape": "Esc",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "pageup": "PgUp",
    "pagedown": "PgDn",
}


def _length(entry: tuple[str, str, str]) -> int:
    return cell_len(entry[1]) + cell_len(entry[2]) + 3
