"""Cells through time: for every as-at date the update that stands."""

from __future__ import annotations

import heapq
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from tracker.store.connection import reading
from tracker.store.instants import ALWAYS, stamp
from tracker.store.rows import COLUMNS, WHOLE_LEDGER, WITH_SOURCE, checked, texts_of, update_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from tracker.domain.update import Update
    from tracker.store.rows import Row

SERIES = f"""
SELECT {COLUMNS} FROM updates AS u INDEXED BY updates_by_cell {WITH_SOURCE}
WHERE u.commitment = :commitment AND u.force = :force
  AND u.as_at BETWEEN :since AND :as_of AND u.known_from <= :known_at AND u.seq <= :ledger
ORDER BY u.as_at, u.known_from, u.seq"""  # noqa: S608 - constants of this package

EVERY_FORCE = f"""
SELECT {COLUMNS} FROM updates AS u INDEXED BY updates_by_cell {WITH_SOURCE}
WHERE u.commitment = :commitment
  AND u.as_at <= :as_of AND u.known_from <= :known_at AND u.seq <= :ledger
ORDER BY u.force, u.as_at, u.known_from, u.seq"""  # noqa: S608 - constants of this package

_SEQ, _FORCE, _COMMITMENT, _AS_AT, _VALUE, _STATE, _WITHDRAWAL, _KNOWN_FROM, _REVISED = (
    0,
    1,
    2,
    3,
    4,
    7,
    13,
    17,
    23,
)


def series(
    conn: sqlite3.Connection,
    force: str,
    commitments: Sequence[str],
    *,
    known_at: datetime | None,
    as_of: date | None,
    texts: bool,
    ledger: int | None = None,
) -> list[Update]:
    """The update that stands for each as-at date, oldest first; withdrawn dates are left out.

    ``commitments`` are the ids the commitment has gone by, its own first; ``ledger`` is the last number to
    look at.
    """
    end = WHOLE_LEDGER if ledger is None else ledger
    with reading(conn):
        # Of rows with one as-at date the last stands, so that it takes the place of those before it.
        standing = {row[_AS_AT]: row for row in _rows(conn, force, commitments, as_of, known_at, end)}
        rows = [row for row in standing.values() if not row[_WITHDRAWAL]]
        written = texts_of(conn, (row[0] for row in rows)) if texts else {}
    return [update_of(row, written.get(row[0], {})) for row in rows]


def series_by_force(
    conn: sqlite3.Connection,
    commitments: Sequence[str],
    *,
    known_at: datetime | None,
    as_of: date | None,
    ledger: int | None = None,
) -> dict[str, list[Update]]:
    """The series of every force that ever reported on a commitment; see :func:`series`."""
    asked = _bounds(as_of, known_at, WHOLE_LEDGER if ledger is None else ledger)
    with reading(conn):
        rows = _asked(conn, EVERY_FORCE, commitments, asked)
        standing = {(row[_FORCE], row[_AS_AT]): row for row in rows}
    found: dict[str, list[Update]] = {}
    for row in standing.values():
        if not row[_WITHDRAWAL]:
            found.setdefault(row[_FORCE], []).append(update_of(row))
    return found


def told(conn: sqlite3.Connection, force: str, commitments: Sequence[str]) -> dict[date, list[Update]]:
    """For each as-at date of a cell every update that was not withdrawn, in the order they became known."""
    left: dict[str, list[Row]] = {}
    with reading(conn):
        for row in _rows(conn, force, commitments, None, None, WHOLE_LEDGER):
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


def _rows(
    conn: sqlite3.Connection,
    force: str,
    commitments: Sequence[str],
    as_of: date | None,
    known_at: datetime | None,
    end: int,
) -> Iterable[Row]:
    """The rows of a cell by as-at date, and for one date in the order they became known."""
    asked = {"force": force, "since": ""} | _bounds(as_of, known_at, end)
    return _asked(conn, SERIES, commitments, asked)


def _bounds(as_of: date | None, known_at: datetime | None, end: int) -> dict[str, Any]:
    return {
        "as_of": ALWAYS if as_of is None else as_of.isoformat(),
        "known_at": ALWAYS if known_at is None else stamp(known_at),
        "ledger": end,
    }


def last_of_day(
    conn: sqlite3.Connection, force: str, commitments: Sequence[str], as_at: str, known: str, end: int
) -> Row:
    """Of the rows of a cell for one as-at date the last that was known; there must be one."""
    asked = {"force": force, "since": as_at, "as_of": as_at, "known_at": known, "ledger": end}
    return list(_asked(conn, SERIES, commitments, asked))[-1]


def _asked(
    conn: sqlite3.Connection, query: str, commitments: Sequence[str], asked: dict[str, Any]
) -> Iterable[Row]:
    own, *earlier = (checked(conn.execute(query, asked | {"commitment": cid})) for cid in commitments)
    return _carried_on(commitments[0], own, *earlier) if earlier else own


def _carried_on(commitment: str, *rows: Iterable[Row]) -> Iterator[Row]:
    """The rows of several ids as one commitment's: told under its id, and revised by one another."""
    in_order = heapq.merge(*rows, key=itemgetter(_FORCE, _AS_AT, _KNOWN_FROM, _SEQ))
    for _, day in groupby(in_order, key=itemgetter(_FORCE, _AS_AT)):
        said: set[tuple[object, object]] = set()
        for row in day:
            now = (row[_VALUE], row[_STATE])
            is_revised = not row[_WITHDRAWAL] and bool(said - {now})
            yield (*row[:_COMMITMENT], commitment, *row[_COMMITMENT + 1 : _REVISED], is_revised)
            if not row[_WITHDRAWAL] and now != (None, None):
                said.add(now)
