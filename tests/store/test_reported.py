"""What was reported for which as-at date and since when, on both clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.store.cases import CELL, COMMITMENT, FORCE, at, day, draft, record
from tests.store.test_query_plan import plan_of
from tracker.domain.update import ReportMade, State
from tracker.store import Store, reported

SINCE = date(2019, 1, 1)


def told(store: Store, as_of: str = "2030-01-01", known_at: datetime | None = None) -> list[tuple[str, str]]:
    """As-at date and the day it came, of the one cell."""
    return [(made.as_at.isoformat(), made.came_on.isoformat()) for made in all_of(store, as_of, known_at)]


def all_of(store: Store, as_of: str = "2030-01-01", known_at: datetime | None = None) -> list[ReportMade]:
    return store.reported({CELL: SINCE}, as_of=day(as_of), known_at=known_at).get(CELL, [])


def test_a_correction_does_not_make_a_return_late(store: Store) -> None:
    record(store, draft("2019-09-30", 10), 2019, 10, 1)
    record(store, draft("2019-09-30", 12), 2019, 11, 30)

    assert told(store) == [("2019-09-30", "2019-10-01")]


def test_a_withdrawn_return_never_came_and_one_made_again_came_again(store: Store) -> None:
    record(store, draft("2019-09-30", 10), 2019, 10, 1)
    record(store, draft("2019-09-30", withdrawal=True), 2019, 10, 5)
    assert told(store) == []
    assert told(store, known_at=datetime(2019, 10, 4, tzinfo=UTC)) == [("2019-09-30", "2019-10-01")]

    record(store, draft("2019-09-30", 11), 2019, 10, 9)
    assert told(store) == [("2019-09-30", "2019-10-09")]


def test_a_value_after_not_available_came_with_the_value(store: Store) -> None:
    record(store, draft("2019-09-30", marks="x"), 2019, 10, 1)
    (answer,) = all_of(store)
    assert (answer.has_value, answer.marks) == (False, "x")

    record(store, draft("2019-09-30", 11), 2019, 10, 9)
    (value,) = all_of(store)
    assert (value.has_value, value.came_on) == (True, date(2019, 10, 9))


def test_not_available_can_take_a_values_place(store: Store) -> None:
    record(store, draft("2019-09-30", 11), 2019, 10, 1)
    record(store, draft("2019-09-30", marks="x"), 2019, 10, 9)

    (answer,) = all_of(store)
    assert (answer.has_value, answer.came_on) == (False, date(2019, 10, 9))


def test_zero_is_a_value_and_done_is_told(store: Store) -> None:
    record(store, draft("2019-06-30", 0.0), 2019, 7, 1)
    record(store, draft("2019-09-30", state=State.DONE), 2019, 10, 1)
    record(store, draft("2019-12-31", state=State.IN_PROGRESS), 2020, 1, 1)

    assert [(made.has_value, made.is_done) for made in all_of(store)] == [
        (True, False), (True, True), (True, False),
    ]  # fmt: skip


def test_back_loaded_history_came_on_its_publication(store: Store) -> None:
    published = [draft("2019-09-30", 12, published_on=day("2020-01-30")), draft("2019-03-31", 11)]
    store.append(published, author="Ann", now=at(2024, 5, 1))
    record(store, draft("2019-09-30", 10, published_on=day("2019-10-31")), 2024, 6, 1)

    assert told(store) == [("2019-03-31", "2024-05-01"), ("2019-09-30", "2019-10-31")]
    assert told(store, known_at=datetime(2019, 12, 1, tzinfo=UTC)) == [("2019-09-30", "2019-10-31")]


def test_only_the_cells_asked_for_from_their_day_up_to_the_day(store: Store) -> None:
    for as_at in ("2018-12-31", "2019-01-01", "2019-06-30", "2019-07-01"):
        record(store, draft(as_at, 1), 2020, 1, 1)
    record(store, draft("2019-06-30", 1, force="kent"), 2020, 1, 1)

    assert [as_at for as_at, _ in told(store, "2019-06-30")] == ["2019-01-01", "2019-06-30"]
    assert store.reported({}, as_of=day("2030-01-01")) == {}
    assert set(store.reported({("kent", COMMITMENT): SINCE, CELL: SINCE}, as_of=day("2030-01-01"))) == {
        CELL, ("kent", COMMITMENT),
    }  # fmt: skip
    assert FORCE != "kent"


def test_each_cell_is_a_seek(store: Store) -> None:
    steps = plan_of(store.path, reported.REPORTED, {"cells": "{}", "as_of": "9999", "known_at": "9999"})

    index = "SEARCH u USING INDEX updates_by_cell (commitment=? AND force=? AND as_at>? AND as_at<?)"
    assert index in steps
    assert not any("SCAN" in step and "VIRTUAL TABLE" not in step for step in steps)
