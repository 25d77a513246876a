"""Copying a database that may be in use; the copy is checked before it takes its name."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from tracker.store.connection import connect, connect_beside, reading
from tracker.store.errors import DISK_CODES, DamagedError, StoreError, code_of, translated
from tracker.store.new_file import new_file
from tracker.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tracker.store.records import Verification

    Progress = Callable[[int, int], None]

#: Pages copied at a time: about four megabytes.
_PAGES = 1000


def backup(path: Path, target: Path, progress: Progress | None = None) -> Verification:
    """Copy the database at ``path`` to a new file ``target``, readable by its owner alone.

    The copy is of one moment, whatever others write meanwhile. ``progress`` is called with the pages copied
    and the pages there are. What is given is the check of the copy.
    """
    with new_file(target) as draft:
        with (
            translated(path),
            closing(connect_beside(path)) as source,
            closing(sqlite3.connect(draft)) as copy,
        ):
            try:
                _copy(source, copy, progress)
            except sqlite3.Error as error:
                if code_of(error) not in DISK_CODES:
                    raise
                raise StoreError(
                    f"No backup was made: {path} could not be read, or {target} not written ({error}). "
                    "Is a disk full, or removed?"
                ) from error
        with translated(target), closing(connect(draft)) as copy:
            checked = verify(copy)
        if not checked.ok:
            raise DamagedError(
                f"No backup was made, {path} itself is damaged: {checked.problems[0]} "
                "“tracker verify” says more; copy the files as they are if they are evidence."
            )
    return checked


def _copy(source: sqlite3.Connection, copy: sqlite3.Connection, progress: Progress | None) -> None:
    def tell(_: int, remaining: int, total: int) -> None:
        if progress:
            progress(total - remaining, total)

    # Without this one look at the database SQLite would begin anew whenever others have written.
    with reading(source):
        source.execute("SELECT 1 FROM sqlite_schema").fetchone()
        source.backup(copy, pages=_PAGES, progress=tell, sleep=0)
