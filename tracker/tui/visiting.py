"""Back and forward over the screens visited, as in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tracker.tui.screens.page import Page
from tracker.tui.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.tui.draft_files import DraftFiles
    from tracker.tui.preference_file import PreferenceFile
    from tracker.tui.screens.board import BoardScreen
    from tracker.tui.standpoint import Standpoint
    from tracker.tui.widgets.spot import Spot

#: Visits that are remembered each way.
MOST = 50


@dataclass(frozen=True)
class Visit:
    """A screen as it was left, with those below it: from where it was looked, and what makes them again."""

    standpoint: Standpoint
    spot: Spot | None
    pages: tuple[Callable[[], Page], ...]


class Visiting(Watching):
    """An application that remembers which screens were visited, and how each was left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "less_than_sign,alt+left",
            "turn(-1)",
            "Back",
            show=False,
            tooltip="back to the screen visited before, as it was left",
        ),
        Binding(
            "greater_than_sign,alt+right",
            "turn(1)",
            "Forward",
            show=False,
            tooltip="forward again, after going back",
        ),
    ]

    def __init__(self, preference_file: PreferenceFile | None, draft_files: DraftFiles | None) -> None:
        super().__init__(preference_file, draft_files)
        self._visits: dict[int, list[Visit]] = {-1: [], 1: []}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """From a page, where there is one to go to; never away from a form or a question."""
        if action == "turn":
            (way,) = parameters
            return way in self._visits and bool(self._visits[way]) and self._is_on_a_page()
        return super().check_action(action, parameters)

    def _is_on_a_page(self) -> bool:
        """Whether there are pages alone, drawn and not at work: keys can be faster than a screen."""
        return all(
            isinstance(screen, Page) and self.is_drawn(screen) and not screen.is_at_work
            for screen in self.screen_stack
        )

    def _board_screen(self) -> BoardScreen:
        from tracker.tui.screens.board import BoardScreen

        below = self.screen_stack[0]
        assert isinstance(below, BoardScreen)  # noqa: S101 - the default screen
        return below

    def here(self) -> Visit:
        """The screen one is on, as it is now."""
        above = (screen.again() for screen in self.screen_stack[1:] if isinstance(screen, Page))
        return Visit(self.standpoint, self._board_screen().spot(), tuple(above))

    def visit(self, page: Page) -> None:
        """Open a page; who asks for two before the first is drawn gets the first."""
        if all(map(self.is_drawn, self.screen_stack)):
            self.remember()
            self.push_screen(page)

    def remember(self, left: Visit | None = None) -> None:
        """Let back lead to the screen one is on, or to one that was left; what was forward is forgotten."""
        if left is not None or all(map(self.is_drawn, self.screen_stack)):
            self._visits[1].clear()
            self._add(-1, left or self.here())

    def _add(self, way: int, visit: Visit) -> None:
        self._visits[way] = [*self._visits[way], visit][-MOST:]

    @work(group="board", exclusive=True)
    async def action_turn(self, way: int) -> None:
        """Back to the page before, or forward again: with cursor, filter and standpoint as they were."""
        if not self._is_on_a_page() or not self._visits[way]:
            return  # a key that came first has opened something
        here, there = self.here(), self._visits[way][-1]
        if there.standpoint != self.standpoint:
            self.standpoint = there.standpoint
            if not await self.read_board() or not self._is_on_a_page():
                return
        self._visits[way].remove(there)
        self._add(-way, here)
        with self.batch_update():
            for _ in self.screen_stack[1:]:
                self.pop_screen()
            self._board_screen().stand(there.spot)
            for make in there.pages:
                self.push_screen(make())
