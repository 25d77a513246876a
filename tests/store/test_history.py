"""The history: newest first, with what each update corrected and what was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.store.cases import at, day, draft, record, version
from tracker.domain.history_filter import HistoryFilter
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
