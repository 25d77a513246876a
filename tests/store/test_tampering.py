"""Somebody takes the triggers away, changes one thing and puts them back: the chain tells where."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.store.cases import at, day, draft, record, version, without_triggers
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
    full = draft(
        "2019-09-30", 85, numerator=170, denominator=200, marks="p", self_status=Status.GREEN,
        back_on_track=day("2020-03-31"), published_on=day("2019-10-31"), note="on track", cause="sickness",
        source_ref="line 12",
    )  # fmt: skip
    state = draft("2019-12-31", state=State.IN_PROGRESS)
    source = Source("kent.csv", "ab" * 32)
    store.append([draft("2019-06-30", 1), full, state], author="Ann", now=at(2020, 1, 1), source=source)
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
