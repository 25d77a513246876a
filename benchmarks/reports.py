"""The council's paper of 43 forces and 50 commitments, from the start of the process to the written file."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.plans import ledger
from benchmarks.timing import Claim, against, installed, process
from tracker.data import register
from tracker.domain.calendar import Frequency, periods
from tracker.domain.update import Draft
from tracker.store import Store

COMMITMENTS = 50
#: Milliseconds from the start of the process.
GOALS = {"html": 1_000, "pdf": 3_000}
_AS_OF = date(2017, 1, 31)
_FIRST = date(2015, 4, 1)

#: The same libraries writing a document of the same size that never changes.
_FLOORS = {
    "html": """
import sys, jinja2
template = jinja2.Environment(autoescape=True).from_string("<p>{{ words }}</p>")
open(sys.argv[2], "w").write(template.render(words="w" * int(sys.argv[1])))
""",
    "pdf": """
import sys, typst
source = b"#for page in range(int(sys.inputs.pages)) [#lorem(400) #pagebreak()]"
pages = {"pages": sys.argv[1]}
open(sys.argv[2], "wb").write(typst.compile(source, ignore_system_fonts=True, sys_inputs=pages))
""",
}


def measure(folder: Path) -> Iterator[Claim]:
    """A claim for each format: its time, and that of its floor."""
    database = _ledger(folder / "reports.db")
    for form, goal in GOALS.items():
        made = _paper(database, folder, form)
        size = made.stat().st_size if form == "html" else _pages(made)
        yield _against_floor(database, folder, form, size, goal)


def _against_floor(database: Path, folder: Path, form: str, size: int, goal: float) -> Claim:
    unit = "bytes" if form == "html" else "pages"
    floor = process(installed("python"), "-c", _FLOORS[form], str(size), folder / f"floor.{form}")
    name = f"tracker report --format {form}, 43 × 50, {size:,} {unit}, against its library"
    return against(name, lambda: _paper(database, folder, form), floor, goal, repeats=3, in_times=False)


def _paper(database: Path, folder: Path, form: str) -> Path:
    look = ["report", "--as-of", _AS_OF.isoformat(), "--format", form]
    files = ["--out", str(folder / "papers"), "--overwrite"]
    command = [str(installed("tracker")), "--db", str(database), *look, *files]
    subprocess.run(command, capture_output=True, check=True)
    return folder / "papers" / f"benchmark-{_AS_OF.isoformat()}.{form}"


def _pages(path: Path) -> int:
    """The pages of a PDF, as its page tree counts them."""
    return int(re.findall(rb"/Type/Pages/Count (\d+)", path.read_bytes())[-1])


def _ledger(path: Path) -> Path:
    """Every cell reported in every quarter, with values of every colour."""
    ledger(path, commitments=COMMITMENTS, updates=0)
    ends = [period.end for period in periods(_FIRST, _AS_OF, Frequency.QUARTERLY) if period.end < _AS_OF]
    drafts = (
        Draft(force.slug, f"commitment-{n:03}", end, float((n * 37 + place * 53) % 97 * (quarter + 1)))
        for quarter, end in enumerate(ends)
        for place, force in enumerate(register().forces)
        for n in range(COMMITMENTS)
    )
    moment = datetime.now(UTC)
    with Store.open(path) as store:
        store.append_many(drafts, author="benchmark", now=lambda: moment)
    return path
