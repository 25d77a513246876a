"""``python -m benchmarks.cold_start``: what each command imports until its work is done, and for how long.

Times are Python's own (``-X importtime``) and those of one machine; what may not be imported at all is held
by ``tests/cli/test_import_hygiene.py``, on every machine alike.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.document import write_table
from benchmarks.timing import as_installed
from tracker.domain.update import Draft
from tracker.shipped import DEMOS, make_demos, shipped
from tracker.workspace import Workspace

LINE = re.compile(r"^import time:\s+(\d+) \|\s+\d+ \|\s+(\S+)$", re.MULTILINE)
#: So many of the packages that cost most are named.
NAMED = 4
HEAD = ("command", "modules", "ms", "of these, by package")


@dataclass(frozen=True, slots=True)
class Start:
    """A command's imports: how many modules, milliseconds of all, and of each package, the dearest first."""

    command: str
    modules: int
    packages: tuple[tuple[str, float], ...]

    @property
    def milliseconds(self) -> float:
        """All imports together, with those of Python itself."""
        return sum(cost for _, cost in self.packages)

    def row(self) -> tuple[str, str, str, str]:
        """The start as a row of a table."""
        dearest = ", ".join(f"{name} {cost:.0f}" for name, cost in self.packages[:NAMED])
        return f"`{self.command}`", f"{self.modules:,}", f"{self.milliseconds:.0f}", dearest


def start(name: str, *words: str | Path) -> Start:
    """Run a command and see what it imports; it must do its work."""
    command = [sys.executable, "-X", "importtime", "-m", "tracker", *map(str, words)]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise SystemExit(f"tracker {name} failed: {done.stderr.splitlines()[-1]}")
    costs: Counter[str] = Counter()
    found = LINE.findall(done.stderr)
    for cost, module in found:
        costs[module.partition(".")[0]] += int(cost)
    return Start(name, len(found), tuple((each, cost / 1000) for each, cost in costs.most_common()))


def starts(folder: Path) -> Iterator[Start]:
    """Every command, on the plan of officer strength."""
    made = make_demos(folder, "staff officer", lambda _: None)
    database = dict(made)[DEMOS[0]]
    plan = shipped("plans") / f"{DEMOS[0].name}.yaml"
    on = ("--db", database)
    yield start("--version", "--version")
    yield start("--help", "--help")
    yield start("without a command or a terminal", *on)
    yield start("demo", "demo", "--into", folder / "demo")
    yield start("init", "--db", folder / "new.db", "init", plan)
    yield start("check", "check", plan)
    yield start("plan apply", *on, "plan", "apply", plan, "--reason", "again")
    yield start("plan log", *on, "plan", "log")
    yield start("plan show", *on, "plan", "show")
    yield start("plan diff", *on, "plan", "diff", "1", "1")
    yield start("update", *on, "update", "kent", "officer-strength", "--as-at", "2019-09-30", "--value", "9")
    yield start("template", *on, "template", "kent", "--out", folder / "out")
    yield start("import --dry-run", *on, "import", "--dry-run", shipped("fixtures") / DEMOS[0].returns)
    yield start("due", *on, "due")
    yield start("status", *on, "status")
    yield start("figures", *on, "figures")
    yield start("compare", *on, "compare", "2018-03-31", "2019-03-31")
    yield start("report", *on, "report", "--as-of", "2019-09-30")
    for name in ("md", "json", "csv", "html", "pdf", "docx", "xlsx"):
        words = ("report", "--as-of", "2019-09-30", "--format", name, "--out", folder / name)
        yield start(f"report --format {name}", *on, *words)
    yield start("history", *on, "history")
    yield start("redact", *on, "redact", _number_of_a_note(database), "--reason", "measured", "--yes")
    yield start("verify", *on, "verify")
    yield start("serve --help", "serve", "--help")
    yield start("backup", *on, "backup", folder / "copy.db")
    yield start("export", *on, "export", folder / "exported")


def _number_of_a_note(database: Path) -> str:
    draft = Draft("kent", "officer-strength", date(2019, 9, 30), 10.0, note="A note to take out")
    with Workspace.open(database, "staff officer") as workspace:
        return str(workspace.record(draft).receipt.seq)


def main() -> None:
    """A row a command, printed as it comes and written into the page."""
    as_installed()
    rows = [HEAD]
    with tempfile.TemporaryDirectory() as name:
        for each in starts(Path(name)):
            rows.append(each.row())
            print("{:<32} {:>7} {:>8}  {}".format(*rows[-1]), flush=True)
    write_table("cold start", rows)


if __name__ == "__main__":
    main()
