"""What every screen that draws a board has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

if TYPE_CHECKING:
    from tracker.domain.board import Board


class ShowsBoard(Screen[None]):
    """A screen that is given the new board when the board has changed."""

    def show(self, board: Board) -> None:
        """Draw this board."""
        raise NotImplementedError
