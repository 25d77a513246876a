"""The board in a terminal beside what other programs print of as much data.

No peer does the same work: taskwarrior and hledger add up, and the two SQLite programs run a query whose
answer nobody has judged. They say what a person is used to wait for.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from benchmarks.plans import ledger
from benchmarks.timing import Claim, against, installed, process
from tracker.data import register

COMMITMENTS, UPDATES = 50, 10_000
_FIRST = date(2015, 4, 2)

#: The latest value of every cell, as a person who knows the tables would ask for it.
LATEST = "select force, commitment, max(as_at), value from updates group by commitment, force"


def measure(folder: Path) -> Iterator[Claim]:
    """``tracker status`` against each peer that is installed; the others are left out."""
    database = ledger(folder / "peers.db", COMMITMENTS, UPDATES)
    ours = process(installed("tracker"), "--db", database, "status", "--as-of", "2016-03-31")
    peers = {
        "sqlite3, latest value of each cell": ("sqlite3", database, LATEST),
        "sqlite-utils, latest value of each cell": (installed("sqlite-utils"), "query", database, LATEST),
        "hledger balance, a posting an update": ("hledger", "-f", folder / "peers.journal", "balance"),
        "task summary, a task a cell": ("task", f"rc:{_tasks(folder)}", "summary"),
    }
    _journal(folder / "peers.journal")
    for name, (program, *words) in peers.items():
        if shutil.which(str(program)):
            yield against(
                f"tracker status, {UPDATES:,} updates, against {name}",
                ours,
                process(program, *words),
                repeats=7,
            )


def _journal(path: Path) -> None:
    """A double-entry journal: each update adds to the account of its force and commitment."""
    forces = [force.slug for force in register().forces]
    with path.open("w") as file:
        for number in range(UPDATES):
            force, commitment = forces[number % len(forces)], number // len(forces) % COMMITMENTS
            day = _FIRST + timedelta(days=number // (len(forces) * COMMITMENTS))
            file.write(f"{day} update {number}\n  {force}:commitment-{commitment:03}  1\n  reported\n\n")


def _tasks(folder: Path) -> Path:
    """Settings of taskwarrior with a task for every cell."""
    settings = folder / "taskrc"
    data = folder / "tasks"
    data.mkdir()
    settings.write_text(f"data.location={data}\nconfirmation=no\nhooks=no\nnews.version=9.9.9\n")
    if shutil.which("task"):
        lines = [
            f'{{"description":"commitment {n}","project":"{force.slug}","status":"pending"}}'
            for force in register().forces
            for n in range(COMMITMENTS)
        ]
        words = ["task", f"rc:{settings}", "import", "-"]
        subprocess.run(words, input="\n".join(lines), text=True, check=True, capture_output=True)
    return settings
