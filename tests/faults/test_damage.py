"""A file that was damaged on the disk: never a wrong board without a word.

The word is a sentence in place of the board. Only where the index of the cells no longer finds a row,
and every row is as it was, the board lacks it and “tracker verify” alone tells: docs/faults.md says why.
What neither notices changes nothing that is read.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import LOADED, SMALL_PLAN, Cases
from tracker.domain.errors import TrackerError
from tracker.domain.update import Draft, State
from tracker.workspace import Workspace

PAGE = 4096
#: Bits turned over in every run of the tests, and in a long one.
FEW, MANY = 150, 2_000

Board = list[tuple[str, str, str, float | None, str]]


@pytest.fixture
def whole(quick_folder: Path) -> Path:
    """A closed database with an update of every kind, a file taken in, and two plan versions."""
    path = quick_folder / "whole.db"
    plan, changed, taken = (quick_folder / name for name in ("plan.yaml", "changed.yaml", "kent.csv"))
    plan.write_text(SMALL_PLAN)
    changed.write_text(SMALL_PLAN.replace("value: 200", "value: 180"))
    rows = "".join(f"kent,offenders-pursued,2015-{month:02}-28,{month}\n" for month in range(4, 13))
    taken.write_text("force,commitment,as_at,value\n" + rows)
    with Workspace.create(path, plan, "Ann", lambda: LOADED) as workspace:
        workspace.import_return(taken)
        for month in range(4, 13):
            day = date(2015, month, 28)
            workspace.record(
                Draft("essex", "offenders-pursued", day, month * 11.0, note=f"note {month} " * 9)
            )
        workspace.record(Draft("essex", "caid-in-use", date(2015, 9, 30), state=State.DONE))
        workspace.record(Draft("gwent", "offenders-pursued", date(2015, 9, 30), 40.0))
        workspace.record(Draft("gwent", "offenders-pursued", date(2015, 9, 30), withdrawal=True))
        workspace.apply_plan(changed, "agreed")
    return path


def board(path: Path) -> Board:
    """What a person sees of every cell."""
    with Workspace.open(path, "Ann", lambda: LOADED) as workspace:
        cells = workspace.board().cells
        return [
            (*key, c.assessment.status.value, c.assessment.value, c.assessment.reason)
            for key, c in cells.items()
        ]


def has_problems(path: Path) -> bool:
    """Whether verify says anything."""
    try:
        with Workspace.open(path, "Ann", lambda: LOADED) as workspace:
            return not workspace.verify().ok
    except TrackerError:
        return True


def rows(path: Path) -> list[str]:
    """The schema and every row of every table, as text, but for when the steps of the schema were taken."""
    with closing(sqlite3.connect(path)) as conn:
        conn.text_factory = bytes
        tables = conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        names = sorted({name.decode() for (name,) in tables} - {"_sqlite_migrations"})
        return [
            str(row) for name in ("sqlite_schema", *names) for row in conn.execute(f"SELECT * FROM {name}")
        ]


@dataclass
class Damaged:
    """Copies of a database with damage, and what became of each."""

    whole: Path
    right: Board
    rows: list[str]
    found: Counter[str]

    def look(self, path: Path, where: str) -> None:
        """The board and verify of a damaged file; fails where a row is wrong and nothing is said."""
        try:
            shows = board(path)
        except TrackerError:
            self.found["no board, a sentence"] += 1
            return
        told = has_problems(path)
        assert shows == self.right or (told and rows(path) == self.rows), f"{where}: a wrong board"
        assert told or rows(path) == self.rows, f"{where}: not a word of a row that is another"
        kind = "the board is right" if shows == self.right else "the board is wrong"
        self.found[f"{kind}, verify {'tells' if told else 'does not tell'}"] += 1

    def turn(self, bit: int) -> None:
        """Turn one bit over."""
        content = bytearray(self.whole.read_bytes())
        content[bit // 8] ^= 1 << bit % 8
        self._look_at(bytes(content), f"bit {bit % 8} of byte {bit // 8}")

    def cut(self, length: int) -> None:
        """Cut the file short."""
        self._look_at(self.whole.read_bytes()[:length], f"cut to {length} bytes")

    def _look_at(self, content: bytes, where: str) -> None:
        path = self.whole.with_name("damaged.db")
        path.write_bytes(content)
        self.look(path, where)
        for left in self.whole.parent.glob("damaged*"):
            left.unlink()


@pytest.fixture
def damaged(whole: Path) -> Damaged:
    """Nothing damaged yet: the board is right and verify has nothing to say."""
    copy = Path(shutil.copy(whole, whole.with_name("damaged.db")))
    assert not has_problems(copy)
    right, all_rows = board(copy), rows(copy)
    copy.unlink()
    return Damaged(whole, right, all_rows, Counter())


def turn_over(damaged: Damaged, seed: str, count: int) -> None:
    chance = random.Random(seed)
    size = damaged.whole.stat().st_size
    for _ in range(count):
        damaged.turn(chance.randrange(size * 8))


def test_a_bit_turned_over_anywhere_is_told(damaged: Damaged, cases: Cases) -> None:
    turn_over(damaged, "few", FEW)
    for kind, count in damaged.found.items():
        cases(f"bits turned over: {kind}", count)


@pytest.mark.soak
def test_a_bit_turned_over_in_many_places_is_told(damaged: Damaged, cases: Cases) -> None:
    turn_over(damaged, "many", MANY)
    for kind, count in damaged.found.items():
        cases(f"bits turned over: {kind}", count)


def test_a_file_cut_short_at_any_page_is_told(damaged: Damaged, cases: Cases) -> None:
    size = damaged.whole.stat().st_size
    for length in range(0, size, PAGE):
        damaged.cut(length)
    assert damaged.found == {"no board, a sentence": size // PAGE}
    cases("pages at which a file was cut short", size // PAGE)
