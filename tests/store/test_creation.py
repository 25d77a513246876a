"""Making a database: its owner's alone, whole or not at all, never over something else."""

from __future__ import annotations

import os
import sqlite3
import stat
from typing import TYPE_CHECKING

import pytest

from tests.store.cases import at, draft, record, version
from tracker.store import Store, StoreError
from tracker.store.new_file import new_file
from tracker.store.schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_database_is_readable_by_its_owner_alone(store: Store, path: Path) -> None:
    record(store, draft("2019-09-30", 1))

    assert {file.name: mode(file) for file in path.parent.iterdir()} == {
        "tracker.db": 0o600,
        "tracker.db-wal": 0o600,
        "tracker.db-shm": 0o600,
    }


def test_it_is_so_from_the_first_byte_whatever_the_umask(path: Path) -> None:
    before = os.umask(0)
    try:
        with new_file(path) as unfinished:
            assert mode(unfinished) == 0o600
            assert not path.exists()
    finally:
        os.umask(before)
    assert mode(path) == 0o600


def test_a_new_database_says_what_it_is(store: Store, path: Path) -> None:
    conn = sqlite3.connect(path)
    found = [
        conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("application_id", "user_version", "journal_mode")
    ]
    conn.close()

    assert found == [APPLICATION_ID, SCHEMA_VERSION, "wal"]
    assert store.version_at()[0].reason == "first"


def test_a_file_that_is_there_is_not_touched(path: Path) -> None:
    path.write_text("the only copy of something")

    with pytest.raises(StoreError, match="exists already and is not overwritten"):
        Store.create(path)
    assert path.read_text() == "the only copy of something"


def test_a_file_that_appears_meanwhile_is_not_touched(path: Path) -> None:
    def write_both() -> None:
        with new_file(path) as unfinished:
            unfinished.write_text("ours")
            path.write_text("theirs")

    with pytest.raises(StoreError, match="exists already"):
        write_both()
    assert {file.name: file.read_text() for file in path.parent.iterdir()} == {"tracker.db": "theirs"}


def test_what_another_database_left_behind_is_not_taken_for_ours(path: Path) -> None:
    path.with_name("tracker.db-wal").write_bytes(b"old changes")

    with pytest.raises(StoreError, match="db-wal is left over from another database"):
        Store.create(path)


@pytest.mark.parametrize("bad", [version(plan_id=""), version(title="\ud800")])
def test_a_first_version_that_is_refused_leaves_no_file(path: Path, bad: object) -> None:
    with pytest.raises(StoreError):
        Store.create(path, bad, "Ann", at(2015, 7, 2))  # type: ignore[arg-type]
    assert list(path.parent.iterdir()) == []


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no folder .*elsewhere. Make it first"):
        Store.create(tmp_path / "elsewhere" / "tracker.db")


def test_an_odd_name_is_a_name(tmp_path: Path) -> None:
    path = tmp_path / "50% of? #1 tráck er.db"
    with Store.create(path, version(), "Ann", at(2015, 7, 2)):
        pass
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    with Store.open(path) as store:
        assert store.head()[0] == 1


def test_the_views_can_be_read(store: Store, path: Path) -> None:
    record(store, draft("2019-06-30", 8, note="n", cause="c"))
    record(store, draft("2019-09-30", 10, note="names a person"))
    record(store, draft("2019-09-30", withdrawal=True))
    conn = sqlite3.connect(path)
    latest = conn.execute('SELECT force, "as at", value FROM latest_values').fetchall()
    notes = conn.execute("SELECT number, note, cause, withdrawal FROM updates_with_notes").fetchall()
    log = conn.execute("SELECT version, author, reason FROM plan_version_log").fetchall()
    conn.close()

    assert latest == [("northumbria", "2019-06-30", 8.0)]
    assert notes == [(2, "n", "c", ""), (3, None, None, ""), (4, None, None, "yes")]
    assert log == [(1, "Ann", "first")]
