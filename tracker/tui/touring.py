"""The tour over the board: offered once on the demo's data, and taken again whenever one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from tracker.tui.choices import Tour
from tracker.tui.tour import STEPS
from tracker.tui.visiting import Visiting
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.tour_panel import say_step

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from textual.dom import DOMNode

    from tracker.tui.draft_files import DraftFiles
    from tracker.tui.preference_file import PreferenceFile


class Touring(Visiting):
    """An application with a tour; ``is_demo`` says that its data are there to be looked around in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("H", "tour", "Tour", show=False, tooltip="the tour: five steps on this board"),
        Binding("enter", "tour_on", "Next step", priority=True, tooltip="the next step of the tour"),
        Binding("escape", "tour_leave", "Leave the tour", priority=True, tooltip="leave the tour"),
    ]

    def __init__(
        self, preference_file: PreferenceFile | None, draft_files: DraftFiles | None, *, is_demo: bool
    ) -> None:
        super().__init__(preference_file, draft_files)
        self._is_demo = is_demo
        self._step: int | None = None

    def on_ready(self) -> None:
        """Offer the tour to who opens the demo for the first time; without a file nobody knows."""
        is_first = self._file is not None and self.preferences.tour is Tour.OFFER
        if self._is_demo and is_first and self._board_screen().spot() is not None:
            self.action_tour()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The tour is taken on the board; its keys are the grid's while it is."""
        if action in ("tour", "tour_on", "tour_leave"):
            is_on_board = len(self.screen_stack) == 1 and self._board_screen().spot() is not None
            if action == "tour":
                return is_on_board
            return self._step is not None and is_on_board and isinstance(self.focused, Grid)
        return super().check_action(action, parameters)

    async def run_action(
        self,
        action: str | Any,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do an action, by whichever key, click or line of the palette; it may be what the step asks for."""
        is_done = await super().run_action(action, default_namespace, namespaces)
        if is_done and self._step is not None and isinstance(action, str):
            name = action.removeprefix("app.").partition("(")[0]
            if name == STEPS[self._step].action:
                self.action_tour_on()
        return is_done

    def action_tour(self) -> None:
        """Begin with the first step."""
        self._step = 0
        say_step(self._board_screen(), 0)

    def action_tour_on(self) -> None:
        """The next step; after the last, the end."""
        if self._step is None:
            return
        if self._step + 1 < len(STEPS):
            self._step += 1
            say_step(self._board_screen(), self._step)
        else:
            self._end()

    def action_tour_leave(self) -> None:
        """Leave it; it is not offered again."""
        self._end()
        self.notify("? shows the keys of every screen; H takes the tour again.", timeout=5, markup=False)

    def _end(self) -> None:
        self._step = None
        say_step(self._board_screen(), None)
        if self.preferences.tour is not Tour.TAKEN:
            self.prefer("tour", Tour.TAKEN)
