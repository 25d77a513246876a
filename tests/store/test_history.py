"""The history: newest first, with what each update corrected and what was withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.store.cases import at, day, draft, record, version
from tracker.domain.history_filter import EntryKind, HistoryFilter
from tracker.store import ImportEntry, UpdateEntry

if TYPE_CHECKING:
    from tracker.store import Entry, Store


def numbers(entries: list[Entry]) -> list[int]:
    assert not any(isinstance(e, ImportEntry) for e in entries)
    return [e.update.seq if isinstance(e, UpdateEntry) else e.seq for e in entries]  # type: ignore[union-attr]


def entry(store: Store, seq: int) -> UpdateEntry:
    (found,) = (e for e in store.entries() if isinstance(e, UpdateEntry) and e.update.seq == seq)
    return found


def test_updates_and_plan_versions_come_newest_first(store: Store) -> None:
    record(store, draft("2015-09-30", 1))
    store.add_version(version("again"), author="Bob", now=at(2020, 3, 2))
    record(store, draft("2015-09-30", 1, force="kent"), 2020, 3, 3)

    assert numbers(store.entries()) == [4, 3, 2, 1]
    assert numbers(store.entries(HistoryFilter(force="kent"))) == [4, 3, 1]
    assert numbers(store.entries(HistoryFilter(commitment="other"))) == [3, 1]
    assert numbers(store.entries(HistoryFilter(limit=2))) == [4, 3]
    assert numbers(store.entries(HistoryFilter(limit=2, skip=2))) == [2, 1]
    assert store.entries(HistoryFilter(limit=0)) == []


def test_an_entry_has_its_texts_and_what_it_corrects(store: Store) -> None:
    first = record(store, draft("2019-09-30", 10, note="first"))
    second = record(store, draft("2019-09-30", 12, note="recounted"))
    record(store, draft("2019-12-31", 13))

    assert entry(store, first).corrects is None
    assert entry(store, first).update.draft.note == "first"
    corrected = entry(store, second).corrects
    assert corrected is not None
    assert (corrected.seq, corrected.draft.value) == (first, 10)
    assert entry(store, second).update.revised
    assert entry(store, 4).corrects is None


def test_what_is_corrected_goes_by_when_it_was_known(store: Store) -> None:
    """The Northumbria figures, loaded the wrong way round."""
    later = record(store, draft("2018-09-30", 3151.62, published_on=day("2020-01-30")))
    earlier = record(store, draft("2018-09-30", 3140.62, published_on=day("2019-01-24")))

    corrected = entry(store, later).corrects
    assert corrected is not None
    assert corrected.seq == earlier
    assert entry(store, earlier).corrects is None


def test_a_withdrawal_hides_the_texts_it_withdraws(store: Store) -> None:
    first = record(store, draft("2019-09-30", 10, note="names a person"))
    other = record(store, draft("2019-12-31", 11, note="harmless"))
    withdrawal = record(store, draft("2019-09-30", withdrawal=True, note="entered by mistake"))
    again = record(store, draft("2019-09-30", 12, note="without the name"))

    assert (entry(store, first).withdrawn, entry(store, first).update.draft.note) == (True, None)
    assert (entry(store, other).withdrawn, entry(store, other).update.draft.note) == (False, "harmless")
    withdrew = entry(store, withdrawal)
    assert withdrew.corrects is not None
    assert (withdrew.corrects.seq, withdrew.withdrawn) == (first, False)
    assert withdrew.update.draft.note == "entered by mistake"
    assert (entry(store, again).corrects, entry(store, again).withdrawn) == (None, False)


def wanted(store: Store, **filters: object) -> list[int]:
    return numbers(store.entries(HistoryFilter(**filters)))  # type: ignore[arg-type]


@pytest.fixture
def told(store: Store) -> Store:
    """Version 1, then an update, its correction, a withdrawal of another, and version 2: numbers 1 to 6."""
    record(store, draft("2019-09-30", 10, note="New Team began"), 2019, 10, 5)
    record(store, draft("2019-09-30", 12, cause="a digit was missing"), 2019, 10, 9)
    record(store, draft("2019-12-31", 20, note="names a person", force="kent"), 2020, 1, 9)
    record(store, draft("2019-12-31", withdrawal=True, force="kent"), 2020, 1, 12)
    store.add_version(version("Council moved the date"), author="Bob", now=at(2020, 1, 20))
    return store


def test_each_filter_alone(told: Store) -> None:
    assert wanted(told, kinds=frozenset({EntryKind.CORRECTION})) == [3]
    assert wanted(told, kinds=frozenset({EntryKind.UPDATE})) == [4, 2]
    assert wanted(told, kinds=frozenset({EntryKind.WITHDRAWAL, EntryKind.PLAN})) == [6, 5, 1]
    assert wanted(told, author="BOB") == [6]
    assert wanted(told, since=day("2020-01-12"), until=day("2020-01-19")) == [5]
    assert wanted(told, as_of=day("2019-09-30"), known_at=datetime(2019, 10, 6, tzinfo=UTC)) == [2, 1]
    assert wanted(told, skip=1, limit=2) == [5, 4]


def test_words_are_found_in_any_case_in_texts_reasons_and_titles(told: Store) -> None:
    assert wanted(told, words=("new", "team")) == [2]
    assert wanted(told, words=("digit",)) == [3]
    assert wanted(told, words=("council",)) == [6]
    assert wanted(told, words=("new", "digit")) == []
    found = told.entries(
        HistoryFilter(words=("uplift",), force="kent"), titles={"officers": "Uplift of officers"}
    )
    assert numbers(found) == [6, 5, 4, 1]


def test_withdrawn_and_redacted_texts_are_not_searched(told: Store) -> None:
    assert wanted(told, words=("person",)) == []
    told.redact(2, reason="names somebody", author="Ann", now=at(2020, 5, 1))
    assert wanted(told, words=("team",)) == []
    assert wanted(told, words=("redacted",)) == []


def test_a_look_back_hides_what_was_withdrawn_since(told: Store) -> None:
    (found, *_) = told.entries(HistoryFilter(force="kent", known_at=datetime(2020, 1, 10, tzinfo=UTC)))
    assert isinstance(found, UpdateEntry)
    assert (found.update.seq, found.withdrawn, found.update.draft.note) == (4, True, None)


def test_a_limited_look_at_the_newest_reads_no_more_than_it_shows(store: Store) -> None:
    def instructions() -> int:
        counted = 0

        def count() -> int:
            nonlocal counted
            counted += 1
            return 0

        store._conn.set_progress_handler(count, 10)
        store.entries(HistoryFilter(limit=5, author="ann"))
        store._conn.set_progress_handler(None, 0)
        return counted

    def add(days: int) -> None:
        start = day("2016-01-01")
        drafts = [draft(str(start + timedelta(days=n)), n, force=f"f{days}") for n in range(days)]
        store.append_many(drafts, author="Ann", now=at(2020, 1, 1))

    add(20)
    few = instructions()
    add(2_000)
    assert instructions() <= few * 1.1
