"""The board's two clocks, and every way to set them: by period, by council, by hand, then or now."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tracker.domain.words import day_words
from tracker.tui.screens.shows_board import ShowsBoard
from tracker.tui.standpoint import Standpoint, standpoint_in
from tracker.tui.wardrobe import Wardrobe

_HINT = "2015-09-30, today, last-council, council:2015-07-16, or with what was known: 2018-09-30@2019-02-01"


class TwoClocks(Wardrobe):
    """An application that shows one board, from a standpoint."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left_square_bracket",
            "step('period', -1)",
            "Back",
            key_display="[",
            show=False,
            tooltip="the period before",
        ),
        Binding(
            "right_square_bracket",
            "step('period', 1)",
            "On",
            key_display="]",
            show=False,
            tooltip="the period after",
        ),
        Binding(
            "left_curly_bracket",
            "step('council', -1)",
            "Council before",
            key_display="{",
            show=False,
            tooltip="the council before",
        ),
        Binding(
            "right_curly_bracket",
            "step('council', 1)",
            "Council after",
            key_display="}",
            show=False,
            tooltip="the council after",
        ),
        Binding("t", "step('today', 0)", "Today", show=False, tooltip="today, or the plan's last due date"),
        Binding(
            "K",
            "switch_known",
            "Then or now",
            show=False,
            tooltip="as known then, at the end of the day looked from, or as known now",
        ),
        Binding(
            "g",
            "go",
            "Go to a day",
            show=False,
            tooltip="go to a day: 2015-09-30, council:2015-07-16, 2018-09-30@2019-02-01",
        ),
    ]
    #: Where the board is looked from, or will be as soon as it has been read.
    standpoint: Standpoint

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The clocks can be set where the board, or something of it, can be seen."""
        if action in ("step", "switch_known", "go") and not isinstance(self.screen, ShowsBoard):
            return False
        return super().check_action(action, parameters)

    def action_step(self, by: str, way: int) -> None:
        """Step the as-of date to another period's end or council, or back to today's."""
        from tracker.tui import dates

        plan, day, today = self.board.plan, self.standpoint.as_of, self.workspace.today
        if by == "today":
            self._to_today()
            return
        if by == "council":
            found = dates.council_before(plan, day) if way < 0 else dates.council_after(plan, day, today)
        else:
            found = dates.period_before(plan, day) if way < 0 else dates.period_after(plan, day, today)
        if found is None:
            self.notify(f"There is no {by} {'before' if way < 0 else 'after'} this one.", markup=False)
            return
        self.look_from(self.standpoint.on(found))

    @work(group="today", exclusive=True)
    async def _to_today(self) -> None:
        day = await self.ask(self.workspace.default_as_of)
        if day is not None:
            self.look_from(self.standpoint.on(day))

    def action_switch_known(self) -> None:
        """As known then, or as known now."""
        self.look_from(self.standpoint.switched())

    def action_go(self) -> None:
        """Ask for a day, and go to it."""
        from tracker.tui.screens.ask import AskScreen

        read = partial(standpoint_in, here=self.standpoint, workspace=self.workspace)
        self.push_screen(AskScreen("Go to a day", _HINT, read, standpoint_words), self._gone)

    def _gone(self, found: Standpoint | None) -> None:
        if found is not None:
            self.look_from(found)

    def look_from(self, standpoint: Standpoint) -> None:
        """Read the board from a standpoint and show it on every screen that draws one."""
        self.standpoint = standpoint  # at once: who steps twice means the step after the next
        self._read()

    @work(group="board", exclusive=True)
    async def _read(self) -> None:
        await self.read_board()

    async def read_board(self) -> bool:
        """Read the board from the standpoint, and show it on every screen that draws one; False where it
        was refused."""
        look = self.standpoint.look
        board = await self.ask(self.workspace.board, look.as_of, look.known_at)
        if board is None:
            self.standpoint = Standpoint(self.board.as_of, fixed=self.board.known_at)
            return False
        self.show_board(board)
        return True


def standpoint_words(found: Standpoint) -> str:
    """A standpoint in one sentence."""
    known = found.look.known_at
    if known is None:
        return f"As of {day_words(found.as_of)}, with all that is known now."
    then = "that day" if known.date() == found.as_of else day_words(known.date())
    return f"As of {day_words(found.as_of)}, as it was known at the end of {then}."
