"""The application for somebody in a browser: it asks who that is, and keeps nothing on the server."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, ClassVar

from tracker.domain.fields import person_in
from tracker.tui.app import TrackerApp
from tracker.tui.screens.ask import AskScreen

if TYPE_CHECKING:
    from tracker.workspace import Workspace

#: How often a session looks whether its server is still there, in seconds.
_EVERY = 2.0
#: Keys in the place of those that a browser keeps for itself, by the name of what they do.
INSTEAD = {"save-next": "f2", "withdraw": "f8"}
_HINT = (
    "Your name, as others know you: it is recorded with every update that you make. Enter takes it.\n"
    "Nothing is kept here of what you type and do not save."
)


class WhoScreen(AskScreen[str]):
    """Asks for a person's name, until there is one."""

    def __init__(self) -> None:
        super().__init__("Who are you?", _HINT, person_in, lambda name: f"{name}: Enter takes it.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no way round it."""
        return action != "leave" and super().check_action(action, parameters)


class BrowserApp(TrackerApp):
    """A session of one browser; it ends when its server, the process that started it, has gone.

    Preferences hold until it ends, and no draft is kept: whoever says the same name would be offered it.
    """

    reaches_files: ClassVar[bool] = False

    def __init__(self, workspace: Workspace, *, server: int) -> None:
        super().__init__(workspace)
        self._server = server

    def on_mount(self) -> None:
        """Ask for the name, where something can be recorded under it."""
        self.set_keymap(INSTEAD)
        self.set_interval(_EVERY, self._stay)
        if self.workspace.read_only:
            self.notify("For reading only: nothing can be recorded here.", timeout=10, markup=False)
        else:
            self.push_screen(WhoScreen(), self._named)

    def _named(self, name: str | None) -> None:
        self.workspace.user = name or ""

    def _stay(self) -> None:
        if os.getppid() != self._server:
            self.exit()
