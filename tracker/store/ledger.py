"""Adding updates to the ledger, each linked to the row before it."""

from __future__ import annotations

import math
import os
from itertools import islice
from typing import TYPE_CHECKING

from tracker.domain.update import Receipt
from tracker.store import imports
from tracker.store.chain import UPDATE_HASHED, text_hash, update_hash
from tracker.store.connection import writing
from tracker.store.errors import ChangedError, StoreError
from tracker.store.instants import instant, start_of
from tracker.store.records import AppendResult
from tracker.store.tail import Tail, tail_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from tracker.domain.update import Draft, Source
    from tracker.store.records import Intake

    Row = dict[str, object]

UPDATE_COLUMNS = (
    "seq", "force", "commitment", "as_at", "value", "numerator", "denominator", "state", "forecast", "marks",
    "self_status", "back_on_track", "published_on", "withdrawal", "known_from", "source_id", "source_ref",
    "recorded_at", "author", "previous_hash", "hash",
)  # fmt: skip

_INSERT_UPDATE = (
    f"INSERT INTO updates ({', '.join(UPDATE_COLUMNS)})"  # noqa: S608 - names from the list above
    f" VALUES ({', '.join(':' + name for name in UPDATE_COLUMNS)})"
)
_INSERT_TEXT = "INSERT INTO texts (seq, field, text, salt, hash) VALUES (?, ?, ?, ?, ?)"

#: Rows written at a time: few enough that a long import needs no memory to speak of.
_BATCH = 500


def append(
    conn: sqlite3.Connection,
    drafts: Iterable[Draft],
    *,
    author: str,
    now: Callable[[], datetime],
    source: Source | None,
) -> list[Receipt]:
    """Add updates, all or none, and give the receipt of each."""
    with writing(conn):
        return list(_write(conn, drafts, author, now, source))


def append_many(
    conn: sqlite3.Connection,
    drafts: Iterable[Draft],
    *,
    author: str,
    now: Callable[[], datetime],
    source: Source | None,
) -> AppendResult | None:
    """Add any number of updates, all or none, and give the last receipt alone; None when there were none."""
    first = last = None
    with writing(conn):
        for last in _write(conn, drafts, author, now, source):
            first = first or last
    if first is None or last is None:
        return None
    return AppendResult(last.seq - first.seq + 1, first.seq, last)


def take_in(
    conn: sqlite3.Connection,
    drafts: Iterable[Draft],
    intake: Intake,
    *,
    author: str,
    now: Callable[[], datetime],
) -> AppendResult | None:
    """Add a checked file's updates with the import's own record and the file; all of it or nothing.

    :class:`ChangedError` where the check no longer holds.
    """
    first = last = None
    with writing(conn):
        _still_holds(conn, intake)
        for last in _write(conn, drafts, author, now, intake.source):
            first = first or last
        if first is None or last is None:
            return None
        imports.record(conn, intake, author, first.seq, last)
    return AppendResult(last.seq - first.seq + 1, first.seq, last)


def _still_holds(conn: sqlite3.Connection, intake: Intake) -> None:
    asked = "SELECT DISTINCT force, commitment FROM updates WHERE seq > ?"
    touched = set(conn.execute(asked, (intake.checked_at,)))
    asked = "SELECT count(*) FROM plan_versions WHERE seq > ?"
    (versions,) = conn.execute(asked, (intake.checked_at,)).fetchone()
    if versions or not touched.isdisjoint(intake.cells):
        raise ChangedError(f"Others changed what {intake.source.name} was checked against: check it again.")


def _write(
    conn: sqlite3.Connection,
    drafts: Iterable[Draft],
    author: str,
    now: Callable[[], datetime],
    source: Source | None,
) -> Iterator[Receipt]:
    """Write drafts batch by batch; the caller holds the write transaction."""
    tail = tail_of(conn)
    recorded_at = tail.next_instant(now)
    moment = instant(recorded_at)
    remaining = iter(drafts)
    source_id = None
    while batch := list(islice(remaining, _BATCH)):
        if source is not None and source_id is None:
            source_id = _source_id(conn, source)
        rows, texts, receipts = [], [], []
        for draft in batch:
            written = _texts(draft, tail.seq + 1)
            row = {**_columns(draft, recorded_at), "author": author, "source_id": source_id}
            tail = _link(row, tail, source, written)
            rows.append(row)
            texts.extend(written)
            receipts.append(Receipt(tail.seq, tail.hash, moment))
        conn.executemany(_INSERT_UPDATE, rows)
        conn.executemany(_INSERT_TEXT, texts)
        yield from receipts


def _columns(draft: Draft, recorded_at: str) -> Row:
    return {
        "force": draft.force,
        "commitment": draft.commitment,
        "as_at": draft.as_at.isoformat(),
        "value": _number(draft, "value"),
        "numerator": _number(draft, "numerator"),
        "denominator": _number(draft, "denominator"),
        "state": draft.state.value if draft.state else None,
        "forecast": _day(draft.forecast),
        "marks": draft.marks,
        "self_status": draft.self_status.value if draft.self_status else None,
        "back_on_track": _day(draft.back_on_track),
        "published_on": _day(draft.published_on),
        "withdrawal": int(draft.withdrawal),
        "known_from": start_of(draft.published_on) if draft.published_on else recorded_at,
        "recorded_at": recorded_at,
        "source_ref": draft.source_ref,
    }


def _link(row: Row, tail: Tail, source: Source | None, texts: list[tuple[int, str, str, str, str]]) -> Tail:
    """Give a row its number and its hash; it is then the ledger's end."""
    row["seq"] = tail.seq + 1
    named = None if source is None else (source.name, source.sha256.lower())
    columns = [row[name] for name in UPDATE_HASHED]
    row["previous_hash"] = tail.hash
    row["hash"] = digest = update_hash(tail.hash, columns, named, [(text[1], text[-1]) for text in texts])
    return Tail(tail.seq + 1, digest, str(row["recorded_at"]))


def _texts(draft: Draft, seq: int) -> list[tuple[int, str, str, str, str]]:
    written = []
    for field, text in draft.texts:
        salt = os.urandom(16).hex()
        written.append((seq, field, text, salt, text_hash(salt, field, text)))
    return written


def _number(draft: Draft, name: str) -> float | None:
    number: float | None = getattr(draft, name)
    if number is None:
        return None
    if not math.isfinite(number):
        raise StoreError(
            f"Nothing was written: the {name} of {draft.force} for {draft.commitment} as at {draft.as_at} is "
            f"{number}, not an ordinary number."
        )
    return float(number) + 0.0  # -0.0 becomes 0.0, as SQLite gives it back


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _source_id(conn: sqlite3.Connection, source: Source) -> int:
    named = (source.name, source.sha256.lower())
    found = conn.execute("SELECT id FROM sources WHERE name = ? AND sha256 = ?", named).fetchone()
    if found is None:
        asked = "INSERT INTO sources (name, sha256) VALUES (?, ?) RETURNING id"
        found = conn.execute(asked, named).fetchone()
    number: int = found[0]
    return number
