"""Bringing a database of an earlier version up to this schema: a copy of it first, then all steps or none."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from itertools import chain, count
from typing import TYPE_CHECKING

from tracker.store.errors import damaged
from tracker.store.new_file import new_file
from tracker.store.schema import SCHEMA_VERSION, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def upgrade(conn: sqlite3.Connection, path: Path, earlier: int) -> Path:
    """Take every step since schema ``earlier``, inside the write transaction that is open on ``conn``.

    Gives the copy of the database as it was. Should a step fail, nothing is changed and there is no copy.
    """
    with _kept(path, earlier) as copy:
        migrate(conn)
    return copy


def told(copy: Path) -> str:
    """The sentence that says what was done, and where the copy is."""
    return (
        f"The database was made by an earlier version and is now of schema {SCHEMA_VERSION}. "
        f"As it was, it is kept in {copy}."
    )


@contextmanager
def _kept(path: Path, earlier: int) -> Iterator[Path]:
    """A copy of the database as it was committed last, which goes again where the block ends in an error."""
    endings = chain([""], (f"-{number}" for number in count(2)))
    names = (path.with_name(f"{path.stem}.schema-{earlier}{ending}{path.suffix}") for ending in endings)
    copy = next(name for name in names if not os.path.lexists(name))
    with new_file(copy) as draft, closing(_reader(path)) as source, closing(sqlite3.connect(draft)) as to:
        source.backup(to)
        (said,) = to.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            raise damaged(path, said)
    try:
        yield copy
    except BaseException:
        copy.unlink(missing_ok=True)
        raise


def _reader(path: Path) -> sqlite3.Connection:
    """A connection beside the one that writes, which sees what was committed last."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
