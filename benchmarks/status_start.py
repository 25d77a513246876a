"""``tracker status`` starts about as quickly as ``sqlite-utils --version``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.plans import ledger
from benchmarks.timing import Claim, against, installed, process


def measure(folder: Path) -> Iterator[Claim]:
    """Whole processes: the status of a 50-commitment plan against a version number."""
    database = ledger(folder / "status.db", commitments=50, updates=10_000)
    yield against(
        "tracker status, 50 commitments, against sqlite-utils --version",
        process(installed("tracker"), "--db", database, "status", "--as-of", "2016-03-31"),
        process(installed("sqlite-utils"), "--version"),
        goal=1.2,
    )
