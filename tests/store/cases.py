"""Plan versions, drafts and clocks for the tests of the store."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tracker.domain.issued_report import IssuedReport
from tracker.domain.status import Status
from tracker.domain.update import Draft
from tracker.store import Intake, Store, VersionDraft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tracker.domain.update import Source

FORCE, COMMITMENT = "northumbria", "officers"
CELL = (FORCE, COMMITMENT)


def at(*parts: int) -> Callable[[], datetime]:
    """A clock that stands still."""
    moment = datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]
    return lambda: moment


def day(text: str) -> date:
    return date.fromisoformat(text)


def draft(as_at: str, value: float | None = None, **more: Any) -> Draft:
    return Draft(more.pop("force", FORCE), more.pop("commitment", COMMITMENT), day(as_at), value, **more)


def full_draft() -> Draft:
    """A draft that says something in every column but those of a milestone."""
    return draft(
        "2019-09-30", 85, numerator=170, denominator=200, marks="p", self_status=Status.GREEN,
        back_on_track=day("2020-03-31"), published_on=day("2019-10-31"), note="on track", cause="sickness",
        source_ref="line 12",
    )  # fmt: skip


def record(store: Store, drafted: Draft, *moment: int) -> int:
    """Append one draft at an instant; its ledger number."""
    (receipt,) = store.append([drafted], author="Ann", now=at(*(moment or (2020, 3, 1))))
    return receipt.seq


def value_of(store: Store, as_of: str, known_at: datetime | None = None) -> float | None:
    """The value of the one cell, or None where it has none."""
    row = store.latest([CELL], as_of=day(as_of), known_at=known_at).get(CELL)
    return row.update.draft.value if row and row.update else None


def version(reason: str = "first", **more: Any) -> VersionDraft:
    given = {
        "plan_id": "police-uplift",
        "title": "Police uplift",
        "source_text": "plan: police-uplift\n",
        "files": {"targets.csv": "force,target\nkent,453\n"},
        "record": '{"id":"police-uplift"}',
    }
    return VersionDraft(reason=reason, **{**given, **more})


def intake(source: Source, content: bytes | None = None, **more: Any) -> Intake:
    """A file on its way in that was checked against an empty ledger."""
    given = {"unchanged": 0, "refused": 0, "checked_at": 10**6, "cells": set()}
    return Intake(source, content, **{**given, **more})


def issued_report(store: Store, snapshot: str = '{"board":{"cells":[]}}', **more: Any) -> IssuedReport:
    """A report made of the ledger as it stands."""
    ledger, head = store.head()
    given = {
        "issued_at": datetime(2020, 2, 2, tzinfo=UTC),
        "author": "Ann",
        "tracker_version": "0.1.0",
        "council": None,
        "as_of": date(2020, 1, 1),
        "known_at": None,
        "plan_version": 1,
        "ledger": ledger,
        "head": head,
        "options": {"format": "html"},
    }
    return IssuedReport(snapshot, **{**given, **more})


@contextmanager
def without_triggers(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection for somebody who means harm: no triggers, no checks, no foreign keys.

    The triggers are back when the block ends, so that only the chain can tell.
    """
    conn = sqlite3.connect(path, isolation_level=None)
    triggers = conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    conn.execute("PRAGMA ignore_check_constraints = ON")
    for name, _ in triggers:
        conn.execute(f"DROP TRIGGER {name}")
    yield conn
    for _, sql in triggers:
        conn.execute(sql)
    conn.close()
