"""The plain form of a return: a CSV with one row an update.

Columns ``force, commitment, as_at, value``, and where wanted ``state, forecast, mark, note, cause, action,
back_on_track, evidence, self, numerator, denominator, published_on``. All errors of a file come at once.
"""

from __future__ import annotations

import csv
import difflib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from tracker.domain.errors import FieldError
from tracker.domain.fields import colour_in, date_in, marks_in, number_in, quoted, state_in
from tracker.domain.force import Register, UnknownForceError
from tracker.domain.update import Draft

if TYPE_CHECKING:
    import _csv
    from collections.abc import Callable, Iterator

    from tracker.domain.plan import Plan

REQUIRED = ("force", "commitment", "as_at")
OPTIONAL = (
    "value",
    "state",
    "forecast",
    "mark",
    "note",
    "cause",
    "action",
    "back_on_track",
    "evidence",
    "self",
    "numerator",
    "denominator",
    "published_on",
)
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


_T = TypeVar("_T")


class _Fields:
    """The cells of one row by column, and what is wrong with those read so far."""

    def __init__(self, cells: dict[str, str]) -> None:
        self._cells = cells
        self.problems: list[str] = []

    def get(self, name: str, parse: Callable[[str], _T]) -> _T | None:
        text = self._cells.get(name)
        if text is None:
            if name in REQUIRED:
                self.problems.append(f"The {name} is missing.")
            return None
        try:
            return parse(text)
        except UnknownForceError as error:
            self.problems.append(str(error))
        except FieldError as error:
            self.problems.append(f"{name}: {error}")
        return None


class _RowReader:
    """Reads rows against one plan, remembering the names it has already matched."""

    def __init__(self, plan: Plan) -> None:
        self._register = Register(plan.forces)
        self._commitments = {c.id: c.id for c in plan.commitments}
        self._commitments.update({c.title.casefold(): c.id for c in plan.commitments})
        self._forces: dict[str, str] = {}

    def read(self, fields: dict[str, str], line: int) -> tuple[Draft | None, list[str]]:
        """One row's draft, or everything that is wrong with it."""
        row = _Fields(fields)
        force = row.get("force", self._force)
        commitment = row.get("commitment", self._commitment)
        as_at = row.get("as_at", date_in)
        value, numerator = row.get("value", number_in), row.get("numerator", number_in)
        denominator = row.get("denominator", number_in)
        state, forecast = row.get("state", state_in), row.get("forecast", date_in)
        marks, colour = row.get("mark", marks_in), row.get("self", colour_in)
        back_on_track, published_on = row.get("back_on_track", date_in), row.get("published_on", date_in)
        if row.problems or force is None or commitment is None or as_at is None:
            return None, row.problems
        draft = Draft(
            force,
            commitment,
            as_at,
            value=value,
            numerator=numerator,
            denominator=denominator,
            state=state,
            forecast=forecast,
            marks=marks or "",
            self_status=colour,
            back_on_track=back_on_track,
            published_on=published_on,
            note=fields.get("note"),
            cause=fields.get("cause"),
            action=fields.get("action"),
            evidence=fields.get("evidence"),
            source_ref=f"line {line}",
        )
        return draft, []

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
