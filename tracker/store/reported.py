"""For which as-at dates each cell was reported, and since when: what chasing needs, and no value of it."""

from __future__ import annotations

import json
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from tracker.domain.update import ReportMade, State
from tracker.store.connection import reading
from tracker.store.errors import DamagedError
from tracker.store.instants import ALWAYS, instant, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from tracker.domain.plan import CommitmentId, ForceSlug

    Cell = tuple[ForceSlug, CommitmentId]

#: ``cells`` maps commitment to force to the first as-at date wanted. Rows of one as-at date come together,
#: in the order in which each took the place of the one before.
REPORTED = """
SELECT u.force, u.commitment, u.as_at, u.known_from, u.value IS NOT NULL OR u.state IS NOT NULL,
  u.withdrawal, u.marks, u.state, u.seq
FROM json_each(:cells) AS promise CROSS JOIN json_each(promise.value) AS cell
CROSS JOIN updates AS u INDEXED BY updates_by_cell
WHERE u.commitment = promise.key AND u.force = cell.key
  AND u.as_at BETWEEN cell.value AND :as_of AND u.known_from <= :known_at
ORDER BY u.commitment, u.force, u.as_at, u.known_from, u.seq"""

_KNOWN_FROM, _HAS_VALUE, _WITHDRAWAL, _MARKS, _STATE, _SEQ = range(3, 9)


def reported(
    conn: sqlite3.Connection,
    cells: Mapping[Cell, date],
    as_of: date,
    known_at: datetime | None,
    earlier: Mapping[CommitmentId, Sequence[CommitmentId]],
) -> dict[Cell, list[ReportMade]]:
    """What stands for each as-at date of each cell, oldest first; withdrawn dates are left out."""
    days: dict[CommitmentId, dict[ForceSlug, str]] = {}
    for (force, commitment), since in cells.items():
        for cid in (commitment, *earlier.get(commitment, ())):
            days.setdefault(cid, {})[force] = since.isoformat()
    asked = {
        "cells": json.dumps(days),
        "as_of": as_of.isoformat(),
        "known_at": ALWAYS if known_at is None else stamp(known_at),
    }
    found: dict[Cell, list[ReportMade]] = {}
    with reading(conn):
        told = conn.execute(REPORTED, asked)
        of_cells = _carried_on(told, earlier) if earlier else told
        for (force, commitment, as_at), rows in groupby(of_cells, itemgetter(0, 1, 2)):
            made = _standing(as_at, list(rows))
            if made is not None:
                found.setdefault((force, commitment), []).append(made)
    return found


def _carried_on(
    told: Iterable[tuple[Any, ...]], earlier: Mapping[CommitmentId, Sequence[CommitmentId]]
) -> list[tuple[Any, ...]]:
    """The rows told under earlier ids as those of the commitment that goes on from them, in their order."""
    now = {old: cid for cid, ids in earlier.items() for old in ids}
    renamed = ((row[0], now.get(row[1], row[1]), *row[2:]) for row in told)
    return sorted(renamed, key=itemgetter(1, 0, 2, _KNOWN_FROM, _SEQ))


def _standing(as_at: str, rows: list[tuple[Any, ...]]) -> ReportMade | None:
    """The last row stands; a value has come with the first of the values that lead up to it."""
    first = last = rows[-1]
    if last[_WITHDRAWAL]:
        return None
    for row in reversed(rows):
        if not (last[_HAS_VALUE] and row[_HAS_VALUE]):
            break
        first = row
    try:
        came = instant(first[_KNOWN_FROM])
        is_done = last[_STATE] == State.DONE.value
        return ReportMade(date.fromisoformat(as_at), came, bool(last[_HAS_VALUE]), last[_MARKS], is_done)
    except ValueError as error:
        raise DamagedError(
            f"Ledger number {first[_SEQ]} cannot be read ({error}). “tracker verify” says what else is "
            "damaged."
        ) from error
