"""What every screen that draws a board has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

if TYPE_CHECKING:
    from tracker.domain.board import Board
    from tracker.tui.app import TrackerApp


class ShowsBoard(Screen[None]):
    """A screen that is given the new board when the board has changed."""

    app: TrackerApp

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No update and no import where the database is open for reading only."""
        if action in ("update", "import_returns") and self.app.workspace.read_only:
            return False
        return super().check_action(action, parameters)

    def show(self, board: Board) -> None:
        """Draw this board."""
        raise NotImplementedError
