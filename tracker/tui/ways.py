"""The command palette: what the keys of a screen do, every force and every commitment, found as one types."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.markup import escape
from textual.widgets import Input, OptionList

from tracker.domain.words import one_line, sentence_case
from tracker.tui.screens.closes_once import ClosesOnce
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.widgets.key_bar import key_words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from textual.message import Message
    from textual.screen import Screen

    from tracker.tui.app import TrackerApp


@dataclass(frozen=True)
class Way:
    """One line of the palette: what it says, what it does, and its key or what it is."""

    words: str
    does: Callable[[], Awaitable[Any] | None]
    help: str


def ways_of(app: TrackerApp, screen: Screen[Any]) -> tuple[Way, ...]:
    """Everything that can be done on a screen: each entry does what its key does."""
    ways = [*_keys(app, screen)]
    if isinstance(screen, ShowsBoard):
        ways += _places(app)
    return tuple(ways)


def _keys(app: TrackerApp, screen: Screen[Any]) -> Iterator[Way]:
    said: set[str] = set()
    for active in screen.active_bindings.values():
        binding = active.binding
        # What has no tooltip comes with every widget; the palette need not open itself.
        if not active.enabled or not binding.tooltip or binding.action in ("command_palette", *said):
            continue
        said.add(binding.action)
        words = sentence_case(binding.tooltip)
        does = partial(app.run_action, binding.action, active.node)
        yield Way(words, does, f"key {key_words(binding.key, binding.key_display)}")


def _places(app: TrackerApp) -> Iterator[Way]:
    board = app.board
    for force in board.plan.forces:
        does = partial(app.open_force, force.slug, None)
        yield Way(one_line(force.name), does, f"force, {one_line(force.region)}")
    for commitment in board.plan.commitments:
        does = partial(app.open_commitment, commitment.id)
        yield Way(one_line(commitment.title), does, f"commitment {one_line(commitment.id)}")


class Palette(CommandPalette, ClosesOnce[Any]):
    """The palette; what is typed while it closes is not looked for any more."""

    def check_message_enabled(self, message: Message) -> bool:
        """Whether a message is to be handled."""
        is_late = isinstance(message, Input.Changed) and self not in self.app.screen_stack
        return not is_late and super().check_message_enabled(message)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The list is paged where it has lines: not before it is drawn, nor where there is no room for it."""
        if action == "command_list" and parameters in (("page_up",), ("page_down",)):
            return all(found.scrollable_content_region for found in self.query(OptionList))
        return super().check_action(action, parameters)


class Ways(Provider):
    """What can be done on the screen below the palette, as it was when the palette opened."""

    @property
    def _ways(self) -> tuple[Way, ...]:
        app: Any = self.app
        ways: tuple[Way, ...] = app.ways
        return ways

    async def discover(self) -> Hits:
        """Everything, until a letter is typed."""
        for way in self._ways:
            yield DiscoveryHit(Content(way.words), way.does, text=way.words, help=escape(way.help))

    async def search(self, query: str) -> Hits:
        """What the letters can mean."""
        matcher = self.matcher(query)
        for way in self._ways:
            score, letters = matcher.fuzzy_search.match(query, way.words)
            if score > 0:
                shown = Content(way.words)  # the matcher's own highlighting would take the words for markup
                for at in letters:
                    shown = shown.stylize(matcher.match_style, at, at + 1)
                yield Hit(score, shown, way.does, text=way.words, help=escape(way.help))
