"""Somebody takes the triggers away, changes one thing and puts them back: the chain tells where."""

from __future__ import annotations

import hashlib
import random
import sqlite3
import struct
import zlib
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.store.cases import (
    at,
    day,
    draft,
    full_draft,
    intake,
    issued_report,
    record,
    version,
    without_triggers,
)
from tracker.domain.status import Status
from tracker.domain.update import Source, State

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.store import Store

#: A change of every column of an update; ledger number 3 is the one that is changed.
CHANGES = {
    "force": "'kent'",
    "commitment": "'other'",
    "as_at": "'2019-09-29'",
    "value": "value + 0.01",
    "numerator": "171",
    "denominator": "NULL",
    "state": "'done'",
    "forecast": "'2020-02-02'",
    "marks": "''",
    "self_status": "'complete'",
    "back_on_track": "NULL",
    "published_on": "NULL",
    "withdrawal": "1",
    "known_from": "'2019-10-30T00:00:00.000000Z'",
    "recorded_at": "'2019-12-31T00:00:00.000000Z'",
    "author": "'Bob'",
    "source_id": "NULL",
    "source_ref": "'line 13'",
    "previous_hash": "hash",
    "hash": "previous_hash",
}


@pytest.fixture
def filled(store: Store) -> Store:
    """A ledger of five rows."""
    state = draft("2019-12-31", state=State.IN_PROGRESS)
    source = Source("kent.csv", "ab" * 32)
    store.append(
        [draft("2019-06-30", 1), full_draft(), state], author="Ann", now=at(2020, 1, 1), source=source
    )
    store.add_version(version("new target"), author="Ann", now=at(2020, 2, 1))
    return store


def test_there_is_a_change_for_every_column(filled: Store, path: Path) -> None:
    with without_triggers(path) as conn:
        columns = {row[1] for row in conn.execute("PRAGMA table_info(updates)")}
    assert columns - {"seq"} == set(CHANGES)


@pytest.mark.parametrize("column", CHANGES)
def test_a_changed_column_of_an_update_is_found(filled: Store, path: Path, column: str) -> None:
    change = CHANGES[column]
    with without_triggers(path) as conn:
        conn.execute(f"UPDATE updates SET {column} = {change} WHERE seq = 3 AND {column} IS NOT {change}")
        assert conn.execute("SELECT changes()").fetchone() == (1,)

    assert "Ledger number 3: its content does not match its hash." in filled.verify().problems


@pytest.mark.parametrize(
    "column",
    ["version", "plan_id", "title", "reason", "source_text", "files", "record", "recorded_at", "author"],
)
def test_a_changed_column_of_a_plan_version_is_found(filled: Store, path: Path, column: str) -> None:
    change = "7" if column == "version" else "'2020-02-02T00:00:00.000000Z'"
    with without_triggers(path) as conn:
        conn.execute(f"UPDATE plan_versions SET {column} = {change} WHERE seq = 5")

    assert "Ledger number 5: its content does not match its hash." in filled.verify().problems


