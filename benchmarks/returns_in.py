"""Taking returns in: time against the barest insert, memory at a million rows, and 43 workbooks at once."""

from __future__ import annotations

import csv
import io
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import python_calamine

from benchmarks.plans import ledger
from benchmarks.timing import Claim, against
from tracker.data import register
from tracker.store.ledger import UPDATE_COLUMNS
from tracker.workspace import Workspace

COMMITMENTS = 50
#: Milliseconds for the workbooks of 43 forces in one go.
WORKBOOKS_GOAL = 2_000
#: Megabytes for a million rows.
MEMORY_GOAL = 200
_START = date(1990, 1, 1)

#: A process of its own, so that its largest memory is that of one import alone. (``ru_maxrss`` would not do:
#: a process has that of the one that started it for its own.)
_IMPORT = """
import re, sys
from pathlib import Path
from tracker.workspace import Workspace
with Workspace.open(Path(sys.argv[1]), "benchmark") as workspace:
    result = workspace.import_return(Path(sys.argv[2]))
print(result.check.fresh, re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1])
"""


def measure(folder: Path) -> Iterator[Claim]:
    """The three claims."""
    empty = ledger(folder / "empty.db", commitments=COMMITMENTS, updates=0)
    yield rows_a_second(folder, empty)
    yield memory(folder, empty)
    yield workbooks(folder, empty)


def rows_a_second(folder: Path, empty: Path) -> Claim:
    """100,000 rows of CSV, checked, compared, chained and committed, against reading and inserting them."""
    rows = plain_return(folder / "many.csv", 100_000)
    numbers = count()

    def copy() -> Path:
        return Path(shutil.copy(empty, folder / f"copy-{next(numbers)}.db"))

    def ours() -> None:
        with Workspace.open(copy(), "benchmark") as workspace:
            workspace.import_return(rows)

    def floor() -> None:
        conn = sqlite3.connect(copy(), isolation_level=None)
        columns, places = ", ".join(UPDATE_COLUMNS), ", ".join("?" * len(UPDATE_COLUMNS))
        with rows.open(newline="") as file:
            conn.execute("BEGIN IMMEDIATE")
            conn.executemany(f"INSERT INTO updates ({columns}) VALUES ({places})", _bare(csv.reader(file)))
            conn.execute("COMMIT")
        conn.close()

    return against("import of 100,000 rows of CSV against csv + executemany", ours, floor, 4.0, repeats=3)


def _bare(lines: Iterator[list[str]]) -> Iterator[tuple[object, ...]]:
    next(lines)
    now, digest = "2026-01-01T00:00:00.000000Z", "0" * 64
    for seq, (force, commitment, as_at, value, note) in enumerate(lines, 2):
        empty = (None,) * 4
        yield (
            *(seq, force, commitment, as_at, float(value), *empty, "", None, None, None, 0, now, None, note),
            *(now, "benchmark", digest, digest),
        )


def memory(folder: Path, empty: Path) -> Claim:
    """The most memory a process takes that imports a million rows."""
    rows = plain_return(folder / "million.csv", 1_000_000)
    database = shutil.copy(empty, folder / "million.db")
    words = [sys.executable, "-c", _IMPORT, str(database), str(rows)]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()
    taken, largest = int(said[0]), int(said[1]) / 1024
    name = f"import of {taken:,} rows of CSV: most memory"
    return Claim(name, largest, goal=MEMORY_GOAL, in_times=False, unit="MB")


def workbooks(folder: Path, empty: Path) -> Claim:
    """43 filled return workbooks checked and taken in, against reading their cells with calamine alone."""
    files = list(_filled(folder / "workbooks", empty))
    numbers = count()

    def ours() -> None:
        database = Path(shutil.copy(empty, folder / f"books-{next(numbers)}.db"))
        with Workspace.open(database, "benchmark") as workspace, workspace.returns() as desk:
            for path in files:
                desk.take(desk.check(path))

    def floor() -> None:
        for path in files:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()

    name = "43 filled return workbooks against calamine alone"
    return against(name, ours, floor, WORKBOOKS_GOAL, repeats=5, in_times=False)


def _filled(folder: Path, empty: Path) -> Iterator[Path]:
    """The workbooks of all forces, a value written into every row that asks for one."""
    folder.mkdir()
    with Workspace.open(empty, "benchmark") as workspace:
        for form in workspace.templates():
            path = folder / form.file_name
            with zipfile.ZipFile(io.BytesIO(form.workbook())) as made, zipfile.ZipFile(path, "w") as sent:
                for name in made.namelist():
                    text = made.read(name).decode()
                    if name == "xl/worksheets/sheet1.xml":
                        text = re.sub(r'<c r="(H\d+)" (s="\d+")/>', r'<c r="\1" \2><v>5</v></c>', text)
                    sent.writestr(name, text, zipfile.ZIP_DEFLATED)
            yield path


def plain_return(path: Path, rows: int) -> Path:
    """A plain return of made-up figures, every row another cell or date."""
    cells = [(force.slug, f"commitment-{n:03}") for n in range(COMMITMENTS) for force in register().forces]
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["force", "commitment", "as_at", "value", "note"])
        for number in range(rows):
            day = _START + timedelta(days=number // len(cells))
            writer.writerow([*cells[number % len(cells)], day, number // len(cells), ""])
    return path
