"""What a value describes, and when it was known: two clocks, never mixed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.store.cases import CELL, COMMITMENT, FORCE, at, day, draft, record, value_of
from tracker.store import Store


def northumbria(store: Store) -> None:
    """Full-time equivalent officers at 30 September 2018, as published twice; then the year after.

    Home Office, Police workforce: 24 January 2019, and revised on 30 January 2020.
    """
    loaded = [
        draft("2018-09-30", 3140.62, published_on=day("2019-01-24")),
        draft("2018-09-30", 3151.62, published_on=day("2020-01-30")),
        draft("2019-09-30", 3268.78, published_on=day("2020-01-30")),
    ]
    store.append(loaded, author="Ann", now=at(2024, 5, 1))


def test_a_figure_is_what_was_known_at_the_time(store: Store) -> None:
    northumbria(store)

    assert value_of(store, "2019-06-30", datetime(2019, 1, 23, 23, 59, tzinfo=UTC)) is None
    assert value_of(store, "2019-06-30", datetime(2019, 1, 24, tzinfo=UTC)) == 3140.62
    assert value_of(store, "2019-06-30", datetime(2020, 1, 29, 23, 59, tzinfo=UTC)) == 3140.62
    assert value_of(store, "2019-06-30", datetime(2020, 1, 30, tzinfo=UTC)) == 3151.62
    assert value_of(store, "2019-06-30") == 3151.62


def test_a_later_as_at_date_is_not_seen_from_an_earlier_day(store: Store) -> None:
    northumbria(store)

    assert value_of(store, "2019-09-29") == 3151.62
    assert value_of(store, "2019-09-30") == 3268.78
    assert value_of(store, "2018-09-29") is None


def test_a_late_correction_of_an_old_date_does_not_hide_a_newer_date(store: Store) -> None:
    northumbria(store)
    record(store, draft("2018-09-30", 3150.0), 2024, 6, 1)

    assert value_of(store, "2024-06-30") == 3268.78
    assert value_of(store, "2019-06-30") == 3150.0


def test_the_order_of_loading_does_not_matter_for_published_figures(store: Store) -> None:
    record(store, draft("2018-09-30", 3151.62, published_on=day("2020-01-30")))
    record(store, draft("2018-09-30", 3140.62, published_on=day("2019-01-24")))

    assert value_of(store, "2019-06-30") == 3151.62
    assert value_of(store, "2019-06-30", datetime(2019, 6, 30, tzinfo=UTC)) == 3140.62


def test_a_back_loaded_row_keeps_both_its_own_clock_and_the_given_day(store: Store) -> None:
    northumbria(store)
    first, _ = store.series(FORCE, COMMITMENT, known_at=datetime(2020, 2, 1, tzinfo=UTC))

    assert first.back_loaded
    assert first.recorded_at == datetime(2024, 5, 1, tzinfo=UTC)
    assert first.known_from == datetime(2020, 1, 30, tzinfo=UTC)


def test_a_row_without_a_publication_date_is_known_from_when_it_was_recorded(store: Store) -> None:
    moment = datetime(2019, 10, 20, 14, 5, 6, 789, tzinfo=UTC)
    store.append([draft("2019-09-30", 3268.78)], author="Ann", now=lambda: moment)

    assert value_of(store, "2019-12-31", moment - timedelta(microseconds=1)) is None
    assert value_of(store, "2019-12-31", moment) == 3268.78


def test_an_update_known_before_the_day_it_describes_is_found_all_the_same(store: Store) -> None:
    """A clock may be wrong, or a date typed ahead: what is in the ledger is shown as it stands."""
    record(store, draft("2019-09-30", 1.0), 2019, 1, 1)
    record(store, draft("2018-09-30", 2.0), 2019, 1, 1)

    assert value_of(store, "2019-12-31", datetime(2019, 1, 2, tzinfo=UTC)) == 1.0


def test_the_series_has_the_row_that_stands_for_each_date(store: Store) -> None:
    northumbria(store)

    now = store.series(FORCE, COMMITMENT)
    then = store.series(FORCE, COMMITMENT, known_at=datetime(2019, 12, 31, tzinfo=UTC))

    assert [(u.draft.as_at.year, u.draft.value) for u in now] == [(2018, 3151.62), (2019, 3268.78)]
    assert [(u.draft.as_at.year, u.draft.value) for u in then] == [(2018, 3140.62)]
    assert store.series(FORCE, COMMITMENT, as_of=day("2019-01-01")) == now[:1]


def test_the_board_and_the_series_tell_the_same(store: Store) -> None:
    northumbria(store)

    row = store.latest([CELL], as_of=day("2020-12-31"))[CELL]
    assert row.update == store.series(FORCE, COMMITMENT)[-1]


def test_the_end_of_the_ledger_as_known_is_that_of_the_last_row_known_by_then(store: Store) -> None:
    first = record(store, draft("2018-09-30", 1.0), 2019, 1, 24)
    (second,) = store.append([draft("2018-09-30", 2.0)], author="Ann", now=at(2020, 1, 30))
    back = record(store, draft("2018-03-31", 3.0, published_on=day("2019-02-01")), 2020, 6, 1)
    assert store.known_end(at(2019, 1, 25)()).seq == first
    assert store.known_end(at(2019, 6, 1)()).seq == back
    assert store.known_end().seq == back
    assert second.hash != store.known_end().hash
    assert store.known_end(at(2018, 1, 1)()).seq == 1  # the first version stands in
