"""The plain form of a return: one row an update, its columns named by the first row.

Columns ``force, commitment, as_at``, and where wanted ``value, state, forecast, mark, note, cause, action,
back_on_track, evidence, self, numerator, denominator, published_on, withdraw``. A column ``problem``, as a
file of refused rows has it, is passed over.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.fields import quoted
from tracker.domain.words import is_like_a_formula
from tracker.returns.row import COLUMNS, Problem, ReadReturn, Row, RowReader, figure_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.plan import Plan
    from tracker.returns.sheet import Sheet

REQUIRED = ("force", "commitment", "as_at")
#: What a file of refused rows adds, so that it can be sent back once it is mended.
PROBLEM = "problem"
#: More columns than anybody adds to those of the plain form.
_MOST_COLUMNS = 100


def could_be_plain(cells: list[str], least: int) -> bool:
    """Whether a row may be meant as the head of the plain form: it names so many of the usual columns."""
    return len({cell.strip().casefold() for cell in cells} & {*REQUIRED, "value"}) >= least


def read_plain(sheet: Sheet, plan: Plan, file_name: str) -> ReadReturn:
    """Read a sheet in the plain form; :class:`RefusedError` where its head is none."""
    number, cells = next(sheet.rows, (1, []))
    head = [cell.strip().casefold() for cell in cells]
    problems = [f"{file_name}:{sheet.cell(number)}: {message}" for message in _head_problems(head)]
    if problems:
        raise RefusedError(problems)
    reader = RowReader(plan, decimal_comma=sheet.decimal_comma)
    return ReadReturn("plain form", _rows(sheet, head, reader), sheet.total, sheet.remarks)


def _rows(sheet: Sheet, head: list[str], reader: RowReader) -> Iterator[Row]:
    columns = {name: place for place, name in enumerate(head) if name and name != PROBLEM}
    width = len(head)
    for number, cells in sheet.rows:
        words = {
            name: _unquoted(cells[place])
            for name, place in columns.items()
            if place < len(cells) and cells[place] and not cells[place].isspace()
        }
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            where = sheet.cell(number)
            message = f"The row has {len(cells)} cells where the head has {width}."
            yield Row(number, where, words, None, (Problem(where, message),))
        elif words:
            yield _row(sheet, number, words, columns, reader)


def _unquoted(text: str) -> str:
    """A text without the quote that the tracker, and others, set before what looks like a formula."""
    return text[1:] if text.startswith("'") and is_like_a_formula(text[1:]) else text


def _row(sheet: Sheet, number: int, words: dict[str, str], columns: dict[str, int], reader: RowReader) -> Row:
    def cell(name: str) -> str:
        return sheet.cell(number, columns.get(name))

    figure = columns.get(figure_of(words))
    return reader.read(number, sheet.cell(number, figure), words, cell, sheet.reference(number, figure))


def _head_problems(head: list[str]) -> Iterator[str]:
    if not any(head):
        yield f"The file is empty: its first row must name the columns {', '.join(REQUIRED)}, value."
        return
    for name in REQUIRED:
        if name not in head:
            yield f"The column “{name}” is missing."
    names = dict.fromkeys(filter(None, head))
    if len(names) > _MOST_COLUMNS:
        yield f"The first row names {len(names):,} columns: keep {', '.join(COLUMNS)} alone."
        return
    for name in names:
        if name not in (*COLUMNS, PROBLEM):
            near = difflib.get_close_matches(name, COLUMNS, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else f" The columns are {', '.join(COLUMNS)}."
            yield f"There is no column “{quoted(name)}”.{hint}"
        elif head.count(name) > 1:
            yield f"The column “{name}” stands more than once."
