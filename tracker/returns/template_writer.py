"""Writes a return workbook: the sheet to fill, the sheet that explains, and the hidden one.

The layout is that of :mod:`tracker.returns.template`. The same form makes the same bytes. All text goes in
as text: none of it can become a formula or a link.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from tracker.domain.plan import Kind
from tracker.domain.words import day_words
from tracker.returns.template import ABOUT_KEYS, ABOUT_SHEET, COLUMNS, FORM, GUIDE_SHEET, RETURN_SHEET
from tracker.returns.template_cells import DATE_FIELDS, NUMBER_FIELDS, is_open, validation
from tracker.returns.template_guide import write_guide
from tracker.returns.template_page import Styles, set_up
from tracker.returns.template_words import last_words, title_lines, unit_words
from tracker.xlsxfile.cells import clean, height_of, number_format

if TYPE_CHECKING:
    from datetime import date

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from tracker.returns.template import Column
    from tracker.returns.template_form import Asked, ReturnForm

#: Characters of a title beside its row; the whole of it is on the sheet that explains.
_LONGEST_TITLE = 300
#: Columns that stay in view when the sheet is moved: id and title.
_FROZEN = 2
_DAY = "d mmm yyyy"
_FIRST_OPEN = next(i for i, column in enumerate(COLUMNS) if column.is_open)
#: The lines that every row has room for.
_LEAST_LINES = 3


def workbook_of(form: ReturnForm) -> bytes:
    """The XLSX file of one force's return."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as workbook:
        workbook.set_properties(
            {
                "title": clean(f"{form.force.name}: {form.plan.title}", 200),
                "subject": f"Return for {form.period.label()}",
                "author": clean(form.plan.owner, 200),
                "category": clean(form.plan.marking, 200),
                "created": _midnight(form.made_on),
            }
        )
        styles = Styles(workbook)
        _ReturnSheet(workbook.add_worksheet(RETURN_SHEET), styles, form).write()
        write_guide(workbook.add_worksheet(GUIDE_SHEET), styles, form)
        _write_about(workbook.add_worksheet(ABOUT_SHEET), form)
    return buffer.getvalue()


