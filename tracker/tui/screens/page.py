"""A screen that somebody visits, and that back and forward lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from tracker.tui.screens.closes_once import ClosesOnce

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.tui.app import TrackerApp


#: The key that a page ends its keys with; where letters are typed it is another.
HELP = Binding("question_mark", "app.help", "Help", tooltip="these keys, and what the signs mean")


class Page(ClosesOnce[None]):
    """A screen over the board that can be made again as it was left."""

    app: TrackerApp

    @property
    def is_at_work(self) -> bool:
        """Whether something goes on that back and forward must not lead away from."""
        return False

    def again(self) -> Callable[[], Page]:
        """What makes the screen again as it is now: what it shows, how narrowed, where the cursor is."""
        raise NotImplementedError

    def leave(self) -> None:
        """Close it; back leads to it again."""
        if self.app.screen is self:
            self.app.remember()
            self.dismiss()
