"""The board's cost does not grow with the history: each cell is one seek in an index."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tests.store.cases import CELL, at, day, draft
from tracker.store import board_query, series

if TYPE_CHECKING:
    from tracker.store import Store


def plan_of(path: Path, sql: str, asked: dict[str, str | int]) -> list[str]:
    with closing(sqlite3.connect(path)) as conn:
        return [row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}", asked)]


def test_the_board_seeks_and_never_scans_or_sorts(store: Store, path: Path) -> None:
    steps = plan_of(path, board_query.LATEST, {"cells": "{}", "known_at": "9999", "ledger": 9})

    index = "SEARCH w USING COVERING INDEX updates_by_cell (commitment=? AND force=? AND as_at<?)"
    assert index in steps
    assert any(step.startswith("SEARCH u USING INTEGER PRIMARY KEY (rowid=?)") for step in steps)
    asked = ("SCAN latest", "SCAN promise VIRTUAL TABLE INDEX 1:", "SCAN cell VIRTUAL TABLE INDEX 1:")
    assert [step for step in steps if "SCAN" in step and step not in asked] == []
    assert not any("TEMP B-TREE" in step for step in steps)


def test_a_series_is_read_in_the_order_of_its_index(store: Store, path: Path) -> None:
    asked: dict[str, str | int] = dict.fromkeys(("force", "commitment", "since", "as_of", "known_at"), "")
    asked["ledger"] = 9
    steps = plan_of(path, series.SERIES, asked)

    index = "SEARCH u USING INDEX updates_by_cell (commitment=? AND force=? AND as_at>? AND as_at<?)"
    assert any(index in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


def instructions(store: Store, known_at: datetime | None) -> int:
    """How many hundreds of SQLite's own instructions a look at the board takes: no clock is needed."""
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    store._conn.set_progress_handler(count, 100)
    store.latest([(f"force-{n}", "officers") for n in range(43)], as_of=day("2030-01-01"), known_at=known_at)
    store._conn.set_progress_handler(None, 0)
    return counted


def test_a_hundred_times_the_history_costs_no_more_now_or_looking_back(store: Store) -> None:
    def add(years: range) -> None:
        drafts = (
            draft(f"{year}-06-30", n, force=f"force-{n}", published_on=day(f"{year}-07-31"))
            for year in years
            for n in range(43)
        )
        store.append_many(drafts, author="Ann", now=at(2020, 1, 1))

    add(range(1801, 1804))
    then = datetime(1803, 12, 31, tzinfo=UTC)
    little = instructions(store, None)
    add(range(1804, 2020))

    assert instructions(store, None) <= little * 1.1
    assert instructions(store, then) <= little * 1.1


def test_nothing_known_takes_no_time(store: Store) -> None:
    assert store.latest([CELL], as_of=day("2030-01-01")) == {}
    assert store.latest([], as_of=day("2030-01-01")) == {}


def test_looking_needs_nothing_but_the_standard_library() -> None:
    look = (
        "import sys; from tracker.store import Store;"
        "print([m for m in ('sqlite_utils', 'pydantic', 'pendulum', 'textual') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout == "[]\n"
