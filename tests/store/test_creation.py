"""Making a database: its owner's alone, whole or not at all, never over something else."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.store.cases import at, draft, intake, issued_report, record, version
from tracker.domain.update import Source
from tracker.store import Store, StoreError
from tracker.store.new_file import new_file
from tracker.store.schema import APPLICATION_ID, SCHEMA_VERSION, migrate

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


@pytest.mark.parametrize(("step", "version"), [("views", 1), ("imports", 2)])
def test_an_older_schema_is_brought_up_to_date(path: Path, step: str, version: int) -> None:
    conn = sqlite3.connect(path, isolation_level=None)
    migrate(conn, stop_before=step)
    assert conn.execute("PRAGMA user_version").fetchone() == (version,)
    assert version < SCHEMA_VERSION
    conn.close()

    with Store.open(path) as store:
        assert store.verify().ok


COPIED = {
    "plan_versions": "*",
    "sources": "*",
    "updates": "*",
    "texts": "*",
    "imports": "id, source_id, recorded_at, author, first_seq, last_seq, unchanged, refused",
    "kept_files": "*",
}


@pytest.fixture
def of_the_schema_before(store: Store, path: Path, tmp_path: Path) -> Path:
    """A database as it was before redactions entered the chain, with an import and its file."""
    content = b"a return"
    source = Source("kent.csv", hashlib.sha256(content).hexdigest())
    rows = [draft("2019-09-30", 1, note="note")]
    store.take_in(rows, intake(source, content), author="Ann", now=at(2020, 1, 1))
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old, isolation_level=None)) as conn:
        migrate(conn, stop_before="redactions")
        conn.execute("ATTACH ? AS new", (str(path),))
        for table, columns in COPIED.items():
            conn.execute(f"INSERT INTO main.{table} SELECT {columns} FROM new.{table}")
    return old


def test_a_ledger_of_the_schema_before_goes_on(store: Store, of_the_schema_before: Path) -> None:
    with Store.open(of_the_schema_before) as migrated:
        assert migrated.verify(store.head()[1]).ok
        assert migrated.entries() == store.entries()
        assert migrated.imports() == store.imports()
        redacted = migrated.redact(2, reason="names a person", author="Bob", now=at(2020, 2, 1))
        assert [entry.what for entry in redacted.entries] == ["note", "file"]
        assert migrated.keep_report(issued_report(migrated))
        assert migrated.verify().ok


def test_a_migration_that_cannot_be_done_changes_nothing(of_the_schema_before: Path) -> None:
    with closing(sqlite3.connect(of_the_schema_before)) as conn:
        conn.execute("CREATE TABLE issued_reports (mine TEXT)")
        conn.commit()
        before = conn.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
        with pytest.raises(StoreError, match="issued_reports"):
            Store.open(of_the_schema_before)
        assert conn.execute("SELECT type, name, sql FROM sqlite_schema").fetchall() == before
        assert conn.execute("PRAGMA user_version").fetchone() == (3,)


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
