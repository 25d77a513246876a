"""Proof and safety: the head on a paper, and a copy that has been checked."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.store.cases import at, draft, record, without_triggers
from tracker.store import DamagedError, Store, StoreError


def test_a_whole_ledger_is_ok(store: Store) -> None:
    record(store, draft("2019-09-30", 1, note="note"))
    told = store.verify()

    assert (told.ok, told.problems, told.head_found_at) == (True, [], None)
    assert (told.entries, told.head) == store.head()


def test_the_hash_on_a_paper_is_found_by_its_start(store: Store) -> None:
    (paper,) = store.append([draft("2019-09-30", 1)], author="Ann", now=at(2020, 1, 1))
    record(store, draft("2019-12-31", 2))

    for asked in (paper.hash, paper.hash[:8], f" {paper.hash[:12].upper()} "):
        told = store.verify(asked)
        assert (told.ok, told.head_found_at) == (True, 2)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("0123456789abcdef", "is not in this ledger"),
        ("abc", "give at least its first 8 hexadecimal digits"),
        ("", "give at least its first 8 hexadecimal digits"),
        ("not-a-hash", "is not a hash"),
        ("0" * 64, "A head of zeros is where every ledger begins"),
        ("0" * 8, "A head of zeros is where every ledger begins"),
    ],
)
def test_a_hash_that_is_not_found_is_a_problem(store: Store, asked: str, sentence: str) -> None:
    told = store.verify(asked)

    assert not told.ok
    assert told.head_found_at is None
    assert sentence in told.problems[0]


def test_progress_is_told(store: Store) -> None:
    store.append_many((draft("2019-09-30", n) for n in range(2_100)), author="Ann", now=at(2020, 1, 1))
    told: list[tuple[int, int]] = []
    store.verify(progress=lambda done, total: told.append((done, total)))

    assert told == [(1000, 2101), (2000, 2101), (2101, 2101)]


def test_a_backup_is_the_same_ledger_and_its_owners_alone(store: Store, tmp_path: Path) -> None:
    record(store, draft("2019-09-30", 1, note="note"))
    copy = tmp_path / "safe.db"
    store.backup(copy)
    record(store, draft("2019-12-31", 2))

    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with Store.open(copy) as other:
        assert other.head()[0] == 2
        assert other.verify().ok
    assert {file.name for file in tmp_path.iterdir()} >= {"safe.db", "tracker.db"}
    assert not list(tmp_path.glob(".*"))


WRITER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from tracker.domain.update import Draft
from tracker.store import Store
with Store.open(Path(sys.argv[1])) as store:
    while True:
        draft = Draft("kent", "officers", date(2019, 9, 30), 1.0, note="note " * 200)
        store.append([draft] * 20, author="Ann", now=lambda: datetime.now(UTC))
        print(store.head()[0], flush=True)
"""


def test_a_backup_is_of_one_moment_while_others_write(store: Store, path: Path, tmp_path: Path) -> None:
    store.append_many(
        (draft("2019-09-30", n, note="note " * 200) for n in range(9_000)), author="Ann", now=at(2020, 1, 1)
    )
    command = [sys.executable, "-c", WRITER, str(path)]
    told: list[tuple[int, int]] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as writer:
        lines = writer.stdout
        assert lines is not None
        before = int(lines.readline())

        def progress(done: int, total: int) -> None:
            told.append((done, total))
            lines.readline()  # somebody has written since the last piece

        checked = store.backup(tmp_path / "safe.db", progress=progress)
        writer.kill()
    assert len(told) > 2
    assert told[-1][0] == told[-1][1]
    assert checked.ok
    assert before <= checked.entries < store.head()[0]
    assert store.verify(checked.head).head_found_at == checked.entries
    with Store.open(tmp_path / "safe.db") as copy:
        assert copy.head() == (checked.entries, checked.head)


def test_a_backup_never_overwrites(store: Store, path: Path, tmp_path: Path) -> None:
    (tmp_path / "safe.db").write_text("last week's")

    for taken in (tmp_path / "safe.db", path, tmp_path):
        with pytest.raises(StoreError, match="exists already and is not overwritten"):
            store.backup(taken)
    assert (tmp_path / "safe.db").read_text() == "last week's"


def test_a_ledger_that_does_not_hold_is_not_backed_up_as_if_it_did(
    store: Store, path: Path, tmp_path: Path
) -> None:
    record(store, draft("2019-09-30", 1))
    with without_triggers(path) as conn:
        conn.execute("UPDATE updates SET value = 2")

    with pytest.raises(DamagedError, match="No backup was made"):
        store.backup(tmp_path / "safe.db")
    assert not (tmp_path / "safe.db").exists()
    assert not list(tmp_path.glob(".*"))
