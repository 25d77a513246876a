"""``python -m tests.mutants [FILE…]``: put faults into the rules, and print those that no test notices."""

from __future__ import annotations

import sys
import tempfile
from importlib import import_module
from pathlib import Path

from tests.mutants.faults import faults_of
from tests.mutants.notice import noticed
from tests.mutants.reach import Reach, reach

DOMAIN = Path("tracker/domain")
#: The rules: what decides a status, a figure, what is due and what moved.
RULES = (
    "assess",
    "number_rules",
    "milestone_rules",
    "common_rules",
    "performance",
    "trajectory",
    "status",
    "rollup",
    "reading",
    "national",
    "calendar",
    "lateness",
    "due",
    "movement",
    "causes",
    "update",
    "draft_check",
    "rebaselining",
    "easing",
    "statistics/xmr",
    "statistics/estimate",
)
#: What every test needs and no fault is put into: loaded once for all.
LOADED = (
    *("hypothesis.strategies", "pendulum", "pydantic", "ruamel.yaml", "sqlite_utils", "scipy.stats"),
    *("pytest_asyncio.plugin", "pytest_textual_snapshot", "textual.app", "xdist.plugin"),
)

#: So many of the quickest tests must pass in a file without a fault.
QUICK = 100


def main() -> None:
    """Try the files named, else all rules; a line a fault that nothing noticed, and a line a file."""
    files = [Path(word) for word in sys.argv[1:]] or [DOMAIN / f"{name}.py" for name in RULES]
    with tempfile.TemporaryDirectory() as folder:
        known = reach(Path(folder))
    for name in LOADED:
        import_module(name)
    tried = {file: _tried(file, known) for file in files}
    total = tuple(map(sum, zip(*tried.values(), strict=True)))
    print("{:,} of {:,} faults were noticed.".format(*total))


def _tried(file: Path, known: Reach) -> tuple[int, int]:
    """How many faults of a file were noticed, and how many were put in."""
    module = ".".join(file.with_suffix("").parts)
    source = file.read_text(encoding="utf-8")
    if noticed(module, source, known.every[:QUICK]):
        raise SystemExit(f"{file}: tests fail without a fault, so that they would notice anything.")
    found = count = 0
    for fault in faults_of(source):
        count += 1
        if noticed(module, fault.source, known.tests(file, fault.line)):
            found += 1
        else:
            print(f"{file}:{fault.line}: {fault.was}  →  {fault.now}", flush=True)
    print(f"{file}: {found} of {count} noticed", flush=True)
    return found, count


if __name__ == "__main__":
    main()
