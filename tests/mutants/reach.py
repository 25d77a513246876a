"""Which tests reach which line of the rules, and how long each takes: from one run under coverage."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from coverage import CoverageData

TESTS = "tests/domain"
CONTEXTS = "tests.mutants.contexts"


@dataclass(frozen=True)
class Reach:
    """The tests that reach each line of each file, the quickest first; and every test, the same."""

    lines: Mapping[tuple[str, int], Sequence[str]]
    every: Sequence[str]

    def tests(self, file: Path, line: int) -> Sequence[str]:
        """The tests of a line: all, where it is run when the file is imported."""
        return self.lines.get((str(file.resolve()), line), self.every)


def reach(folder: Path) -> Reach:
    """Run the tests once, and see what each reaches; all must pass."""
    data, report = folder / "coverage", folder / "tests.xml"
    options = [f"--data-file={data}", "--source=tracker/domain", "--context=imported"]
    run = ["-m", "coverage", "run", *options, "-m", "pytest", "-p", CONTEXTS, f"--junit-xml={report}", TESTS]
    subprocess.run([sys.executable, *run], check=True, stdout=subprocess.DEVNULL)
    seconds = _seconds(report)
    every = sorted(seconds, key=lambda test: seconds[test])
    rank = {test: at for at, test in enumerate(every)}
    return Reach(_lines(data, rank), every)


def _seconds(report: Path) -> dict[str, float]:
    """How long each test function takes, over all its cases."""
    found: dict[str, float] = defaultdict(float)
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 - pytest has just written it
        file = case.attrib["classname"].replace(".", "/")
        found[f"{file}.py::{case.attrib['name'].partition('[')[0]}"] += float(case.attrib["time"])
    return found


def _lines(data: Path, rank: Mapping[str, int]) -> dict[tuple[str, int], list[str]]:
    measured = CoverageData(basename=str(data))
    measured.read()
    lines = {}
    for file in measured.measured_files():
        for line, contexts in measured.contexts_by_lineno(file).items():
            tests = [context.partition("|")[2] for context in contexts]
            if all(tests):
                lines[file, line] = sorted(tests, key=rank.__getitem__)
    return lines
