"""Copying a database that may be in use; the copy is checked before it takes its name."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tracker.store.connection import connect
from tracker.store.errors import DamagedError, translated
from tracker.store.new_file import new_file
from tracker.store.verify import verify

if TYPE_CHECKING:
    from pathlib import Path


def backup(path: Path, target: Path) -> None:
    """Copy the database at ``path`` to a new file ``target``, readable by its owner alone."""
    with new_file(target) as draft:
        with translated(path), closing(connect(path)) as source, closing(sqlite3.connect(draft)) as copy:
            source.backup(copy)
        with translated(target), closing(connect(draft)) as copy:
            checked = verify(copy)
        if not checked.ok:
            raise DamagedError(
                f"No backup was made, {path} itself is damaged: {checked.problems[0]} "
                "“tracker verify” says more; copy the files as they are if they are evidence."
            )