@pytest.mark.parametrize("column", ["name", "sha256", "id"])
def test_a_changed_source_is_found(filled: Store, path: Path, column: str) -> None:
    value = 9 if column == "id" else "cd" * 32
    with without_triggers(path) as conn:
        conn.execute(f"UPDATE sources SET {column} = ?", (value,))

    assert "Ledger number 2: its content does not match its hash." in filled.verify().problems


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE texts SET text = 'late' WHERE field = 'note'", "Ledger number 3: its note does not match"),
        ("UPDATE texts SET salt = '' WHERE field = 'note'", "Ledger number 3: its note does not match"),
        (
            "UPDATE texts SET hash = lower(hex(randomblob(32))) WHERE field = 'note'",
            "Ledger number 3: its content",
        ),
        ("UPDATE texts SET field = 'action' WHERE field = 'note'", "Ledger number 3: its content"),
        ("UPDATE texts SET seq = 4 WHERE field = 'note'", "Ledger number 4: its content"),
        ("DELETE FROM texts WHERE field = 'note'", "Ledger number 3: its content"),
        ("INSERT INTO texts SELECT 4, field, text, salt, hash, 0 FROM texts", "Ledger number 4: its content"),
        ("DELETE FROM updates WHERE seq = 3", "Ledger number 3 is missing: number 4 comes after 2"),
        ("UPDATE updates SET seq = 9 WHERE seq = 2", "Ledger number 2 is missing"),
        ("INSERT INTO sources (name, sha256) VALUES ('x', 'y')", "The source “x” belongs to no update"),
        ("UPDATE updates SET source_id = 7 WHERE seq = 2", "refers to a row of “sources” that is not there"),
    ],
)
def test_other_changes_are_found(filled: Store, path: Path, statement: str, sentence: str) -> None:
    with without_triggers(path) as conn:
        conn.execute(statement)

    assert any(problem.startswith(sentence) or sentence in problem for problem in filled.verify().problems)


TABLES = [
    *("updates", "plan_versions", "redactions", "texts", "sources"),
    *("imports", "kept_files", "issued_reports"),
]


@pytest.fixture
def everywhere(store: Store) -> Store:
    """A ledger with several rows in every table."""
    for number in range(4):
        content = f"return {number}".encode()
        source = Source(f"{number}.csv", hashlib.sha256(content).hexdigest())
        drafted = draft(
            f"2019-0{number + 1}-28", number + 0.1, numerator=1, denominator=2, marks="p", note=f"n{number}",
            self_status=Status.GREEN, back_on_track=day("2020-03-31"), source_ref=f"line {number}",
            published_on=day("2019-10-31"), cause="c", forecast=day("2020-01-01"), state=State.DONE,
        )  # fmt: skip
        store.take_in([drafted], intake(source, content), author="Ann", now=at(2020, 1, 1 + number))
        store.add_version(version(f"v{number}"), author="Ann", now=at(2020, 2, 1 + number))
        snapshot = f'{{"n": {number}, "text": "so it was: a long note {number}"}}'
        report = issued_report(store, snapshot, council=day("2020-01-20"), known_at=at(2020, 1, 20)())
        store.keep_report(report)
    for number in (2, 4):
        store.redact(number, ["note"], reason="names a person", author="Bob", now=at(2020, 3, number))
    long = record(store, draft("2019-12-31", 1, note="a long note 2"))
    store.redact(long, reason="names a person", author="Bob", now=at(2020, 4, 1))
    return store


def _turned(value: object, chance: random.Random) -> object:
    """A value with one of its bits turned over."""
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(8))
    if isinstance(value, float):
        (bits,) = struct.unpack("<q", struct.pack("<d", value))
        return struct.unpack("<d", struct.pack("<q", bits ^ (1 << chance.randrange(52))))[0]
    if value is None:
        return 1
    raw = bytearray(value.encode() if isinstance(value, str) else bytes(value))  # type: ignore[call-overload]
    if not raw:
        return "x" if isinstance(value, str) else b"x"
    bit = chance.randrange(len(raw) * (7 if isinstance(value, str) else 8))
    width = 7 if isinstance(value, str) else 8
    raw[bit // width] ^= 1 << bit % width
    return raw.decode("ascii") if isinstance(value, str) else bytes(raw)


@pytest.mark.parametrize("table", TABLES)
def test_any_bit_of_any_row_that_is_turned_over_is_found(everywhere: Store, path: Path, table: str) -> None:
    chance = random.Random(table)
    assert everywhere.verify().ok
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            conn.execute(f"DROP TRIGGER {name}")
        untouched = set(everywhere.verify().problems)
        asked = "SELECT name FROM pragma_table_info(?)"
        columns = [name for (name,) in conn.execute(asked, (table,))]
        keys = conn.execute(f"SELECT {_key(table)} FROM {table}").fetchall()
        assert len(keys) >= 3
        for column in columns:
            for key in keys:
                where = " AND ".join(f"{name} IS ?" for name in _key(table).split(", "))
                (old,) = conn.execute(f"SELECT {column} FROM {table} WHERE {where}", key).fetchone()
                conn.execute("SAVEPOINT before")
                try:
                    turned = _turned(old, chance)
                    conn.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (turned, *key))
                except sqlite3.IntegrityError:
                    conn.execute("ROLLBACK TO before")  # of another kind, or taken: the table itself refuses
                    conn.execute("RELEASE before")
                    continue
                conn.execute("RELEASE before")
                found = set(everywhere.verify().problems) - untouched
                assert found or _is_same(column, old, turned), (table, column, key, old, turned)
                _put_back(conn, table, column, old, turned, key)
        assert set(everywhere.verify().problems) == untouched


