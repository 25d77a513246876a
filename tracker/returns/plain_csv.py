"""The plain form of a return: a CSV with one row an update.

Columns ``force, commitment, as_at, value``, and where wanted ``state, forecast, mark, note, cause, action,
back_on_track, evidence, self, numerator, denominator, published_on``. All errors of a file come at once.
"""

from __future__ import annotations

import csv
import difflib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.draft_words import NAMES, draft_from_words
from tracker.domain.errors import FieldError
from tracker.domain.fields import quoted
from tracker.domain.force import Register, UnknownForceError

if TYPE_CHECKING:
    import _csv
    from collections.abc import Iterator

    from tracker.domain.plan import Plan
    from tracker.domain.update import Draft

REQUIRED = ("force", "commitment", "as_at")
OPTIONAL = tuple(name for name in NAMES if name not in REQUIRED)
LARGEST_FILE = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one line of a file (the header is line 1)."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """One update read from a line."""

    line: int
    draft: Draft


def read_plain(content: bytes, plan: Plan) -> tuple[list[Row], list[RowProblem]]:
    """Read a plain return for a plan: the rows that could be read, and everything that could not."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [], [RowProblem(line, "The file is not UTF-8 text: save it as “CSV UTF-8”.")]
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return [], [RowProblem(line, "The file holds a zero byte: it is not a CSV text file.")]
    rows: list[Row] = []
    problems: list[RowProblem] = []
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip().casefold() for name in next(lines, [])]
        problems += [RowProblem(1, message) for message in _header_problems(header)]
        if not problems:
            _read_rows(_numbered(lines), header, _RowReader(plan), rows, problems)
    except csv.Error as error:
        problems.append(RowProblem(lines.line_num, f"The line is not well-formed CSV: {error}."))
    return rows, problems


def _numbered(lines: _csv.Reader) -> Iterator[tuple[int, list[str]]]:
    """Every further row with the number of the line on which it begins."""
    last = lines.line_num
    for cells in lines:
        yield last + 1, cells
        last = lines.line_num


def _read_rows(
    lines: Iterator[tuple[int, list[str]]],
    header: list[str],
    reader: _RowReader,
    rows: list[Row],
    problems: list[RowProblem],
) -> None:
    for start, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            message = f"The line has {len(cells)} cells where the header has {len(header)}."
            problems.append(RowProblem(start, message))
            continue
        fields = {name: cell for name, cell in zip(header, cells, strict=False) if cell.strip()}
        draft, messages = reader.read(fields, start)
        problems += [RowProblem(start, message) for message in messages]
        if draft is not None:
            rows.append(Row(start, draft))


def _header_problems(header: list[str]) -> Iterator[str]:
    known = (*REQUIRED, *OPTIONAL)
    if not any(header):
        yield f"The file is empty: its first line must name the columns {', '.join(REQUIRED)}, value."
        return
    for name in REQUIRED:
        if name not in header:
            yield f"The column “{name}” is missing."
    for name in header:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else f" The columns are {', '.join(known)}."
            yield f"There is no column “{quoted(name)}”.{hint}"
        elif header.count(name) > 1 and known.index(name) >= 0:
            yield f"The column “{name}” stands more than once."


class _RowReader:
    """Reads rows against one plan, remembering the names it has already matched."""

    def __init__(self, plan: Plan) -> None:
        self._register = Register(plan.forces)
        self._commitments = {c.id: c.id for c in plan.commitments}
        self._commitments.update({c.title.casefold(): c.id for c in plan.commitments})
        self._forces: dict[str, str] = {}

    def read(self, fields: dict[str, str], line: int) -> tuple[Draft | None, list[str]]:
        """One row's draft, or everything that is wrong with it."""
        problems = [f"The {name} is missing." for name in ("force", "commitment") if name not in fields]
        force = commitment = ""
        try:
            force = self._force(fields["force"]) if "force" in fields else ""
        except UnknownForceError as error:
            problems.append(str(error))
        try:
            commitment = self._commitment(fields["commitment"]) if "commitment" in fields else ""
        except FieldError as error:
            problems.append(f"commitment: {error}")
        draft, unread = draft_from_words(fields, force, commitment, source_ref=f"line {line}")
        problems += unread
        return (None if problems else draft), problems

    def _force(self, text: str) -> str:
        if text not in self._forces:
            self._forces[text] = self._register.match(text).slug
        return self._forces[text]

    def _commitment(self, text: str) -> str:
        key = " ".join(text.split()).casefold()
        if key in self._commitments:
            return self._commitments[key]
        near = difflib.get_close_matches(key, self._commitments, n=1)
        hint = f" Did you mean “{self._commitments[near[0]]}”?" if near else ""
        raise FieldError(f"“{quoted(text)}” is not a commitment of this plan.{hint}")
