"""Databases of every schema so far, made by the versions of the tracker that had it: they open, and go on.

Each in ``earlier/`` holds the small plan of tests/conftest.py in two versions, corrections, a withdrawal, and
from schema 3 on a return that was taken in with its file.
"""

from __future__ import annotations

import gzip
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.store.cases import at, draft, issued_report, without_triggers
from tracker.store import NewerError, Store, StoreError
from tracker.store.schema import SCHEMA_VERSION

EARLIER = Path(__file__).with_name("earlier")
VERSIONS = range(1, SCHEMA_VERSION)


def of_schema(version: int, path: Path) -> Path:
    """A database of this schema at ``path``."""
    path.write_bytes(gzip.decompress((EARLIER / f"schema-{version}.db.gz").read_bytes()))
    return path


def state(path: Path) -> tuple[int, list[str], list[str]]:
    """The schema's number, and every row and every part of the schema as text."""
    with closing(sqlite3.connect(path)) as conn:
        (version,) = conn.execute("PRAGMA user_version").fetchone()
        parts = [str(row) for row in conn.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name")]
        return version, parts, list(conn.iterdump())


def test_there_is_a_database_of_every_schema_before_this_one() -> None:
    assert {path.name for path in EARLIER.iterdir()} == {f"schema-{version}.db.gz" for version in VERSIONS}


@pytest.mark.parametrize("version", VERSIONS)
def test_it_opens_holds_what_it_held_and_goes_on(path: Path, version: int) -> None:
    of_schema(version, path)
    with closing(sqlite3.connect(path)) as conn:
        head = conn.execute("SELECT hash FROM plan_versions ORDER BY seq DESC LIMIT 1").fetchone()[0]

    with Store.open(path) as store:
        assert store.head()[1] == head
        assert store.verify(head).problems == []
        assert [v.reason for v in store.versions()] == ["First version", "Council agreed 180"]
        assert store.texts(3) == {"note": "A digit was missing"}
        values = [u.draft.value for u in store.series("kent", "offenders-pursued")]
        assert values == ([41, 142] if version >= 3 else [142])
        assert [taken.source.name for taken in store.imports()] == (["kent.csv"] if version >= 3 else [])
        store.append([draft("2019-09-30", 1)], author="Ann", now=at(2027, 1, 1))
        redacted = store.redact(
            5 if version >= 3 else 3, reason="names a person", author="Bob", now=at(2027, 1, 2)
        )
        assert [entry.what for entry in redacted.entries] == ["note", *(["file"] if version >= 3 else [])]
        assert store.keep_report(issued_report(store))
        assert store.verify(head).problems == []


@pytest.mark.parametrize("version", VERSIONS)
def test_a_copy_is_kept_as_it_was_and_the_person_is_told(run: Run, tmp_path: Path, version: int) -> None:
    db = of_schema(version, tmp_path / "plan.db")
    before = state(db)

    first, second = run("status", db=db), run("verify", db=db)

    copy = tmp_path / f"plan.schema-{version}.db"
    assert state(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600
    assert first.code == second.code == 0
    assert first.err == (
        f"The database was made by an earlier version and is now of schema {SCHEMA_VERSION}. "
        f"As it was, it is kept in {copy}.\n"
    )
    assert second.err == ""
    assert sorted(file.name for file in tmp_path.iterdir() if file.suffix == ".db") == ["plan.db", copy.name]


def test_a_copy_of_an_earlier_time_is_not_overwritten(path: Path) -> None:
    of_schema(3, path)
    earlier = path.with_name("tracker.schema-3.db")
    earlier.write_text("the only copy of something")

    Store.open(path).close()

    assert earlier.read_text() == "the only copy of something"
    assert state(path.with_name("tracker.schema-3-2.db"))[0] == 3


@pytest.mark.parametrize("version", VERSIONS)
def test_an_upgrade_that_cannot_be_done_changes_nothing_and_leaves_no_copy(path: Path, version: int) -> None:
    of_schema(version, path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE issued_reports (mine TEXT)")
    before = state(path)

    with pytest.raises(StoreError, match="issued_reports"):
        Store.open(path)

    assert state(path) == before
    assert [file.name for file in path.parent.iterdir() if file.suffix == ".db"] == ["tracker.db"]


def test_many_who_open_it_at_once_upgrade_it_once(path: Path) -> None:
    of_schema(5, path)
    told: list[str] = []
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: Store.open(path, tell=told.append).close(), range(16)))

    assert len(told) == 1
    assert state(path)[0] == SCHEMA_VERSION
    assert len(list(path.parent.glob("*.schema-5*.db"))) == 1


def test_a_damaged_database_is_not_upgraded(path: Path) -> None:
    of_schema(2, path)
    with without_triggers(path) as conn:
        (page,) = conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'updates'").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(content)

    with pytest.raises(StoreError, match="is damaged"):
        Store.open(path)
    assert [file.name for file in path.parent.iterdir() if file.suffix == ".db"] == ["tracker.db"]


def test_a_newer_one_is_refused_and_not_touched(path: Path) -> None:
    of_schema(5, path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = path.read_bytes()

    with pytest.raises(NewerError, match="Install the later version to open it"):
        Store.open(path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == ["tracker.db"]