def _key(table: str) -> str:
    keys = {"texts": "seq, field", "sources": "id", "imports": "id"}
    by_hash = ("kept_files", "issued_reports")
    return keys.get(table, "sha256" if table in by_hash else "seq")


def _is_same(column: str, old: object, turned: object) -> bool:
    """Whether a compressed text is packed otherwise but holds the same: its last byte has bits to spare."""
    return column in ("content", "snapshot") and _unpacked(old) == _unpacked(turned) != b""


def _unpacked(packed: object) -> bytes:
    return zlib.decompress(packed) if isinstance(packed, bytes) and packed else b""


def _put_back(
    conn: sqlite3.Connection, table: str, column: str, old: object, turned: object, key: tuple[object, ...]
) -> None:
    names = _key(table).split(", ")
    found = [turned if name == column else value for name, value in zip(names, key, strict=True)]
    where = " AND ".join(f"{name} IS ?" for name in names)
    conn.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (old, *found))
    assert conn.execute("SELECT changes()").fetchone() == (1,)


def test_a_number_that_is_there_twice_is_found(filled: Store, path: Path) -> None:
    with without_triggers(path) as conn:
        conn.execute("UPDATE plan_versions SET seq = 4 WHERE seq = 5")

    assert "Ledger number 4 is there twice." in filled.verify().problems


def test_a_cut_off_end_is_found_by_the_head_on_paper(filled: Store, path: Path) -> None:
    _, head = filled.head()
    with without_triggers(path) as conn:
        conn.execute("DELETE FROM plan_versions WHERE seq = 5")

    assert filled.verify().ok
    (problem,) = filled.verify(head).problems
    assert "is not in this ledger" in problem


def test_missing_altered_and_foreign_triggers_are_named(filled: Store, path: Path) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(
            "DROP TRIGGER updates_are_not_deleted;"
            "DROP VIEW latest_values; CREATE VIEW latest_values AS SELECT 1;"
            "CREATE TRIGGER mine AFTER INSERT ON updates BEGIN SELECT 1; END;"
            "CREATE VIEW my_own_view AS SELECT * FROM updates;"
        )

    assert filled.verify().problems == [
        "The trigger “updates_are_not_deleted” is missing.",
        "The view “latest_values” has been altered.",
        "The trigger “mine” does not belong to the tracker.",
    ]


def test_a_row_added_past_the_store_does_not_belong(filled: Store, path: Path) -> None:
    with without_triggers(path) as conn:
        columns = [row[1] for row in conn.execute("PRAGMA table_info(updates)") if row[1] != "seq"]
        names = ", ".join(columns)
        conn.execute(f"INSERT INTO updates (seq, {names}) SELECT 6, {names} FROM updates WHERE seq = 2")

    assert any(problem.startswith("Ledger number 6: ") for problem in filled.verify().problems)


def test_many_problems_are_counted_not_listed(store: Store, path: Path) -> None:
    for number in range(60):
        record(store, draft("2019-09-30", number))
    with without_triggers(path) as conn:
        conn.execute("UPDATE updates SET author = 'Bob'")

    assert store.verify().problems[-1] == "There are 10 more problems like these."
