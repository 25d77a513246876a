"""``python -m benchmarks``: every measured goal as a ratio in this run."""

from __future__ import annotations

import platform
import tempfile
from pathlib import Path

from benchmarks import (
    board_query,
    first_paint,
    key_to_repaint,
    keys_while_importing,
    reports,
    returns_in,
    statistics,
    status_start,
)


def main() -> None:
    """Measure, and print a line for each goal."""
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    print(f"{'':<62} {'ours':>11} {'floor':>11}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(status_start.measure(folder).line(), flush=True)
        for ratio in first_paint.measure(folder):
            print(ratio.line(), flush=True)
        for line in key_to_repaint.measure(folder):
            print(line, flush=True)
        for line in keys_while_importing.measure(folder):
            print(line, flush=True)
        print(board_query.measure(folder).line(), flush=True)
        for line in returns_in.measure(folder):
            print(line, flush=True)
        print(statistics.measure(), flush=True)
        for line in reports.measure(folder):
            print(line, flush=True)


if __name__ == "__main__":
    main()
