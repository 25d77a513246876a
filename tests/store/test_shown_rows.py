"""Nothing is shown of a row that is not what was recorded: each is held against its hash as it is read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.cases import CELL, COMMITMENT, FORCE, at, day, draft, full_draft, without_triggers
from tests.store.test_tampering import CHANGES
from tracker.domain.update import Source
from tracker.store import DamagedError
from tracker.store.chain import UPDATE_HASHED, link, update_hash

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tracker.store import Store

#: The changes after which the row is still the latest one of its cell.
OF_THE_CELL = sorted(set(CHANGES) - {"force", "commitment"})

LOOKS: dict[str, Callable[[Store], object]] = {
    "the board": lambda store: store.latest([CELL], as_of=day("2020-01-01")),
    "the series": lambda store: store.series(FORCE, COMMITMENT),
    "the series of all forces": lambda store: store.series_by_force(COMMITMENT),
    "all that was told": lambda store: store.told(FORCE, COMMITMENT),
    "the history": lambda store: list(store.entries()),
}


@pytest.fixture
def filled(store: Store) -> Store:
    """A ledger in which number 3 is the latest of its cell."""
    source = Source("kent.csv", "ab" * 32)
    store.append([draft("2019-06-30", 1), full_draft()], author="Ann", now=at(2020, 1, 1), source=source)
    return store


def assert_nothing_is_shown(store: Store, look: str) -> None:
    with pytest.raises(DamagedError, match=r"^Ledger number [23] is damaged: .* Nothing is computed from it"):
        LOOKS[look](store)


@pytest.mark.parametrize("look", LOOKS)
def test_a_row_that_is_what_was_recorded_is_shown(filled: Store, look: str) -> None:
    assert LOOKS[look](filled)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("column", OF_THE_CELL)
def test_a_row_with_another_column_is_not_shown(filled: Store, path: Path, column: str, look: str) -> None:
    with without_triggers(path) as conn:
        conn.execute(f"UPDATE updates SET {column} = {CHANGES[column]} WHERE seq = 3")

    assert_nothing_is_shown(filled, look)


@pytest.mark.parametrize("column", ["force", "commitment"])
def test_a_row_is_not_shown_for_another_cell(filled: Store, path: Path, column: str) -> None:
    with without_triggers(path) as conn:
        conn.execute(f"UPDATE updates SET {column} = {CHANGES[column]} WHERE seq = 3")
    asked = {"force": FORCE, "commitment": COMMITMENT, column: CHANGES[column].strip("'")}

    with pytest.raises(DamagedError, match="number 3 is damaged"):
        filled.latest([(asked["force"], asked["commitment"])], as_of=day("2020-01-01"))
    assert_nothing_is_shown(filled, "the history")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("column", ["name", "sha256"])
def test_a_row_from_another_file_is_not_shown(filled: Store, path: Path, column: str, look: str) -> None:
    with without_triggers(path) as conn:
        conn.execute(f"UPDATE sources SET {column} = 'other'")

    assert_nothing_is_shown(filled, look)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM texts WHERE field = 'note'",
        "UPDATE texts SET hash = lower(hex(randomblob(32))) WHERE field = 'note'",
        "UPDATE texts SET field = 'action' WHERE field = 'note'",
    ],
)
def test_a_row_whose_texts_are_others_is_not_shown(
    filled: Store, path: Path, statement: str, look: str
) -> None:
    with without_triggers(path) as conn:
        conn.execute(statement)

    assert_nothing_is_shown(filled, look)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("text = 'late'", "its note does not match its hash"),
        ("salt = ''", "its note does not match its hash"),
        ("redacted = 1", "its note is redacted, and no entry says by whom and why"),
    ],
)
def test_a_text_that_is_not_what_was_said_is_not_shown(
    filled: Store, path: Path, change: str, said: str
) -> None:
    with without_triggers(path) as conn:
        conn.execute(f"UPDATE texts SET {change} WHERE field = 'note'")

    for look in (
        lambda: filled.texts(3),
        lambda: filled.series(FORCE, COMMITMENT, texts=True),
        lambda: list(filled.entries()),
    ):
        with pytest.raises(DamagedError, match=f"^Ledger number 3 is damaged: {said}"):
            look()


@contextmanager
def past_the_index(path: Path) -> Iterator[sqlite3.Connection]:
    """Changes of rows that the index of the cells does not learn of."""
    with without_triggers(path) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        asked = "SELECT * FROM sqlite_schema WHERE name = 'updates_by_cell'"
        index = conn.execute(asked).fetchone()
        conn.execute("DELETE FROM sqlite_schema WHERE name = 'updates_by_cell'")
        conn.execute("PRAGMA writable_schema = RESET")
        yield conn
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", index)
        conn.execute("PRAGMA writable_schema = RESET")


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM updates WHERE seq = 3",
        "UPDATE updates SET seq = 7 WHERE seq = 3",
        "UPDATE updates SET force = 'kent' WHERE seq = 3",
        "UPDATE updates SET commitment = 'other' WHERE seq = 3",
        "UPDATE updates SET as_at = '2019-09-29' WHERE seq = 3",
        "UPDATE updates SET known_from = recorded_at WHERE seq = 3",
    ],
)
def test_a_row_that_is_not_what_the_index_says_is_not_shown(filled: Store, path: Path, change: str) -> None:
    with past_the_index(path) as conn:
        conn.execute(change)

    with pytest.raises(DamagedError, match="number 3 is damaged: the index of the cells names it"):
        filled.latest([CELL], as_of=day("2020-01-01"))


words = st.none() | st.text(st.characters(codec="utf-8"))
values = st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers()
NUMBERS = ("denominator", "numerator", "seq", "value", "withdrawal")


@given(
    st.fixed_dictionaries({name: values if name in NUMBERS else words for name in UPDATE_HASHED}),
    st.none() | st.tuples(st.text(), st.text()),
    st.dictionaries(st.text(), st.text()),
)
def test_the_hash_of_an_update_is_that_of_its_content_as_canonical_json(
    row: dict[str, object], source: tuple[str, str] | None, texts: dict[str, str]
) -> None:
    content = {**row, "kind": "update", "source": source, "texts": sorted(texts.items())}
    found = update_hash("ab" * 32, [row[name] for name in UPDATE_HASHED], source, list(texts.items()))
    assert found == link("ab" * 32, content)
