"""A text can be taken out for good; that it was there stays proven."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.cases import COMMITMENT, FORCE, draft, record, without_triggers
from tracker.store import Store, StoreError

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "the officer on long-term sick leave is PC 4711"  # noqa: S105


def test_redaction_keeps_the_chain_whole(store: Store) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET, cause="sickness"))
    head = store.head()
    store.redact(seq, "note")

    assert store.verify(head[1]).ok
    assert store.head() == head
    assert store.texts(seq) == {"note": "[redacted]", "cause": "sickness"}
    assert store.series(FORCE, COMMITMENT, texts=True)[0].draft.note == "[redacted]"


def test_a_redacted_text_is_nowhere_in_the_files(store: Store, path: Path) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET))
    store.redact(seq, "note")
    store.close()

    assert all(SECRET.encode() not in file.read_bytes() for file in path.parent.iterdir())


def test_what_is_not_there_cannot_be_redacted(store: Store) -> None:
    seq = record(store, draft("2019-09-30", 1, note=SECRET))
    store.redact(seq, "note")

    for field in ("cause", "note"):
        with pytest.raises(StoreError, match=f"has no {field} to redact"):
            store.redact(seq, field)


def test_the_same_note_twice_has_two_hashes(store: Store, path: Path) -> None:
    """Otherwise a redacted text could be guessed by its hash."""
    record(store, draft("2019-09-30", 1, note="yes"))
    record(store, draft("2019-12-31", 1, note="yes"))
    with without_triggers(path) as conn:
        assert conn.execute("SELECT count(DISTINCT hash) FROM texts").fetchone() == (2,)
