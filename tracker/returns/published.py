"""A published table: forces down the rows, figures across, read by its mapping.

Title rows above and notes below are passed over, subtotals of regions and national rows are known by their
names and left out, and the sum of the forces is held against the table's own total.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.domain.errors import FieldError, RefusedError
from tracker.domain.fields import quoted
from tracker.domain.force import Force, Register, UnknownForceError
from tracker.domain.update import MARKS, Draft
from tracker.domain.words import day_words, number
from tracker.returns.mapping import CellMeaning
from tracker.returns.row import Problem, ReadReturn, Row
from tracker.returns.words import day_in, number_reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.domain.plan import Plan
    from tracker.returns.mapping import Figures, TableMapping
    from tracker.returns.sheet import Sheet

#: More rows than any table of forces has.
MOST_ROWS = 2_000
_NATIONAL = frozenset(
    ("england", "england and wales", "great britain", "united kingdom", "all forces", "national")
)
#: Footnotes glued to a name: "Kent1", "Kent (2)", "Kent [note 3]".
_FOOTNOTE = re.compile(r"\s*(?:\[(?:note )?[\d,]+\]|\([\d,]+\)|[\d,]+)\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"\[([a-z]{1,4})\]", re.IGNORECASE)
_MEANING_MARKS = {
    CellMeaning.NOT_AVAILABLE: "x",
    CellMeaning.NOT_APPLICABLE: "z",
    CellMeaning.CONFIDENTIAL: "c",
}
#: How far a sum may be from the stated total: figures are rounded when they are published.
_ROUNDING = 0.005


@dataclass(slots=True)
class _Line:
    """A row of the table with a name and something in its figures."""

    number: int
    name: str
    cells: list[str]


@dataclass(slots=True)
class _Table:
    """The table taken apart. ``sums`` holds by column what the forces add up to."""

    forces: list[tuple[Force, _Line]] = field(default_factory=list)
    unknown: list[tuple[_Line, str]] = field(default_factory=list)
    total: _Line | None = None
    left_out: list[str] = field(default_factory=list)
    sums: dict[int, float] = field(default_factory=dict)
    missing: dict[int, int] = field(default_factory=dict)


def read_published(sheet: Sheet, mapping: TableMapping, plan: Plan, file_name: str) -> ReadReturn:
    """Read a published table; :class:`RefusedError` where it is not the table that the mapping describes."""
    head, lines = _lines(sheet, mapping, file_name)
    _check_head(head, sheet, mapping, file_name)
    table = _sorted_out(lines, mapping, plan)
    if not table.forces:
        raise RefusedError(
            f"{file_name}: No force was found in column {sheet.cell(mapping.header, mapping.forces)} "
            "and below it: does the mapping name the right column and row?"
        )
    remarks = list(sheet.remarks)
    if table.left_out:
        remarks.append(f"Left out as no forces: {', '.join(table.left_out)}.")
    reading = ReadReturn("published table", _rows(sheet, table, mapping, plan), len(lines), remarks)
    reading.closing = lambda: _against_total(sheet, table, mapping)
    return reading


def _lines(sheet: Sheet, mapping: TableMapping, file_name: str) -> tuple[list[str], list[_Line]]:
    head: list[str] = []
    lines: list[_Line] = []
    columns = [figures.column for figures in mapping.figures]
    for row, cells in sheet.rows:
        if row == mapping.header:
            head = cells
        elif row > mapping.header and len(lines) < MOST_ROWS:
            padded = cells + [""] * (max([*columns, mapping.forces]) + 1 - len(cells))
            if any(padded[column].strip() for column in columns):
                lines.append(_Line(row, _name(padded[mapping.forces]), padded))
    if len(lines) == MOST_ROWS:
        raise RefusedError(f"{file_name}: The table has {MOST_ROWS:,} rows or more: it is not one of forces.")
    return head, lines


def _name(text: str) -> str:
    visible = (ch for ch in text if unicodedata.category(ch) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", "".join(visible)).split())


def _check_head(head: list[str], sheet: Sheet, mapping: TableMapping, file_name: str) -> None:
    problems = []
    for figures in mapping.figures:
        found = " ".join(head[figures.column].split()) if figures.column < len(head) else ""
        if figures.heading is not None and not _same_heading(found, figures.heading):
            where = sheet.cell(mapping.header, figures.column)
            stands = f"“{quoted(found)}”" if found else "nothing"
            problems.append(
                f"{file_name}:{where}: The mapping expects the heading “{quoted(figures.heading)}” here, "
                f"where {stands} stands: has the table changed?"
            )
    if problems:
        raise RefusedError(problems)


def _same_heading(found: str, wanted: str) -> bool:
    if found.casefold() == wanted.casefold():
        return True
    try:
        return day_in(found) == day_in(wanted)
    except FieldError:
        return False


def _sorted_out(lines: list[_Line], mapping: TableMapping, plan: Plan) -> _Table:
    table, register = _Table(), plan.register
    regions = {region.casefold(): region for region in register.regions()}
    doubtful: dict[str, list[_Line]] = {}
    for line in lines:
        name = line.name.casefold()
        if mapping.total is not None and name == mapping.total:
            table.total = line
        elif name in mapping.leave_out or name in _NATIONAL or name.startswith("total"):
            table.left_out.append(quoted(line.name))
        elif name in regions:
            doubtful.setdefault(regions[name], []).append(line)
        else:
            _match(line, register, table)
    for region, candidates in doubtful.items():
        _tell_region_from_force(region, candidates, register, mapping, table)
    order = {force.slug: place for place, force in enumerate(plan.forces)}
    table.forces.sort(key=lambda found: (found[1].number, order.get(found[0].slug, 0)))
    return table


def _match(line: _Line, register: Register, table: _Table) -> None:
    for name in dict.fromkeys((line.name, _FOOTNOTE.sub("", line.name))):
        try:
            table.forces.append((register.match(name), line))
        except UnknownForceError as error:
            sentence = str(error)
        else:
            return
    hint = " If it is no force, name it under leave_out in the mapping."
    table.unknown.append((line, "The force is missing." if not line.name else sentence + hint))


def _tell_region_from_force(
    region: str, candidates: list[_Line], register: Register, mapping: TableMapping, table: _Table
) -> None:
    """A name that is a region's alone is a subtotal. Where it is a force's as well (West Midlands), the
    subtotal is the row that the region's forces, with the other row, add up to."""
    try:
        force = register.match(region)
    except UnknownForceError:
        table.left_out += [line.name for line in candidates]
        return
    others = [line for found, line in table.forces if found.region == region]
    column = mapping.figures[0].column
    subtotal = _subtotal(candidates, others, column) if others else None
    if subtotal is not None:
        table.left_out.append(f"{subtotal.name} (the region)")
    table.forces += [(force, line) for line in candidates if line is not subtotal]