class _ReturnSheet:
    """The sheet to fill."""

    def __init__(self, sheet: Worksheet, styles: Styles, form: ReturnForm) -> None:
        self._sheet = sheet
        self._styles = styles
        self._form = form
        self._formats: dict[str, Format] = {}
        self._shut = styles.shut()

    def write(self) -> None:
        """Title lines, headings, a row for each commitment, the page."""
        head = self._write_head()
        for place, row in enumerate(self._form.asked, head + 1):
            told = [(_told(column, row), column.width) for column in COLUMNS if not column.is_open]
            texts = [(words, width) for words, width in told if isinstance(words, str)]
            self._sheet.set_row(place, height_of(texts, _LEAST_LINES))
            for index, column in enumerate(COLUMNS):
                self._write_cell(place, index, column, row)
        sheet = self._sheet
        last = head + len(self._form.asked)
        set_up(sheet, self._form, landscape=True)
        sheet.freeze_panes(head + 1, _FROZEN)
        sheet.repeat_rows(head)
        sheet.print_area(0, 0, last, len(COLUMNS) - 1)
        sheet.set_selection(head + 1, _FIRST_OPEN, head + 1, _FIRST_OPEN)

    def _write_head(self) -> int:
        """Everything above the rows; gives the heading row's place."""
        title, *lines = title_lines(self._form)
        self._sheet.write_string(0, 0, clean(title, 200), self._styles.title(14))
        plain, bold = self._styles.line(), self._styles.line(bold=True)
        for place, text in enumerate(lines, 1):
            is_fact = place < len(lines) - 1
            self._sheet.write_string(place, 0, " ".join(clean(text, 200).split()), bold if is_fact else plain)
        head = len(lines) + 2
        self._write_band(head - 1)
        heading = self._styles.heading()
        self._sheet.set_row(head, height_of([], 2))
        for index, column in enumerate(COLUMNS):
            self._sheet.set_column(index, index, column.width)
            self._sheet.write_string(head, index, column.title, heading)
        return head

    def _write_band(self, place: int) -> None:
        bands = {False: self._styles.band("#D9D9D9"), True: self._styles.band("#DDEBF7")}
        for index, column in enumerate(COLUMNS):
            words = {0: "What is known", _FIRST_OPEN: "To fill in"}.get(index, "")
            self._sheet.write_string(place, index, words, bands[column.is_open])

    def _write_cell(self, place: int, index: int, column: Column, row: Asked) -> None:
        if not column.is_open:
            self._write_told(place, index, column, row)
        elif not is_open(column, row):
            self._sheet.write_blank(place, index, None, self._shut)
        else:
            style = self._open_style(column, row)
            if column.field == "as_at":
                self._sheet.write_datetime(place, index, _midnight(row.as_at), style)
            else:
                self._sheet.write_blank(place, index, None, style)
            self._sheet.data_validation(place, index, place, index, validation(column, row))

    def _write_told(self, place: int, index: int, column: Column, row: Asked) -> None:
        told = _told(column, row)
        if isinstance(told, str):
            self._sheet.write_string(place, index, told, self._told())
        elif isinstance(told, float):
            self._sheet.write_number(place, index, told, self._told(_figure(told, row)))
        else:
            self._sheet.write_datetime(place, index, _midnight(told), self._told(_DAY))

    def _told(self, form: str = "") -> Format:
        if form not in self._formats:
            more = {"num_format": form} if form else {}
            side = {"align": "left"} if form in ("", _DAY) else {"align": "right", "indent": 1}
            self._formats[form] = self._styles.told(**more, **side)
        return self._formats[form]

    def _open_style(self, column: Column, row: Asked) -> Format:
        form = ""
        if column.field in DATE_FIELDS:
            form = _DAY
        elif column.field == "value" and row.commitment.measure.kind is Kind.PERCENTAGE:
            form = '0.0"%"'  # who types 85% sees 0.9%, and not what they meant
        key = f"open {form}"
        if key not in self._formats:
            more = {"num_format": form} if form else {}
            side = {"align": "left"} if column.field not in NUMBER_FIELDS else {}
            self._formats[key] = self._styles.open(**more, **side)
        return self._formats[key]


def _told(column: Column, row: Asked) -> str | float | date:
    """What a closed cell says."""
    commitment, last = row.commitment, row.last
    if column.field == "last_value":
        value = last.draft.value if last else None
        return float(value) if value is not None else last_words(last)
    if column.field == "last_as_at":
        return last.draft.as_at if last else ""
    if column.field == "expected":
        return f"done by {day_words(commitment.due)}" if row.expected is None else float(row.expected)
    texts = {"commitment": commitment.id, "title": commitment.title, "unit": unit_words(commitment)}
    return clean(texts[column.field], _LONGEST_TITLE)


def _midnight(day: date) -> datetime:
    """A day as a sheet holds it: its midnight, of no time zone."""
    return datetime.combine(day, time.min)


def _figure(value: float, row: Asked) -> str:
    sign = '"%"' if row.commitment.measure.kind is Kind.PERCENTAGE else ""
    return number_format(value) + sign


def _write_about(sheet: Worksheet, form: ReturnForm) -> None:
    """The hidden sheet, by which a return knows what it answers."""
    said = (
        FORM,
        form.plan.id,
        str(form.plan_version),
        form.force.slug,
        form.period.start.isoformat(),
        form.period.end.isoformat(),
        form.made_on.isoformat(),
    )
    for place, (key, value) in enumerate(zip(ABOUT_KEYS, said, strict=True)):
        sheet.write_string(place, 0, key)
        sheet.write_string(place, 1, value)
    sheet.set_column(0, 1, 30)
    set_up(sheet, form, landscape=False)
    sheet.very_hidden()
