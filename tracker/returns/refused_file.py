"""The rows of a return that could not be taken, as a file in the plain form to mend and send back."""

from __future__ import annotations

import csv
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.domain.words import is_like_a_formula, shown
from tracker.newfiles import new_file
from tracker.returns.plain import PROBLEM
from tracker.returns.row import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.returns.importing import ReturnCheck


@contextmanager
def refused_file(check: ReturnCheck) -> Iterator[Path | None]:
    """The path of a file with the refused rows, beside the return; None where no row is refused.

    It is written before the block and takes its name after it, so that there is none where the block fails.
    """
    if not len(check.refused):
        yield None
        return
    path = _free_name(check.file.path)
    with new_file(path) as draft:
        _write(draft, check)
        yield path


def _free_name(path: Path) -> Path:
    number = 1
    while True:
        ending = ".refused.csv" if number == 1 else f".refused-{number}.csv"
        free = path.with_name(path.stem + ending)
        if not os.path.lexists(free):
            return free
        number += 1


def _write(path: Path, check: ReturnCheck) -> None:
    used = {name for row in check.refused for name in row.words}
    head = [name for name in COLUMNS if name in used or name in ("force", "commitment", "as_at", "value")]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*head, PROBLEM])
        for row in check.refused:
            problems = " ".join(problem.message for problem in row.problems)
            writer.writerow([_cell(name, row.words.get(name, "")) for name in head] + [_cell("", problems)])


def _cell(name: str, text: str) -> str:
    """A cell as it came, with a quote before what a spreadsheet would run; numbers below zero stay."""
    plain = shown(text)
    is_number = name in ("value", "numerator", "denominator") and plain[1:].replace(".", "", 1).isdigit()
    return f"'{plain}" if is_like_a_formula(plain) and not is_number else plain
