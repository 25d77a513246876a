"""An open database: one thread at a time, errors in the tracker's own terms, the end of the ledger."""

from __future__ import annotations

from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Self

from tracker.store import tail
from tracker.store.connection import BUSY_SECONDS, connect, connect_beside
from tracker.store.errors import translated
from tracker.store.instants import instant

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from tracker.domain.update import Receipt
    from tracker.store.records import VersionDraft

    Clock = Callable[[], datetime]


class Opened:
    """An open tracker database; one thread at a time is let in.

    Every method raises :class:`tracker.store.StoreError`, or a subclass, when the database cannot do what
    was asked. A clock is a function that gives the present instant with its time zone.
    """

    def __init__(self, path: Path, conn: sqlite3.Connection, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._conn = conn
        self._lock = RLock()

    @classmethod
    def create(
        cls, path: Path, first: VersionDraft | None = None, author: str = "", now: Clock | None = None
    ) -> Self:
        """Make a new database, with plan version 1 if ``first`` is given: whole, or no file at all."""
        from tracker.store import creation

        creation.create(path, first, author, now)
        return cls.open(path)

    @classmethod
    def create_from_export(cls, path: Path, folder: Path) -> Self:
        """Make a new database from an export: the same ledger with the same head, or no file at all.

        :class:`ExportError` says what is missing from the folder or was changed, and where.
        """
        from tracker.store.exported.reading import create_from_export

        create_from_export(path, folder)
        return cls.open(path)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        busy_seconds: float = BUSY_SECONDS,
        tell: Callable[[str], None] | None = None,
        read_only: bool = False,
    ) -> Self:
        """Open a database that is there already; ``busy_seconds`` is how long to wait for other writers.

        ``tell`` is called with a sentence where it was of an earlier version and has been brought up to date.
        """
        return cls(path, connect(path, busy_seconds, tell, read_only=read_only), read_only=read_only)

    def beside(self) -> Self:
        """The same database on another connection, for work during which this one is not to wait."""
        conn = connect_beside(self.path, read_only=self.read_only)
        return type(self)(self.path, conn, read_only=self.read_only)

    def close(self) -> None:
        """Close the database."""
        with self._lock:
            self._conn.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _inside(self) -> Iterator[sqlite3.Connection]:
        with self._lock, translated(self.path, read_only=self.read_only):
            yield self._conn

    def head(self) -> tuple[int, str]:
        """The last number of the ledger, and the chain's head."""
        with self._inside() as conn:
            end = tail.tail_of(conn)
            return end.seq, end.hash

    def known_end(self, known_at: datetime | None = None) -> Receipt:
        """The receipt of the last row of the ledger that is known at an instant (None: now)."""
        with self._inside() as conn:
            return tail.known_tail(conn, known_at)

    def last_recorded_at(self) -> datetime | None:
        """When the last row was recorded, UTC; None when there is none."""
        with self._inside() as conn:
            end = tail.tail_of(conn)
            return instant(end.recorded_at) if end.seq else None

    def data_version(self) -> int:
        """A number that changes when another program has written to the database."""
        with self._inside() as conn:
            number: int = conn.execute("PRAGMA data_version").fetchone()[0]
            return number

    def counts(self) -> dict[str, int]:
        """How many rows there are of each table."""
        with self._inside() as conn:
            return tail.counts(conn)
