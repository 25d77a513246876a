"""The board notices when another program has written to the database, and shows what it says now."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, TypeVar

from textual import work

from tracker.tui.updating import Updating
from tracker.workspace import TrackerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.tui.draft_files import DraftFiles
    from tracker.tui.preference_file import PreferenceFile
    from tracker.workspace import Workspace

_T = TypeVar("_T")

#: How often the database is asked, in seconds: one PRAGMA, off the UI thread.
EVERY = 1.0

#: How long a thread may keep the interpreter from the one that draws, in seconds: while long work goes on a
#: key waits so long several times.
_WHILE_AT_WORK = 0.0005
_USUALLY = sys.getswitchinterval()


class Watching(Updating):
    """An application that asks the database every second whether it was written to."""

    def __init__(self, preference_file: PreferenceFile | None, draft_files: DraftFiles | None) -> None:
        super().__init__(preference_file, draft_files)
        self._version: int | None = None
        self._is_asking = False
        self._at_work = 0

    def on_mount(self) -> None:
        """Begin to watch."""
        self.set_interval(EVERY, self.look_again)

    @work(group="watch")
    async def look_again(self) -> None:
        """Read the board again if another program has written; nothing is asked twice at once."""
        if self._is_asking or self._at_work:
            return
        self._is_asking = True
        try:
            found = await asyncio.to_thread(self.workspace.data_version)
        except TrackerError:
            return  # busy or gone: whatever is done next says so
        finally:
            self._is_asking = False
        before, self._version = self._version, found
        if before in (None, found) or self._at_work:
            return
        if self.standpoint.is_now:
            self.notify("Somebody else has recorded something: this is what is known now.", markup=False)
        self.look_from(self.standpoint)

    async def work_beside(self, call: Callable[[Workspace], _T]) -> _T | None:
        """Do long work off the UI thread, in the database opened once more, so that nothing waits for it.

        What it writes is no news, and is shown when it is done; what it refuses becomes a notice, and None.
        """
        self._at_work += 1
        sys.setswitchinterval(_WHILE_AT_WORK)
        try:
            return await self.ask(_beside, self.workspace, call)
        finally:
            self._at_work -= 1
            if not self._at_work:
                sys.setswitchinterval(_USUALLY)
            before, self._version = self._version, await asyncio.to_thread(self.workspace.data_version)
            if before != self._version:
                self.look_from(self.standpoint)


def _beside(workspace: Workspace, call: Callable[[Workspace], _T]) -> _T:
    with workspace.beside() as beside:
        return call(beside)
