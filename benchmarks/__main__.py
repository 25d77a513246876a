"""``python -m benchmarks``: every measured goal in one table, printed and written into its page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from benchmarks import (
    board_query,
    first_paint,
    key_to_repaint,
    keys_while_importing,
    peers,
    reports,
    returns_in,
    statistics,
    status_start,
)
from benchmarks.document import machine, write_table
from benchmarks.timing import Claim, as_installed

HEAD = ("what", "ours", "floor", "times", "goal")


def main() -> None:
    """Measure, print a line for each claim as it comes, and write the tables."""
    print(machine())
    as_installed()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        goals = chain(
            status_start.measure(folder),
            first_paint.measure(folder),
            key_to_repaint.measure(folder),
            keys_while_importing.measure(folder),
            board_query.measure(folder),
            returns_in.measure(folder),
            statistics.measure(),
            reports.measure(folder),
        )
        write_table("goals", [HEAD, *_told(goals)])
        write_table("peers", [HEAD[:-1], *(row[:-1] for row in _told(peers.measure(folder)))])


def _told(claims: Iterator[Claim]) -> Iterator[tuple[str, ...]]:
    for claim in claims:
        row = claim.row()
        print("{:<84} {:>12} {:>12} {:>6}  {}".format(*row), flush=True)
        yield row


if __name__ == "__main__":
    main()
