"""Corrections, withdrawals and returns without a value: nothing is overwritten, the latest known stands."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.store.cases import CELL, COMMITMENT, FORCE, day, draft, record, value_of
from tracker.domain.update import State
from tracker.store import Store


def test_the_later_of_two_reports_for_one_date_stands(store: Store) -> None:
    record(store, draft("2019-09-30", 10), 2019, 10, 1)
    record(store, draft("2019-09-30", 12), 2019, 10, 2)

    assert value_of(store, "2019-12-31") == 12


def test_of_two_reports_known_at_one_instant_the_later_recorded_stands(store: Store) -> None:
    for value in (10, 12, 11):
        record(store, draft("2019-09-30", value, published_on=day("2019-10-31")))

    assert value_of(store, "2019-12-31") == 11


def test_a_withdrawal_removes_its_date_and_the_one_before_counts_again(store: Store) -> None:
    record(store, draft("2019-06-30", 8), 2019, 7, 1)
    record(store, draft("2019-09-30", 10), 2019, 10, 1)
    record(store, draft("2019-09-30", withdrawal=True), 2019, 10, 5)

    assert value_of(store, "2019-12-31") == 8
    assert value_of(store, "2019-12-31", datetime(2019, 10, 4, tzinfo=UTC)) == 10
    assert [u.draft.value for u in store.series(FORCE, COMMITMENT)] == [8]


def test_withdrawing_all_there_is_leaves_the_cell_out(store: Store) -> None:
    record(store, draft("2019-09-30", 10))
    record(store, draft("2019-09-30", withdrawal=True))

    assert store.latest([CELL], as_of=day("2019-12-31"), known_at=None) == {}
    assert store.series(FORCE, COMMITMENT) == []


def test_a_value_reported_again_after_a_withdrawal_stands(store: Store) -> None:
    record(store, draft("2019-09-30", 10))
    record(store, draft("2019-09-30", withdrawal=True))
    record(store, draft("2019-09-30", 11))

    assert value_of(store, "2019-12-31") == 11


def test_not_available_is_kept_beside_the_last_value(store: Store) -> None:
    record(store, draft("2019-06-30", 8))
    record(store, draft("2019-09-30", marks="x"))
    record(store, draft("2019-12-31", marks="c"))

    row = store.latest([CELL], as_of=day("2020-01-31"))[CELL]
    assert row.update is not None
    assert row.valueless is not None
    assert (row.update.draft.value, row.valueless.draft.marks) == (8, "c")


def test_a_cell_that_never_had_a_value_still_says_not_available(store: Store) -> None:
    record(store, draft("2019-09-30", marks="x"))

    row = store.latest([CELL], as_of=day("2019-12-31"))[CELL]
    assert row.update is None
    assert row.valueless is not None


def test_a_value_after_not_available_leaves_nothing_valueless(store: Store) -> None:
    record(store, draft("2019-06-30", marks="x"))
    record(store, draft("2019-09-30", 8))

    assert store.latest([CELL], as_of=day("2019-12-31"))[CELL].valueless is None


def test_not_available_can_correct_a_value(store: Store) -> None:
    record(store, draft("2019-06-30", 8))
    record(store, draft("2019-06-30", marks="x"))

    row = store.latest([CELL], as_of=day("2019-12-31"))[CELL]
    assert row.update is None
    assert [u.has_value for u in store.series(FORCE, COMMITMENT)] == [False]


def test_a_milestones_state_is_a_value(store: Store) -> None:
    record(store, draft("2019-06-30", state=State.IN_PROGRESS, forecast=day("2019-08-01")))

    update = store.latest([CELL], as_of=day("2019-12-31"))[CELL].update
    assert update is not None
    assert (update.draft.state, update.draft.forecast) == (State.IN_PROGRESS, day("2019-08-01"))


def revised(store: Store) -> bool:
    update = store.latest([CELL], as_of=day("2019-12-31"))[CELL].update
    assert update is not None
    assert update.revised == store.series(FORCE, COMMITMENT)[-1].revised
    return update.revised


def test_another_value_for_the_same_date_is_a_revision(store: Store) -> None:
    record(store, draft("2019-09-30", 10))
    assert not revised(store)
    record(store, draft("2019-09-30", 12))
    assert revised(store)


def test_the_same_value_again_is_no_revision(store: Store) -> None:
    record(store, draft("2019-09-30", 10))
    record(store, draft("2019-09-30", 10, note="confirmed"))

    assert not revised(store)


def test_a_first_value_after_not_available_is_no_revision(store: Store) -> None:
    record(store, draft("2019-09-30", marks="x"))
    record(store, draft("2019-09-30", 10))

    assert not revised(store)


def test_another_state_of_a_milestone_for_the_same_date_is_a_revision(store: Store) -> None:
    record(store, draft("2019-09-30", state=State.DONE))
    record(store, draft("2019-09-30", state=State.IN_PROGRESS))

    assert revised(store)


def test_a_figure_published_earlier_but_loaded_later_revises_nothing(store: Store) -> None:
    record(store, draft("2019-09-30", 12, published_on=day("2019-12-01")))
    record(store, draft("2019-09-30", 10, published_on=day("2019-11-01")))

    update = store.series(FORCE, COMMITMENT, known_at=datetime(2019, 11, 2, tzinfo=UTC))[0]
    assert (update.draft.value, update.revised) == (10, False)
    assert revised(store)
