"""Making a new database: it appears under its name whole, or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from tracker.store.connection import configure, writing
from tracker.store.errors import translated
from tracker.store.new_file import new_file
from tracker.store.schema import migrate
from tracker.store.versions import add_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from tracker.store.records import VersionDraft


def create(path: Path, first: VersionDraft | None, author: str, now: Callable[[], datetime] | None) -> None:
    """Make a new database, with plan version 1 when it is given; a version needs a clock."""
    if first is not None and now is None:
        raise ValueError("a first version needs a clock")
    with new_database(path) as conn:
        if first is not None and now is not None:
            with writing(conn):
                add_version(conn, first, author=author, now=now)


@contextmanager
def new_database(path: Path) -> Iterator[sqlite3.Connection]:
    """A new database to fill; it takes its name when the block ends without an error."""
    with new_file(path) as draft, translated(path), closing(_open_plain(draft)) as conn:
        configure(conn)
        with writing(conn):
            migrate(conn)
        yield conn
        # Last, so that what was written so far is in the file itself when it takes its name. It is read once
        # more, because that needs room beside it: where there is none, it could not be opened under its name.
        conn.execute("PRAGMA journal_mode = WAL")
        conn.execute("SELECT count(*) FROM updates").fetchone()


def _open_plain(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)
