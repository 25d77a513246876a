"""Every file that cannot be opened says why, where, and what would be right; none is changed."""

from __future__ import annotations

import contextlib
import os
import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.store.cases import at, draft, version, without_triggers
from tracker.store import (
    BusyError,
    DamagedError,
    NewerError,
    NotOursError,
    Store,
    StoreError,
)
from tracker.store.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from pathlib import Path


def filled(path: Path) -> None:
    """A database of some pages, closed."""
    with Store.create(path, version(), "Ann", at(2015, 7, 2)) as store:
        rows = (draft("2019-09-30", n, force=f"force-{n}", note=f"note {n}.") for n in range(2_000))
        store.append_many(rows, author="Ann", now=at(2020, 1, 1))


def test_a_missing_file_is_not_made(path: Path) -> None:
    with pytest.raises(
        NotOursError, match=r"There is no tracker database at .*Make one with .*init PLAN.yaml"
    ):
        Store.open(path)
    assert not path.exists()


def test_a_missing_folder(path: Path) -> None:
    with pytest.raises(NotOursError, match="There is no tracker database at"):
        Store.open(path / "deeper")


def test_a_directory(tmp_path: Path) -> None:
    with pytest.raises(NotOursError, match="is a directory"):
        Store.open(tmp_path)


def test_a_pipe_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(NotOursError, match="is not a file"):
        Store.open(path)


def test_zero_bytes(path: Path) -> None:
    path.touch()
    with pytest.raises(NotOursError, match="is empty: it is not a tracker database"):
        Store.open(path)
    assert path.stat().st_size == 0


@pytest.mark.parametrize(
    "content", [b"plan: child-protection-2015\n", b"\x00" * 4096, b"SQLite format 4\x00" * 9]
)
def test_a_file_of_another_kind(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(NotOursError, match="is not a SQLite file"):
        Store.open(path)
    assert path.read_bytes() == content


def test_somebody_elses_sqlite_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("CREATE TABLE updates (seq INTEGER)")
    with pytest.raises(NotOursError, match="is a SQLite database, but not a tracker's"):
        Store.open(path)


def test_a_database_of_a_later_version(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(NewerError, match="was made by a later version of the tracker"):
        Store.open(path)


def test_a_database_without_one_of_its_tables(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TABLE texts")
    with pytest.raises(DamagedError, match="the table “texts” is missing"):
        Store.open(path)


@pytest.mark.parametrize("kept", [50, 100, 1_000, 5_000, 50_000])
def test_a_file_that_is_cut_short(path: Path, kept: int) -> None:
    filled(path)
    os.truncate(path, kept)
    with pytest.raises(DamagedError, match="is damaged"):
        Store.open(path)


def test_a_file_overwritten_in_the_middle_is_told_by_verify(path: Path) -> None:
    filled(path)
    with path.open("r+b") as file:
        file.seek(200_000)
        file.write(os.urandom(80_000))
    with Store.open(path) as store:
        told = store.verify()
        assert not told.ok
        with pytest.raises(StoreError):
            store.backup(path.with_name("copy.db"))
    assert not path.with_name("copy.db").exists()


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_is_told_in_a_sentence(path: Path, seed: int) -> None:
    filled(path)
    chance = random.Random(seed)
    with path.open("r+b") as file:
        for _ in range(20):
            file.seek(chance.randrange(100, path.stat().st_size))
            file.write(chance.randbytes(200))
    with contextlib.suppress(StoreError), Store.open(path) as store:
        assert not store.verify().ok
        store.entries()


def test_a_single_changed_byte_is_told_by_verify(path: Path) -> None:
    filled(path)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"note 1234.", b"note 1\xff34."))
    with Store.open(path) as store:
        assert store.verify().problems == ["Ledger number 1236: its note does not match its hash."]
        with pytest.raises(DamagedError, match="is damaged"):
            store.texts(1236)


def test_a_row_that_cannot_be_read_is_named(path: Path) -> None:
    filled(path)
    with without_triggers(path) as conn:
        conn.execute("UPDATE updates SET as_at = '2019-13-45' WHERE seq = 7")
    with Store.open(path) as store, pytest.raises(DamagedError, match="Ledger number 7 is damaged"):
        store.series("force-5", "officers")


def test_a_database_that_somebody_else_holds(path: Path) -> None:
    filled(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with Store.open(path, busy_seconds=0.05) as store:
            with pytest.raises(BusyError, match="another program has been writing to it"):
                store.append([draft("2019-09-30", 1)], author="Ann", now=at(2020, 1, 1))
            assert store.head()[0] == 2_001


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.head()
