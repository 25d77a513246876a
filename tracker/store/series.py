"""One cell through time: for every as-at date the update that stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.store.connection import reading
from tracker.store.instants import ALWAYS, stamp
from tracker.store.rows import COLUMNS, WHOLE_LEDGER, WITH_SOURCE, texts_of, update_of

if TYPE_CHECKING:
    import sqlite3
    from datetime import datetime

    from tracker.domain.update import Update

SERIES = f"""
SELECT {COLUMNS} FROM updates AS u INDEXED BY updates_by_cell {WITH_SOURCE}
WHERE u.commitment = :commitment AND u.force = :force AND u.as_at <= :as_of AND u.known_from <= :known_at
  AND u.seq <= :ledger
ORDER BY u.as_at, u.known_from, u.seq"""  # noqa: S608 - constants of this package

_WITHDRAWAL = 13
_AS_AT = 3


def series(
    conn: sqlite3.Connection,
    force: str,
    commitment: str,
    *,
    known_at: datetime | None,
    as_of: date | None,
    texts: bool,
    ledger: int | None = None,
) -> list[Update]:
    """The update that stands for each as-at date, oldest first; withdrawn dates are left out."""
    asked = {
        "force": force,
        "commitment": commitment,
        "as_of": ALWAYS if as_of is None else as_of.isoformat(),
        "known_at": ALWAYS if known_at is None else stamp(known_at),
        "ledger": WHOLE_LEDGER if ledger is None else ledger,
    }
    with reading(conn):
        # Of rows with one as-at date the last stands, so that it takes the place of those before it.
        standing = {row[_AS_AT]: row for row in conn.execute(SERIES, asked)}
        rows = [row for row in standing.values() if not row[_WITHDRAWAL]]
        written = texts_of(conn, (row[0] for row in rows)) if texts else {}
    return [update_of(row, written.get(row[0], {})) for row in rows]


def told(conn: sqlite3.Connection, force: str, commitment: str) -> dict[date, list[Update]]:
    """For each as-at date of a cell every update that was not withdrawn, in the order they became known."""
    asked = {
        "force": force,
        "commitment": commitment,
        "as_of": ALWAYS,
        "known_at": ALWAYS,
        "ledger": WHOLE_LEDGER,
    }
    left: dict[str, list[tuple[Any, ...]]] = {}
    with reading(conn):
        for row in conn.execute(SERIES, asked):
            rows = left.setdefault(row[_AS_AT], [])
            if row[_WITHDRAWAL]:
                rows.clear()
            else:
                rows.append(row)
        written = texts_of(conn, (row[0] for rows in left.values() for row in rows))
    return {
        date.fromisoformat(day): [update_of(row, written.get(row[0], {})) for row in rows]
        for day, rows in left.items()
    }
