"""Reports as they were issued are kept once, found by their hash, and hold on to the ledger of that time."""

from __future__ import annotations

import pytest

from tests.store.cases import at, day, draft, issued_report, record
from tracker.store import Store, StoreError, UnknownReportError


def test_a_report_comes_back_as_it_was_issued(store: Store) -> None:
    record(store, draft("2019-09-30", 1))
    report = issued_report(store, '{"“é”": [1.5]}', council=day("2020-01-20"), known_at=at(2020, 1, 20)())
    assert store.keep_report(report)

    assert store.issued_reports() == [report]
    assert store.issued_report(report.sha256[:8].upper()) == report
    assert store.verify().ok


def test_the_same_snapshot_again_adds_nothing(store: Store) -> None:
    first = issued_report(store)
    assert store.keep_report(first)
    assert not store.keep_report(issued_report(store, author="Bob"))
    assert store.issued_reports() == [first]


def test_the_newest_comes_first(store: Store) -> None:
    for number in (2, 3, 1):
        moment = at(2020, 2, number)()
        store.keep_report(issued_report(store, f"[{number}]", issued_at=moment))
    assert [r.snapshot for r in store.issued_reports()] == ["[3]", "[2]", "[1]"]


def test_a_report_of_another_ledger_is_not_kept(store: Store) -> None:
    for wrong in ({"head": "ab" * 32}, {"ledger": 7}):
        with pytest.raises(StoreError, match="which is not in this ledger"):
            store.keep_report(issued_report(store, **wrong))
    with pytest.raises(StoreError, match="Nothing was written"):
        store.keep_report(issued_report(store, plan_version=2))
    assert store.issued_reports() == []


@pytest.mark.parametrize(
    ("start", "sentence"),
    [("abc", "at least 6 digits"), ("", "at least 6 digits"), ("f" * 64, "No report with the hash f")],
)
def test_a_report_that_is_not_there(store: Store, start: str, sentence: str) -> None:
    store.keep_report(issued_report(store))
    with pytest.raises(UnknownReportError, match=sentence):
        store.issued_report(start)
