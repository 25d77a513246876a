"""A workbook of ``tracker template``, filled in by a force; its layout is :mod:`tracker.returns.template`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.calendar import Period
from tracker.domain.errors import FieldError, RefusedError
from tracker.domain.fields import date_in, quoted
from tracker.domain.force import UnknownForceError
from tracker.returns.row import ReadReturn, Row, RowReader, figure_of
from tracker.returns.template import ABOUT_KEYS, ABOUT_SHEET, COLUMNS, FORM, RETURN_SHEET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.plan import Plan
    from tracker.returns.sheet import Sheet
    from tracker.returns.workbook import Book

#: The head of the table stands within so many rows.
_HEAD_WITHIN = 40


def read_template(book: Book, plan: Plan, version: int, file_name: str) -> ReadReturn:
    """Read a filled-in workbook; :class:`RefusedError` where it answers something else."""
    about = _about(book.sheet(ABOUT_SHEET))
    problems, remarks = _about_problems(about, plan, version)
    force, period = "", None
    try:
        force = plan.register.match(about["force"]).slug if "force" in about else ""
        period = Period(date_in(about.get("period_start", "")), date_in(about.get("period_end", "")))
    except (UnknownForceError, FieldError) as error:
        problems.append(f"Its hidden sheet cannot be read: {error}")
    if RETURN_SHEET not in book.sheets:
        problems.append(f"The sheet “{RETURN_SHEET}” is missing.")
    if problems:
        raise RefusedError(
            f"{file_name}: {problem} Fill in the workbook as it was sent." for problem in problems
        )
    sheet = book.sheet(RETURN_SHEET)
    remarks = [*sheet.remarks, *remarks]
    rows = _rows(sheet, force, RowReader(plan), file_name, remarks)
    return ReadReturn("return workbook", rows, sheet.total, remarks, period)


def _about(sheet: Sheet) -> dict[str, str]:
    return {cells[0]: cells[1] for _, cells in sheet.rows if len(cells) > 1 and cells[0] in ABOUT_KEYS}


def _about_problems(about: dict[str, str], plan: Plan, version: int) -> tuple[list[str], list[str]]:
    problems, remarks = [], []
    if about.get("form") != FORM:
        problems.append(f"Its form is “{quoted(about.get('form', 'not named'))}”, not “{FORM}”.")
    if about.get("plan") != plan.id:
        problems.append(
            f"It answers the plan “{quoted(about.get('plan', 'not named'))}”; here it is “{plan.id}”."
        )
    if about.get("plan_version", str(version)) != str(version):
        sent = quoted(about["plan_version"])
        remarks.append(
            f"It was sent out under version {sent} of the plan; version {version} is in force now."
        )
    return problems, remarks


def _rows(sheet: Sheet, force: str, reader: RowReader, file_name: str, remarks: list[str]) -> Iterator[Row]:
    """The rows that were filled in; what was left empty is remarked when all of them were walked."""
    titles = [column.title for column in COLUMNS]
    head_found = any_filled = False
    empty: list[str] = []
    for number, cells in sheet.rows:
        if not head_found:
            head_found = cells[0] == titles[0]
            if head_found and cells[: len(titles)] != titles:
                raise RefusedError(
                    f"{file_name}:{sheet.cell(number)}: The columns are not those that were sent: "
                    "fill in the workbook as it is."
                )
            if not head_found and number > _HEAD_WITHIN:
                break
            continue
        words = {
            column.field: text
            for column, text in zip(COLUMNS, cells, strict=False)
            if text and (column.is_open or column.field == "commitment")
        }
        if not set(words) - {"commitment", "as_at"}:
            empty += [words["commitment"]] if "commitment" in words else []
            continue
        any_filled = True
        yield _row(sheet, number, {"force": force, **words}, reader)
    if not head_found:
        raise RefusedError(f"{file_name}: The sheet “{sheet.name}” has no row that begins “{titles[0]}”.")
    if not any_filled:
        raise RefusedError(f"{file_name}: No row is filled in: give a value, a state or a mark.")
    if empty:
        remarks.append(f"Left empty: {', '.join(map(quoted, empty))}.")


_PLACES = {column.field: place for place, column in enumerate(COLUMNS)}


def _row(sheet: Sheet, number: int, words: dict[str, str], reader: RowReader) -> Row:
    def cell(name: str) -> str:
        return sheet.cell(number, _PLACES.get(name))

    figure = _PLACES.get(figure_of(words))
    return reader.read(number, sheet.cell(number, figure), words, cell, sheet.reference(number, figure))
