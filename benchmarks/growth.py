"""``python -m benchmarks.growth [FOLDER]``: how the work grows with the ledger, to ten million updates.

The largest ledger takes four gigabytes of disk and half an hour to write; with a folder, the ledgers are kept
in it, and those that are there already are measured as they are.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.document import write_table
from benchmarks.plans import ledger
from benchmarks.timing import as_installed, installed, process

COMMITMENTS = 50
SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
_AS_OF = "2018-03-31"
_LONG = 30.0
HEAD = ("43 × 50 cells", *(f"{size:,} updates" for size in SIZES), "times, by ten times the updates")


def measure(folder: Path) -> Iterator[tuple[str, ...]]:
    """A row for each command: whole processes, in seconds."""
    databases = [_ledger(folder / f"{size}.db", size) for size in SIZES]
    report = ("report", "--as-of", _AS_OF, "--format", "text", "--out", folder / "papers", "--overwrite")
    commands: dict[str, tuple[str | Path, ...]] = {
        "the board: `tracker status`": ("status", "--as-of", _AS_OF),
        "a paper: `tracker report --format text`": report,
        "the last 50 entries: `tracker history`": ("history", "--limit", "50"),
        "the whole proof: `tracker verify`": ("verify",),
    }
    for name, words in commands.items():
        seconds = [_median(process(installed("tracker"), "--db", path, *words)) for path in databases]
        factors = " ".join(f"{after / before:.1f}" for before, after in pairwise(seconds))
        yield name, *(f"{each:.2f} s" for each in seconds), factors
    yield "size of the file", *(f"{path.stat().st_size / 1e6:,.0f} MB" for path in databases), ""


def _ledger(path: Path, size: int) -> Path:
    """The ledger kept under a name, written where there is none; one that was not finished is not kept."""
    if not path.exists():
        with tempfile.TemporaryDirectory(dir=path.parent) as name:
            ledger(Path(name) / path.name, COMMITMENTS, size).rename(path)
    return path


def _median(run: Callable[[], object]) -> float:
    """The median of three runs in seconds; of one that takes longer than half a minute, itself."""
    times: list[float] = []
    while len(times) < 3:
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
        if times[0] > _LONG:
            break
    return median(times)


def main() -> None:
    """Measure, print the table, and write it into the page."""
    as_installed()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(sys.argv[1] if sys.argv[1:] else name)
        rows = [HEAD, *measure(folder)]
    for row in rows:
        print(" | ".join(row))
    write_table("growth", rows)


if __name__ == "__main__":
    main()
