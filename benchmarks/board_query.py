"""The board's query does not grow with the ledger's history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.plans import ledger
from benchmarks.timing import Claim, against
from tracker.domain.board import cells_of
from tracker.store import Store
from tracker.workspace import Workspace

AS_OF = date(2018, 3, 31)


def measure(folder: Path) -> Iterator[Claim]:
    """43 × 50 cells at a million updates against ten thousand."""
    small, large = (
        ledger(folder / f"{updates}.db", commitments=50, updates=updates) for updates in (10_000, 1_000_000)
    )
    with Workspace.open(small, "benchmark") as workspace:
        cells = cells_of(workspace.plan()[0])
    with Store.open(small) as few, Store.open(large) as many:
        yield against(
            "board query, 43 × 50 cells: 1,000,000 updates against 10,000",
            lambda: many.latest(cells, as_of=AS_OF, known_at=None),
            lambda: few.latest(cells, as_of=AS_OF, known_at=None),
            goal=1.3,
            repeats=40,
        )
