"""The board's query: what is known of many cells as of a day, one indexed seek for each.

For a cell as of D known at R it is the update with the greatest as-at date ≤ D among those known from R
or before; for one as-at date the latest known, then the latest recorded, stands; where that is a
withdrawal the as-at date is gone, and the next older one counts.
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tracker.store.connection import reading
from tracker.store.instants import ALWAYS, stamp
from tracker.store.records import CellRow
from tracker.store.rows import COLUMNS, WHOLE_LEDGER, WITH_SOURCE, update_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from tracker.domain.plan import CommitmentId, ForceSlug
    from tracker.domain.update import Update

    Cell = tuple[ForceSlug, CommitmentId]

#: ``cells`` maps commitment to force to the latest as-at date to look at.
LATEST = f"""
SELECT {COLUMNS}
FROM json_each(:cells) AS promise CROSS JOIN json_each(promise.value) AS cell
CROSS JOIN updates AS u ON u.seq = (
  SELECT w.seq FROM updates AS w INDEXED BY updates_by_cell
  WHERE w.commitment = promise.key AND w.force = cell.key
    AND w.as_at <= cell.value AND w.known_from <= :known_at AND w.seq <= :ledger
  ORDER BY w.as_at DESC, w.known_from DESC, w.seq DESC LIMIT 1)
{WITH_SOURCE}"""  # noqa: S608 - constants of this package

_ANY_AHEAD = """SELECT EXISTS (
  SELECT 1 FROM updates INDEXED BY updates_ahead WHERE as_at > substr(known_from, 1, 10))"""


def latest(
    conn: sqlite3.Connection,
    cells: Sequence[Cell],
    as_of: date,
    known_at: datetime | None,
    ledger: int | None = None,
) -> dict[Cell, CellRow]:
    """What is known of each cell; a cell of which nothing is known is left out.

    ``ledger`` is the last ledger number to look at: the board as the ledger stood then.
    """
    found: dict[Cell, CellRow] = {}
    valueless: dict[Cell, Update] = {}
    known = ALWAYS if known_at is None else stamp(known_at)
    end = WHOLE_LEDGER if ledger is None else ledger
    with reading(conn):
        last_day = _last_day(conn, as_of, known)
        asked = [(force, commitment, last_day) for force, commitment in cells]
        while asked:
            older = []
            for update in _seek(conn, asked, known, end):
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


def _seek(
    conn: sqlite3.Connection, asked: Iterable[tuple[str, str, str]], known: str, end: int
) -> Iterable[Update]:
    days: dict[CommitmentId, dict[ForceSlug, str]] = {}
    for force, commitment, day in asked:
        days.setdefault(commitment, {})[force] = day
    return map(update_of, conn.execute(LATEST, {"cells": json.dumps(days), "known_at": known, "ledger": end}))


def _last_day(conn: sqlite3.Connection, as_of: date, known: str) -> str:
    """The as-at date from which to look back.

    An update is not known before the day it describes, so a look at what was known in 2018 need not pass
    over all that describes later days. Should the ledger hold updates known ahead, it has to.
    """
    day = as_of.isoformat()
    if known[:10] >= day or conn.execute(_ANY_AHEAD).fetchone()[0]:
        return day
    return known[:10]
