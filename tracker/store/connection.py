"""Opening a file as a tracker database, after making sure that it is one."""

from __future__ import annotations

import sqlite3
import stat
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.store.errors import (
    DamagedError,
    NewerError,
    NotOursError,
    StoreError,
    code_of,
    damaged,
    how_to_make,
    missing,
    translated,
)
from tracker.store.schema import APPLICATION_ID, SCHEMA_VERSION
from tracker.store.tables import TABLE_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

#: How long a reader or writer waits for another program.
BUSY_SECONDS = 30.0

#: A writer asks again after so many seconds.
_ASK_AGAIN = 0.005

#: The first with STRICT tables.
_OLDEST_SQLITE = (3, 37)

_MAGIC = b"SQLite format 3\x00"
_HEADER_LENGTH = 100

#: cache_size: 64 MB at most, what a board over a million updates touches; taken as it is needed.
#: trusted_schema: a file from elsewhere must not run more than its own tables and triggers need.
_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cache_size = -64000",
)


def connect(
    path: Path,
    busy_seconds: float = BUSY_SECONDS,
    tell: Callable[[str], None] | None = None,
    *,
    read_only: bool = False,
) -> sqlite3.Connection:
    """Open a tracker database, bringing an older one up to date; raises :class:`StoreError`.

    ``tell`` is called with a sentence where that was done. With ``read_only`` SQLite itself refuses every
    write, and an older database is refused.
    """
    identify(path)
    return connect_beside(path, busy_seconds, tell, read_only=read_only)


def connect_beside(
    path: Path,
    busy_seconds: float = BUSY_SECONDS,
    tell: Callable[[str], None] | None = None,
    *,
    read_only: bool = False,
) -> sqlite3.Connection:
    """Open a tracker database that this process may have open already.

    The file is touched by SQLite alone: where a process closes a file of its own over a database, the
    system takes away every lock that SQLite holds on it there (POSIX; see "How To Corrupt An SQLite Database
    File", 2.2), and another program that leaves then takes the -wal away.
    """
    with translated(path):
        conn = _connect_anywhere(path, busy_seconds, "mode=ro" if read_only else "mode=rw")
        try:
            if read_only and _schema_version(conn, path) < SCHEMA_VERSION:
                raise StoreError(
                    f"{path} was made by an earlier version of the tracker. Open it once for writing, with "
                    f"“tracker --db {path} status”, and it is brought up to date."
                )
            _bring_up_to_date(conn, path, tell)
        except BaseException:
            conn.close()
            raise
    return conn


def identify(path: Path) -> None:
    """Say what is wrong with a file that cannot be a tracker database, before SQLite touches it."""
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise NotOursError(f"{path} is a directory, not a tracker database. Name a file in it.")
        if not stat.S_ISREG(kind):
            raise NotOursError(f"{path} is not a file, so it is no tracker database. {how_to_make(path)}")
        with path.open("rb") as file:
            header = file.read(_HEADER_LENGTH)
    except (FileNotFoundError, NotADirectoryError):
        raise NotOursError(missing(path)) from None
    except PermissionError:
        raise StoreError(f"{path} may not be read by you: ask its owner for permission.") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.") from None
    _identify_header(path, header)


def _identify_header(path: Path, header: bytes) -> None:
    if not header:
        raise NotOursError(f"{path} is empty: it is not a tracker database. {how_to_make(path)}")
    if not header.startswith(_MAGIC):
        raise NotOursError(f"{path} is not a SQLite file, so it is no tracker database. {how_to_make(path)}")
    if len(header) < _HEADER_LENGTH:
        raise DamagedError(f"{path} is damaged: it is cut short. Restore the last good backup.")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise NotOursError(f"{path} is a SQLite database, but not a tracker's. {how_to_make(path)}")


def configure(conn: sqlite3.Connection) -> None:
    """Set what every connection of the store works with."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(
            f"This Python comes with SQLite {sqlite3.sqlite_version}; the tracker needs "
            f"{'.'.join(map(str, _OLDEST_SQLITE))} or later. Use a newer Python."
        )
    for setting in _SETTINGS:
        conn.execute(setting)


def _connect_anywhere(path: Path, busy_seconds: float, mode: str) -> sqlite3.Connection:
    """A connection in a mode; for reading alone where the folder lets nobody write.

    SQLite must create files beside a WAL database even to read it. Where it cannot, and no -wal holds
    changes that are not in the file yet, the file is read as it stands.
    """
    conn = _connect(path, mode, busy_seconds)
    try:
        configure(conn)
        conn.execute("SELECT 1 FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        conn.close()
        if code_of(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or _has_wal(path):
            raise
        conn = _connect(path, "mode=ro&immutable=1", busy_seconds)
        configure(conn)
    return conn


def _connect(path: Path, mode: str, busy_seconds: float) -> sqlite3.Connection:
    # The door's lock lets one thread in at a time, so the connection may go from thread to thread.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?{mode}",
        uri=True,
        isolation_level=None,
        timeout=busy_seconds,
        check_same_thread=False,
    )


def _has_wal(path: Path) -> bool:
    real = path.resolve()  # SQLite keeps it beside the file that a link leads to
    wal = real.with_name(f"{real.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def _bring_up_to_date(conn: sqlite3.Connection, path: Path, tell: Callable[[str], None] | None) -> None:
    if _schema_version(conn, path) < SCHEMA_VERSION:
        from tracker.store.upgrade import told, upgrade

        with upgrade(path) as kept, writing(conn):
            earlier = _schema_version(conn, path)  # another program may have done it meanwhile
            copy = kept(conn, earlier) if earlier < SCHEMA_VERSION else None
        if copy and tell:
            tell(told(copy))
    names = {name for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    lost = sorted(TABLE_NAMES - names)
    if lost:
        raise damaged(path, f"the table “{lost[0]}” is missing")


def _schema_version(conn: sqlite3.Connection, path: Path) -> int:
    version: int = conn.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise NewerError(
            f"{path} was made by a later version of the tracker (schema {version}, this one knows "
            f"{SCHEMA_VERSION}). Install the later version to open it."
        )
    return version


@contextmanager
def writing(conn: sqlite3.Connection) -> Iterator[None]:
    """One write transaction: all of the block or nothing.

    It is IMMEDIATE: a deferred one that reads before it writes fails at once when two people write.
    """
    _begin(conn)
    try:
        yield
        conn.execute("COMMIT")
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def _begin(conn: sqlite3.Connection) -> None:
    """Wait for one's turn to write, as long as the connection waits for others.

    SQLite asks ever more seldom the longer it has waited, so that among many writers those who came last go
    first, and some are turned away. Here everybody asks equally often.
    """
    (milliseconds,) = conn.execute("PRAGMA busy_timeout").fetchone()
    until = time.monotonic() + milliseconds / 1000
    conn.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                conn.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() >= until:
                    raise
                time.sleep(_ASK_AGAIN)
            else:
                return
    finally:
        conn.execute(f"PRAGMA busy_timeout = {milliseconds}")


@contextmanager
def reading(conn: sqlite3.Connection) -> Iterator[None]:
    """One state of the database for all reads of the block, whatever others write meanwhile."""
    conn.execute("BEGIN")
    try:
        yield
    finally:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
