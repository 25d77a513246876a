"""A page on which long work goes on: off the UI thread, with its progress, until it is done or stopped."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from tracker.tui.long_work import LongWork, StoppedError
from tracker.tui.screens.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.workspace import Workspace

_T = TypeVar("_T")

#: How often it is drawn how far the work is, in seconds.
_EVERY = 0.1


class WorkingPage(Page):
    """Does one piece of long work at a time; Esc stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.long: LongWork | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether the work goes on."""
        return self.long is not None

    def draw_work(self) -> None:
        """Draw how far it is, and what has come of it so far."""
        raise NotImplementedError

    def begin(
        self, label: str, does: Callable[[LongWork, Workspace], _T], then: Callable[[_T], None]
    ) -> None:
        """Let ``does`` work in a workspace of its own; ``then`` is told what came of it, unless it was
        stopped or refused."""
        self.long = LongWork(label)
        self.refresh_bindings()
        # The application's own, so that it is not given up in the middle when the screen is left.
        self.app.run_worker(self._do(self.long, does, then), group="long")

    async def _do(
        self, long: LongWork, does: Callable[[LongWork, Workspace], _T], then: Callable[[_T], None]
    ) -> None:
        timer = self.set_interval(_EVERY, self.draw_work)
        found = None
        try:
            found = await self.app.work_beside(partial(_until_stopped, long, does))
        finally:
            timer.stop()
            self.long = None
        if self.app.is_drawn(self):
            if found is not None:
                then(*found)
            self.draw_work()
            self.refresh_bindings()

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self.action_stop()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Esc stops the work; without any it leads back."""
        if action == "stop":
            return self.long is not None and not self.long.is_stopped
        if action == "back":
            return self.long is None
        return super().check_action(action, parameters)

    def action_stop(self) -> None:
        """Stop the work."""
        if self.long is not None:
            self.long.stop()


def _until_stopped(
    long: LongWork, does: Callable[[LongWork, Workspace], _T], workspace: Workspace
) -> tuple[_T] | None:
    try:
        return (does(long, workspace),)
    except StoppedError:
        return None