def _subtotal(candidates: list[_Line], others: list[_Line], column: int) -> _Line | None:
    """The one of several candidates that the rest of them, with the others, add up to."""
    read = number_reader("")
    try:
        figures = [read(line.cells[column]) for line in candidates]
        whole = sum(figures) + sum(read(line.cells[column]) for line in others)
    except FieldError:
        return None
    rounding = _ROUNDING * (len(candidates) + len(others) - 1)
    for line, figure in zip(candidates, figures, strict=True):
        if len(candidates) > 1 and math.isclose(figure, whole - figure, rel_tol=1e-9, abs_tol=rounding):
            return line
    return None


def _rows(sheet: Sheet, table: _Table, mapping: TableMapping, plan: Plan) -> Iterator[Row]:
    units = {c.id: number_reader(c.measure.unit) for c in plan.commitments}
    for line, sentence in table.unknown:
        where = sheet.cell(line.number, mapping.forces)
        for figures in mapping.figures:
            if line.cells[figures.column].strip():
                words = _words(line.name, line, figures)
                yield Row(line.number, where, words, None, (Problem(where, sentence),))
    for force, line in table.forces:
        for figures in mapping.figures:
            where = sheet.cell(line.number, figures.column)
            words = _words(force.slug, line, figures)
            try:
                value, marks = _cell(line.cells[figures.column], mapping, units[figures.commitment])
            except FieldError as error:
                yield Row(line.number, where, words, None, (Problem(where, str(error)),))
                continue
            if value is not None and mapping.decimals is not None:
                value = round(value, mapping.decimals)
            if value is None:
                table.missing[figures.column] = table.missing.get(figures.column, 0) + 1
                if not marks:
                    continue
            else:
                table.sums[figures.column] = table.sums.get(figures.column, 0.0) + value
            draft = Draft(
                force.slug,
                figures.commitment,
                figures.as_at,
                value=value,
                marks=marks,
                published_on=figures.published_on,
                source_ref=sheet.reference(line.number, figures.column),
            )
            yield Row(line.number, where, words, draft)


