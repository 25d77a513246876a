"""Appending: all or nothing, in order, with what was said kept to the letter."""

from __future__ import annotations

import math
import tracemalloc
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.store.cases import CELL, COMMITMENT, FORCE, at, day, draft, record
from tracker.domain.status import Status
from tracker.domain.update import Draft, Source, State
from tracker.store import Store, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

RETURN = Source("kent.csv", "ab" * 32)


def test_everything_a_draft_says_comes_back(store: Store) -> None:
    full = Draft(
        FORCE, COMMITMENT, day("2019-09-30"), 85.0, 170.0, 200.0, None, None, "ep", Status.GREEN,
        day("2020-01-31"), "note", "cause", "action", "evidence", day("2019-10-31"), False, "line 12",
    )  # fmt: skip
    milestone = draft(
        "2019-12-31", state=State.IN_PROGRESS, forecast=day("2020-02-01"), note="[/red]\x00 ‘x’"
    )
    store.append([full, milestone], author="Ann", now=at(2020, 1, 1), source=RETURN)

    first, second = store.series(FORCE, COMMITMENT, texts=True)
    assert (first.draft, second.draft) == (full, milestone)
    assert first.source == RETURN
    assert store.texts(first.seq) == {
        "note": "note",
        "cause": "cause",
        "action": "action",
        "evidence": "evidence",
    }
    assert store.texts(999) == {}


def test_the_board_does_not_load_texts(store: Store) -> None:
    record(store, draft("2019-09-30", 1, note="long story"))

    update = store.latest([CELL], as_of=day("2020-01-01"))[CELL].update
    assert update is not None
    assert update.draft.note is None


def test_a_receipt_proves_its_place_in_the_ledger(store: Store) -> None:
    one, two = store.append(
        [draft("2019-09-30", 1), draft("2019-12-31", 2)], author="Ann", now=at(2020, 1, 1)
    )

    assert (one.seq, two.seq) == (2, 3)
    assert store.head() == (3, two.hash)
    assert store.verify(one.hash).head_found_at == 2
    assert two.recorded_at == store.last_recorded_at() == datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_one_bad_value_and_nothing_is_written(store: Store, bad: float) -> None:
    drafts = [*(draft("2019-09-30", n) for n in range(700)), draft("2019-10-31", bad), draft("2019-11-30", 1)]

    with pytest.raises(
        StoreError, match=r"northumbria for officers as at 2019-10-31 is .*not an ordinary number"
    ):
        store.append(drafts, author="Ann", now=at(2020, 1, 1), source=RETURN)
    assert {table for table, rows in store.counts().items() if rows} == {"plan_versions"}


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (draft("2019-10-31", 1, withdrawal=True), "a withdrawal carries no value"),
        (draft("2019-10-31", 1, marks="P"), "marks are small letters"),
        (draft("2019-10-31", 1, force=" "), "force is not empty"),
        (draft("2019-10-31", 1, note="\ud800"), "which is no character"),
    ],
)
def test_what_the_tables_refuse_is_told_in_a_sentence(store: Store, bad: Draft, sentence: str) -> None:
    with pytest.raises(StoreError, match=sentence):
        store.append([draft("2019-09-30", 1), bad], author="Ann", now=at(2020, 1, 1))
    assert store.counts()["updates"] == 0


def test_a_file_that_breaks_off_in_the_middle_leaves_nothing(store: Store) -> None:
    def broken() -> Iterator[Draft]:
        for number in range(1_200):
            yield draft("2019-09-30", number)
        raise OSError("the file breaks off")

    with pytest.raises(OSError, match="breaks off"):
        store.append_many(broken(), author="Ann", now=at(2020, 1, 1))
    assert store.counts()["updates"] == 0
    assert record(store, draft("2019-09-30", 1)) == 2


def test_a_long_import_needs_little_memory(store: Store) -> None:
    rows = (draft("2019-09-30", number, force=f"force-{number}") for number in range(10_000))
    tracemalloc.start()
    result = store.append_many(rows, author="Ann", now=at(2020, 1, 1), source=RETURN)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert result is not None
    assert (result.count, result.first_seq, result.last.seq) == (10_000, 2, 10_001)
    assert peak < 10_000_000


def test_nothing_to_append_is_nothing(store: Store) -> None:
    assert store.append([], author="Ann", now=at(2020, 1, 1), source=RETURN) == []
    assert store.append_many([], author="Ann", now=at(2020, 1, 1)) is None
    assert store.find_source(RETURN.sha256) is None


def test_a_file_seen_before_is_known_by_its_bytes(store: Store) -> None:
    store.append([draft("2019-09-30", 1)], author="Ann", now=at(2020, 1, 1), source=RETURN)
    store.append([draft("2019-12-31", 1)], author="Ann", now=at(2020, 1, 2), source=RETURN)

    assert store.find_source(RETURN.sha256.upper()) == RETURN
    assert store.find_source("cd" * 32) is None
    assert store.counts()["sources"] == 1


def test_a_clock_that_goes_back_does_not_take_the_ledger_with_it(store: Store) -> None:
    record(store, draft("2019-09-30", 1), 2020, 3, 1)
    record(store, draft("2019-09-30", 2), 2020, 2, 1)

    (update,) = store.series(FORCE, COMMITMENT)
    assert update.draft.value == 2
    assert update.recorded_at == update.known_from == datetime(2020, 3, 1, tzinfo=UTC)


def test_a_clock_without_a_time_zone_is_a_programming_error(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.append([draft("2019-09-30", 1)], author="Ann", now=lambda: datetime(2020, 1, 1))  # noqa: DTZ001


def test_minus_zero_and_whole_numbers_keep_the_chain_whole(store: Store) -> None:
    record(store, draft("2019-09-30", -0.0))
    record(store, draft("2019-10-31", 7))
    record(store, draft("2019-11-30", 2**60))

    assert store.verify().ok
