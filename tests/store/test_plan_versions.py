"""Plan versions: which one was in force when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.store.cases import at, draft, record, version
from tracker.store import GENESIS, Store, StoreError, UnknownVersionError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_version_in_force_is_the_last_recorded_by_then(store: Store) -> None:
    store.add_version(version("re-baselined"), author="Bob", now=at(2016, 1, 20, 12))

    def found(known_at: datetime | None) -> tuple[int, bool]:
        plan, before = store.version_at(known_at)
        return plan.version, before

    assert found(datetime(2015, 7, 1, tzinfo=UTC)) == (1, True)
    assert found(datetime(2015, 7, 2, 9, tzinfo=UTC)) == (1, False)
    assert found(datetime(2016, 1, 20, 11, 59, tzinfo=UTC)) == (1, False)
    assert found(datetime(2016, 1, 20, 12, tzinfo=UTC)) == (2, False)
    assert found(None) == (2, False)


def test_a_version_comes_back_as_it_was_given(store: Store) -> None:
    given = version("why", files={"ä.csv": "a,b\r\n1,2\n"}, source_text="plan: x # “quoted”\n")
    recorded = store.add_version(given, author="Bob", now=at(2016, 1, 20, 12))

    assert store.version(2) == recorded == store.versions()[1]
    assert (recorded.files, recorded.source_text) == (given.files, given.source_text)
    assert (recorded.reason, recorded.author, recorded.plan_id, recorded.title, recorded.record) == (
        "why", "Bob", given.plan_id, given.title, given.record,
    )  # fmt: skip
    assert (recorded.seq, recorded.hash) == store.head()
    assert recorded.recorded_at == datetime(2016, 1, 20, 12, tzinfo=UTC)


def test_versions_and_updates_share_one_chain(store: Store) -> None:
    assert record(store, draft("2015-09-30", 1)) == 2
    assert store.add_version(version("again"), author="Bob", now=at(2020, 3, 2)).seq == 3
    assert record(store, draft("2015-12-31", 1), 2020, 3, 3) == 4
    assert store.verify().ok


def test_a_version_that_is_not_there_is_told(store: Store) -> None:
    with pytest.raises(UnknownVersionError, match="There is no plan version 9: the newest is 1"):
        store.version(9)


def test_a_database_without_a_plan_says_so(tmp_path: Path) -> None:
    with Store.create(tmp_path / "empty.db") as store:
        assert store.head() == (0, GENESIS)
        assert store.last_recorded_at() is None
        assert store.verify().ok
        assert store.versions() == []
        with pytest.raises(StoreError, match="none is recorded yet"):
            store.version_at()