def _words(force: str, line: _Line, figures: Figures) -> dict[str, str]:
    """A figure as a row of the plain form."""
    words = {
        "force": force,
        "commitment": figures.commitment,
        "as_at": figures.as_at.isoformat(),
        "value": line.cells[figures.column],
    }
    if figures.published_on is not None:
        words["published_on"] = figures.published_on.isoformat()
    return words


def _cell(text: str, mapping: TableMapping, read: Callable[[str], float]) -> tuple[float | None, str]:
    """A cell's value and marks; neither where nothing was reported."""
    plain = _name(text)
    if not plain:
        return None, ""
    meaning = mapping.cells.get(plain)
    if meaning is CellMeaning.NOT_REPORTED:
        return None, ""
    if meaning is CellMeaning.ZERO:
        return 0.0, ""
    if meaning is not None:
        return None, _MEANING_MARKS[meaning]
    marks = "".join(sorted({letter for found in _BRACKETED.findall(plain.casefold()) for letter in found}))
    for letter in marks:
        if letter not in MARKS:
            known = ", ".join(f"[{mark}] {word}" for mark, word in MARKS.items())
            raise FieldError(f"“{quoted(text)}”: [{letter}] is not a mark; the marks are {known}.")
    digits = _BRACKETED.sub("", plain).strip()
    if not digits:
        return None, marks
    if digits in ("-", "–", "—"):
        raise FieldError(
            f"“{quoted(text)}” may mean zero or not reported: the mapping must say which, "
            'as cells: {"-": not reported}.'
        )
    return read(digits), marks


def _against_total(sheet: Sheet, table: _Table, mapping: TableMapping) -> tuple[list[Problem], list[Problem]]:
    """Problems and questions from the table's own total; a gap is refused only where no force is missing."""
    problems: list[Problem] = []
    questions: list[Problem] = []
    if mapping.total is None:
        return problems, questions
    if table.total is None:
        return [Problem("", f"The row of the total, “{mapping.total}”, is not in the table.")], []
    read = number_reader("")
    for figures in mapping.figures:
        where = sheet.cell(table.total.number, figures.column)
        try:
            stated = read(_BRACKETED.sub("", table.total.cells[figures.column]).strip())
        except FieldError as error:
            problems.append(Problem(where, f"The total cannot be read: {error}"))
            continue
        summed = table.sums.get(figures.column, 0.0)
        if math.isclose(summed, stated, rel_tol=1e-9, abs_tol=_ROUNDING * max(len(table.forces), 1)):
            continue
        missing = table.missing.get(figures.column, 0)
        sentence = (
            f"The forces add up to {number(summed)} as at {day_words(figures.as_at)}, "
            f"the table's own total is {number(stated)}"
        )
        if missing:
            questions.append(Problem(where, f"{sentence}; {missing} did not report."))
        else:
            problems.append(Problem(where, f"{sentence}: is a row left out, or a column wrong?"))
    return problems, questions
