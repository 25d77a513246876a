"""The board as it was at an entry of the history, laid over the history: Esc is the way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tracker.tui.screens.board import BoardScreen
from tracker.tui.widgets.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.tui.standpoint import Standpoint
    from tracker.tui.widgets.spot import Spot


class ThenScreen(BoardScreen):
    """A board that gives back the standpoint from before when it is left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,y", "back", "Back")]

    def __init__(
        self, before: Standpoint, cell: tuple[str, str] | None = None, spot: Spot | None = None
    ) -> None:
        super().__init__()
        self._before = before
        self._cell = cell
        self._spot = spot

    def on_mount(self) -> None:
        """Stand on the cell one came for."""
        super().on_mount()
        if self._cell is not None:
            for grid in self.query(Grid):
                grid.put_cursor(*self._cell)
        self.call_after_refresh(self.stand, self._spot)

    def again(self) -> Callable[[], ThenScreen]:
        """The same board, the cursor where it is."""
        return partial(ThenScreen, self._before, spot=self.spot())

    def action_back(self) -> None:
        """Back to the history, the board as it was before."""
        self.leave()
        self.app.look_from(self._before)
