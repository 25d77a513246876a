"""Which entries of the history are wanted."""

from __future__ import annotations

from tracker.domain.history_filter import EVERYTHING, EntryKind, HistoryFilter


def test_every_kind_is_wanted_unless_some_are_named() -> None:
    assert all(EVERYTHING.wants(kind) for kind in EntryKind)
    some = HistoryFilter(kinds=frozenset({EntryKind.PLAN, EntryKind.IMPORT}))
    assert [kind for kind in EntryKind if some.wants(kind)] == [EntryKind.PLAN, EntryKind.IMPORT]
