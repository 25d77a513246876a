"""A field for a path: the first name that begins as typed is offered, and taken with the right arrow."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual.suggester import Suggester
from textual.widgets import Input

from tracker.tui.folder import completed

if TYPE_CHECKING:
    from pathlib import Path


class PathField(Input):
    """Completes paths in ``folder``; the disk is read off the UI thread."""

    def __init__(
        self,
        folder: Path,
        value: str = "",
        *,
        folders_only: bool = False,
    ) -> None:
        super().__init__(
            value,
            compact=True,
            select_on_focus=False,
            suggester=_Names(self, folders_only=folders_only),
        )
        self.folder = folder


class _Names(Suggester):
    """The names in the folder of a field."""

    def __init__(self, field: PathField, *, folders_only: bool) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._field = field
        self._folders_only = folders_only

    async def get_suggestion(self, value: str) -> str | None:
        """The words typed with the rest of a name."""
        complete = partial(completed, value, self._field.folder, folders_only=self._folders_only)
        return await asyncio.to_thread(complete)
