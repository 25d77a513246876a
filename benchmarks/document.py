"""docs/benchmarks.md: the prose is written by hand, its tables by the benchmarks."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def write_table(name: str, rows: Sequence[Sequence[str]]) -> None:
    """Put a table, its first row the heads, in its place in the page, with the day and the machine."""
    head, *body = rows
    right = ("---", *("---:" for _ in head[1:]))
    lines = ["| " + " | ".join(row) + " |" for row in (head, right, *body)]
    table = "\n".join([*lines, "", f"Measured {datetime.now(UTC):%-d %B %Y} on {machine()}."])
    page = DOCUMENT.read_text("utf-8")
    place = re.compile(rf"(<!-- {name} -->\n).*?(<!-- end -->)", re.DOTALL)
    DOCUMENT.write_text(place.sub(lambda found: f"{found[1]}{table}\n{found[2]}", page), "utf-8")


def machine() -> str:
    """The machine in words: what a reader needs to set the figures beside their own."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GiB, "
        f"{platform.system()} {platform.machine()}, {python}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or "unknown"
