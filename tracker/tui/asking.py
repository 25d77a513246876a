"""Every call of the workspace, off the UI thread."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App

from tracker.domain.words import shown
from tracker.workspace import TrackerError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tracker.workspace import Workspace

_T = TypeVar("_T")


class Asking(App[None]):
    """An application over one workspace."""

    workspace: Workspace

    async def ask(self, call: Callable[..., _T], *words: Any, **more: Any) -> _T | None:
        """Call the workspace off the UI thread; what it refuses becomes a notice, and None."""
        try:
            return await asyncio.to_thread(call, *words, **more)
        except TrackerError as error:
            self.notify(shown(str(error)), title="Not done", severity="error", timeout=15, markup=False)
            return None
