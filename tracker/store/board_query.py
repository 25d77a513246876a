"""The board's query: what is known of many cells as of a day, one indexed seek for each.

For a cell as of D known at R it is the update with the greatest as-at date ≤ D among those known from R
or before; for one as-at date the latest known, then the latest recorded, stands; where that is a
withdrawal the as-at date is gone, and the next older one counts.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeAlias

from tracker.store.connection import reading
from tracker.store.instants import ALWAYS, stamp
from tracker.store.records import CellRow
from tracker.store.rows import COLUMNS, WHOLE_LEDGER, WITH_SOURCE, checked, damaged_row, update_of
from tracker.store.series import last_of_day

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from tracker.domain.plan import CommitmentId, ForceSlug
    from tracker.domain.update import Update
    from tracker.store.rows import Row

    Cell = tuple[ForceSlug, CommitmentId]

#: A force, an id, and the latest as-at date to look at.
Asked: TypeAlias = tuple[str, str, str]

#: ``cells`` maps commitment to force to the latest as-at date to look at. The index says which row is the
#: latest; where that row is not there, or is not what the index says of it, its number alone comes back.
LATEST = f"""
WITH latest AS MATERIALIZED (
  SELECT promise.key AS commitment, cell.key AS force, (
    SELECT w.seq || ' ' || w.as_at || ' ' || w.known_from FROM updates AS w INDEXED BY updates_by_cell
    WHERE w.commitment = promise.key AND w.force = cell.key
      AND w.as_at <= cell.value AND w.known_from <= :known_at AND w.seq <= :ledger
    ORDER BY w.as_at DESC, w.known_from DESC, w.seq DESC LIMIT 1) AS named
  FROM json_each(:cells) AS promise CROSS JOIN json_each(promise.value) AS cell)
SELECT {COLUMNS}, CAST(latest.named AS INTEGER)
FROM latest LEFT JOIN updates AS u ON u.seq = CAST(latest.named AS INTEGER)
  AND +u.commitment = latest.commitment AND +u.force = latest.force
  AND u.seq || ' ' || u.as_at || ' ' || u.known_from = latest.named
{WITH_SOURCE} WHERE latest.named IS NOT NULL"""  # noqa: S608 - constants of this package

_SEQ, _FORCE, _COMMITMENT, _AS_AT, _KNOWN_FROM, _NAMED = 0, 1, 2, 3, 17, -1

_ANY_AHEAD = """SELECT EXISTS (
  SELECT 1 FROM updates INDEXED BY updates_ahead WHERE as_at > substr(known_from, 1, 10))"""


def latest(
    conn: sqlite3.Connection,
    cells: Sequence[Cell],
    as_of: date,
    known_at: datetime | None,
    earlier: Mapping[CommitmentId, Sequence[CommitmentId]],
    ledger: int | None = None,
) -> dict[Cell, CellRow]:
    """What is known of each cell; a cell of which nothing is known is left out.

    ``ledger`` is the last ledger number to look at: the board as the ledger stood then.
    """
    known = ALWAYS if known_at is None else stamp(known_at)
    end = WHOLE_LEDGER if ledger is None else ledger
    with reading(conn):
        last_day = _last_day(conn, as_of, known)
        asked = [(force, commitment, last_day) for force, commitment in cells]
        if not earlier:
            return _look_back(asked, lambda days: map(update_of, _seek(conn, days, known, end)))
        alone = [cell for cell in asked if cell[1] not in earlier]
        carried_on = [cell for cell in asked if cell[1] in earlier]
        found = _look_back(alone, lambda days: map(update_of, _seek(conn, days, known, end)))
        return found | _look_back(carried_on, lambda days: _seek_earlier(conn, days, known, end, earlier))


def _look_back(asked: list[Asked], seek: Callable[[list[Asked]], Iterable[Update]]) -> dict[Cell, CellRow]:
    """The latest value of each cell: past what was withdrawn, and past what had no value to give."""
    found: dict[Cell, CellRow] = {}
    valueless: dict[Cell, Update] = {}
    while asked:
        older = []
        for update in seek(asked):
            cell = (update.draft.force, update.draft.commitment)
            if update.has_value:
                found[cell] = CellRow(update, valueless.pop(cell, None) if valueless else None)
                continue
            if not update.draft.withdrawal:
                valueless.setdefault(cell, update)
            if update.draft.as_at > date.min:
                older.append((*cell, (update.draft.as_at - timedelta(days=1)).isoformat()))
        asked = older
    found.update((cell, CellRow(None, update)) for cell, update in valueless.items())
    return found


def _seek(conn: sqlite3.Connection, asked: Iterable[Asked], known: str, end: int) -> Iterator[Row]:
    days: dict[CommitmentId, dict[ForceSlug, str]] = {}
    for force, commitment, day in asked:
        days.setdefault(commitment, {})[force] = day
    found = conn.execute(LATEST, {"cells": json.dumps(days), "known_at": known, "ledger": end})
    return checked(_there(found))


def _there(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that the index names."""
    for row in rows:
        if row[_SEQ] is None:
            said = "the index of the cells names it, and it is not there or is another"
            raise damaged_row(row[_NAMED], said)
        yield row[:_NAMED]


def _seek_earlier(
    conn: sqlite3.Connection,
    asked: Iterable[Asked],
    known: str,
    end: int,
    earlier: Mapping[CommitmentId, Sequence[CommitmentId]],
) -> Iterator[Update]:
    """One seek for each id that a commitment has gone by; the latest of a cell's rows is the cell's."""
    ids = [(force, cid, day) for force, now, day in asked for cid in (now, *earlier[now])]
    now = {cid: current for current, old in earlier.items() for cid in (current, *old)}
    rows: dict[Cell, list[Row]] = {}
    for row in _seek(conn, ids, known, end):
        rows.setdefault((row[_FORCE], now[row[_COMMITMENT]]), []).append(row)
    for (force, current), found in rows.items():
        top = max(found, key=lambda row: (row[_AS_AT], row[_KNOWN_FROM], row[_SEQ]))
        if sum(row[_AS_AT] == top[_AS_AT] for row in found) > 1:  # told under both: one may revise the other
            top = last_of_day(conn, force, (current, *earlier[current]), top[_AS_AT], known, end)
        yield update_of((*top[:_COMMITMENT], current, *top[_COMMITMENT + 1 :]))


def _last_day(conn: sqlite3.Connection, as_of: date, known: str) -> str:
    """The as-at date from which to look back.

    An update is not known before the day it describes, so a look at what was known in 2018 need not pass
    over all that describes later days. Should the ledger hold updates known ahead, it has to.
    """
    day = as_of.isoformat()
    if known[:10] >= day or conn.execute(_ANY_AHEAD).fetchone()[0]:
        return day
    return known[:10]
