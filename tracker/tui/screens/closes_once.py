"""What every screen over the board has in common: it closes itself, and nothing else."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

_T = TypeVar("_T")


class ClosesOnce(Screen[_T]):
    """A screen that may be asked to close while it is closing: keys can be faster than it goes.

    Textual takes away whatever is on top then, which is the screen below.
    """

    def dismiss(self, result: _T | None = None) -> AwaitComplete:
        """Close it with a result, if it is still there."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
