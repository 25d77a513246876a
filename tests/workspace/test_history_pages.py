"""The history page by page: whatever the size of a page, together they are the whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.domain.history_filter import EntryKind, HistoryFilter
from tracker.workspace import ImportEntry, Workspace


@pytest.mark.parametrize("size", [1, 7, 250, 1000])
def test_pages_put_together_are_the_whole_history(strength_db: Path, size: int) -> None:
    with Workspace.open(strength_db, "lead") as workspace:
        whole = workspace.history()
        assert isinstance(whole[0], ImportEntry), "the import stands above its updates"
        assert len(whole) == 645 + 2, "the figures, their import and the plan"
        count = min(len(whole), 40 * size)
        pages = [
            entry
            for skip in range(0, count, size)
            for entry in workspace.history(HistoryFilter(skip=skip, limit=size))
        ]
        assert pages == whole[: len(pages)]
        assert len(pages) >= count


def test_a_force_has_its_own_part_of_an_import(strength_db: Path) -> None:
    with Workspace.open(strength_db, "lead") as workspace:
        wanted = HistoryFilter("kent", kinds=frozenset({EntryKind.IMPORT}))
        (entry,) = workspace.history(wanted)
        assert isinstance(entry, ImportEntry)
        assert entry.new + entry.corrected + entry.withdrawn == 15
