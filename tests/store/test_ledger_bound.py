"""The ledger as it stood when one of its numbers was the last, whatever was back-loaded since."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.store.cases import CELL, COMMITMENT, FORCE, at, day, draft, record, version
from tracker.store import Store

KNOWN = datetime(2019, 12, 1, tzinfo=UTC)


def test_back_loaded_history_does_not_change_what_a_paper_said(store: Store) -> None:
    record(store, draft("2019-09-30", 85, published_on=day("2019-10-31")), 2020, 1, 1)
    end, _ = store.head()
    record(store, draft("2019-09-30", 80, published_on=day("2019-11-30")), 2020, 2, 1)

    now, then = (
        store.latest([CELL], as_of=date(2019, 9, 30), known_at=KNOWN, ledger=ledger)[CELL].update
        for ledger in (None, end)
    )
    assert now is not None
    assert then is not None
    assert (now.draft.value, then.draft.value) == (80, 85)


def test_a_revision_that_was_not_recorded_yet_is_not_marked(store: Store) -> None:
    record(store, draft("2019-09-30", 85, published_on=day("2019-10-31")), 2020, 1, 1)
    end, _ = store.head()
    record(store, draft("2019-09-30", 80, published_on=day("2019-10-01")), 2020, 2, 1)

    assert [u.marks for u in store.series(FORCE, COMMITMENT)] == ["r"]
    assert [u.marks for u in store.series(FORCE, COMMITMENT, ledger=end)] == [""]


def test_a_series_and_the_plan_stand_as_they_did(store: Store) -> None:
    record(store, draft("2019-06-30", 1))
    end, _ = store.head()
    record(store, draft("2019-06-30", withdrawal=True))
    record(store, draft("2019-09-30", 2))
    store.add_version(version("second"), author="Ann", now=at(2020, 4, 1))

    assert [u.draft.value for u in store.series(FORCE, COMMITMENT)] == [2]
    assert [u.draft.value for u in store.series(FORCE, COMMITMENT, ledger=end)] == [1]
    assert store.version_at()[0].version == 2
    assert store.version_at(ledger=end)[0].version == 1
