"""Many at once in one database: nobody is turned away, and no update is lost or doubled."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Cases
from tracker.workspace import Workspace


def crowd(db: Path, writers: int, updates: int, readers: int, imports: int) -> float:
    """So many work at once; checks the ledger, and gives the longest that a writer waited, in seconds."""
    numbers = map(str, (writers, updates, readers, imports))
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.crowd", str(db), *numbers],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["wrong"] == []
    assert told["processes"] == writers + readers + imports + 1
    for path in (db, db.with_name("backup.db")):
        with Workspace.open(path, "Ann") as workspace:
            assert workspace.verify().problems == []
    with closing(sqlite3.connect(db)) as conn:
        asked = "SELECT author, value FROM updates WHERE value IS NOT NULL ORDER BY value"
        values = conn.execute(asked).fetchall()
        asked = "SELECT count(*), count(DISTINCT as_at) FROM updates WHERE value IS NULL"
        states = conn.execute(asked).fetchone()
    assert values == [
        (f"writer {number}", number * 10_000 + nth) for number in range(writers) for nth in range(updates)
    ]
    assert states == (200 * imports, 200)
    return float(told["slowest"])


def test_a_few_at_once_lose_and_double_nothing(small_db: Path, cases: Cases) -> None:
    slowest = crowd(small_db, writers=4, updates=10, readers=1, imports=2)
    assert slowest < 10
    cases("updates of 4 writers at once", 40)


@pytest.mark.soak
def test_many_at_once_lose_and_double_nothing(small_db: Path, cases: Cases) -> None:
    slowest = crowd(small_db, writers=16, updates=500, readers=4, imports=2)
    cases("updates of 16 writers at once, beside 4 readers, 2 imports and a backup", 8_000)
    cases(
        f"writer that waited longest: {slowest:.2f} s for one command, of milliseconds", int(slowest * 1000)
    )
