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
    from collections.abc import Callable, Iterator
    from pathlib import Path


@contextmanager
def upgrade(path: Path) -> Iterator[Callable[[sqlite3.Connection, int], Path]]:
    """Around a write transaction: the way to take every step since an earlier schema inside it.

    That gives the copy of the database as it was. Where the block ends in an error, be it only the commit,
    nothing is changed and there is no copy.
    """
    copies: list[Path] = []

    def take_steps(conn: sqlite3.Connection, earlier: int) -> Path:
        copies.append(_kept(path, earlier))
        migrate(conn)
        return copies[0]

    try:
        yield take_steps
    except BaseException:
        for copy in copies:
            copy.unlink(missing_ok=True)
        raise


def told(copy: Path) -> str:
    """The sentence that says what was done, and where the copy is."""
    return (
        f"The database was made by an earlier version and is now of schema {SCHEMA_VERSION}. "
        f"As it was, it is kept in {copy}."
    )


def _kept(path: Path, earlier: int) -> Path:
    """A copy of the database as it was committed last, under a name that is free."""
    endings = chain([""], (f"-{number}" for number in count(2)))
    names = (path.with_name(f"{path.stem}.schema-{earlier}{ending}{path.suffix}") for ending in endings)
    copy = next(name for name in names if not os.path.lexists(name))
    with new_file(copy) as draft, closing(_reader(path)) as source, closing(sqlite3.connect(draft)) as to:
        source.backup(to)
        (said,) = to.execute("PRAGMA quick_check(1)").fetchone()
        if said != "ok":
            raise damaged(path, said)
    return copy


def _reader(path: Path) -> sqlite3.Connection:
    """A connection beside the one that writes, which sees what was committed last."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
