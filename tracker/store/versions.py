"""Plan versions: recorded in the same chain as the updates, and found again by number or by date."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tracker.store.chain import link, row_content
from tracker.store.errors import DamagedError, UnknownVersionError
from tracker.store.instants import ALWAYS, instant, stamp
from tracker.store.records import PlanVersion
from tracker.store.rows import WHOLE_LEDGER

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import datetime

    from tracker.store.records import VersionDraft

VERSION_COLUMNS = (
    "seq", "version", "plan_id", "title", "reason", "source_text", "files", "record", "recorded_at", "author",
    "previous_hash", "hash",
)  # fmt: skip

#: What a plan version is called where it is hashed.
VERSION_KIND = "plan version"

_INSERT = (
    f"INSERT INTO plan_versions ({', '.join(VERSION_COLUMNS)})"  # noqa: S608 - names from the list above
    f" VALUES ({', '.join(':' + name for name in VERSION_COLUMNS)})"
)
_SELECT = (
    "SELECT version, seq, recorded_at, author, reason, source_text, files, record, hash, plan_id, title,"
    " previous_hash"
    " FROM plan_versions"
)


def add_version(
    conn: sqlite3.Connection, draft: VersionDraft, *, author: str, now: Callable[[], datetime]
) -> PlanVersion:
    """Record a plan version, inside the write transaction that is open on ``conn``."""
    from tracker.store.tail import tail_of

    tail = tail_of(conn)
    (last,) = conn.execute("SELECT ifnull(max(version), 0) FROM plan_versions").fetchone()
    row = {
        "seq": tail.seq + 1,
        "version": last + 1,
        "plan_id": draft.plan_id,
        "title": draft.title,
        "reason": draft.reason,
        "source_text": draft.source_text,
        "files": json.dumps(dict(draft.files), sort_keys=True),
        "record": draft.record,
        "recorded_at": tail.next_instant(now),
        "author": author,
    }
    row["hash"] = link(tail.hash, row_content(row, VERSION_KIND))
    row["previous_hash"] = tail.hash
    conn.execute(_INSERT, row)
    return version(conn, last + 1)


def version(conn: sqlite3.Connection, number: int) -> PlanVersion:
    """The plan version with this number."""
    row = conn.execute(f"{_SELECT} WHERE version = ?", (number,)).fetchone()
    if row is None:
        (last,) = conn.execute("SELECT max(version) FROM plan_versions").fetchone()
        newest = f"the newest is {last}" if last else "none is recorded yet"
        raise UnknownVersionError(f"There is no plan version {number}: {newest}.")
    return _version_of(row)


def version_at(
    conn: sqlite3.Connection, known_at: datetime | None, ledger: int | None = None
) -> tuple[PlanVersion, bool]:
    """The version in force at an instant, and whether that is before the first, which then stands in.

    ``ledger`` is the last ledger number to look at.
    """
    known = ALWAYS if known_at is None else stamp(known_at)
    asked = f"{_SELECT} WHERE recorded_at <= ? AND seq <= ? ORDER BY version DESC LIMIT 1"
    row = conn.execute(asked, (known, WHOLE_LEDGER if ledger is None else ledger)).fetchone()
    return (_version_of(row), False) if row else (version(conn, 1), True)


def versions(conn: sqlite3.Connection) -> list[PlanVersion]:
    """Every plan version, oldest first."""
    return [_version_of(row) for row in conn.execute(f"{_SELECT} ORDER BY version")]


def _version_of(row: tuple[Any, ...]) -> PlanVersion:
    number, seq, recorded_at, author, reason, source_text, files, record, digest, plan_id, title, before = row
    content = {
        "seq": seq,
        "version": number,
        "plan_id": plan_id,
        "title": title,
        "reason": reason,
        "source_text": source_text,
        "files": files,
        "record": record,
        "recorded_at": recorded_at,
        "author": author,
    }
    if link(before, row_content(content, VERSION_KIND)) != digest:
        raise DamagedError(
            f"Plan version {number} is damaged: its content does not match its hash, and boards would be "
            "computed from it. Restore the last good backup; “tracker verify” says more."
        )
    try:
        moment, held = instant(recorded_at), json.loads(files)
    except (ValueError, TypeError) as error:
        raise DamagedError(
            f"Plan version {number} cannot be read ({error}). “tracker verify” says what else is damaged."
        ) from error
    return PlanVersion(number, seq, moment, author, reason, source_text, held, record, digest, plan_id, title)
