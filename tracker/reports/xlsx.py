"""The report as a workbook: the paper's head, then a sheet for each kind of figure, numbers as numbers."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from tracker.domain.status import Status
from tracker.domain.status_colour import COLOURS, INK
from tracker.xlsxfile.cells import clean, height_of
from tracker.xlsxfile.page import Page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.worksheet import Worksheet

    from tracker.reports.formats import Output
    from tracker.reports.model import Report
    from tracker.reports.sheets import Field, Scalar, Sheet

_LONGEST_PROPERTY = 255
#: Widths in digits: of a column at the least and at the most, and of the two columns of the first sheet.
_NARROWEST, _WIDEST = 9.0, 60.0
_LABELS, _WORDS = 30.0, 100.0
#: Rows from which a column's width is taken.
_LOOKED_AT = 200
_FORMS = {
    "number": "#,##0.####",
    "share": "0%",
    "day": "d mmm yyyy",
    "instant": "d mmm yyyy hh:mm:ss",
}


def render(report: Report, output: Output) -> bytes:  # noqa: ARG001 - every format is called alike
    """The whole workbook."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as workbook:
        workbook.set_properties(
            {
                "title": clean(report.head.title, _LONGEST_PROPERTY),
                "subject": clean(report.head.subtitle, _LONGEST_PROPERTY),
                "author": "",
                "category": clean(report.marking, _LONGEST_PROPERTY),
                "created": datetime.combine(report.created, time()),
            }
        )
        _Book(workbook, report).write()
    return buffer.getvalue()


class _Book:
    """The sheets of one report, and the formats that they share."""

    def __init__(self, workbook: Workbook, report: Report) -> None:
        self._workbook = workbook
        self._report = report
        self._text = workbook.add_format({"valign": "top", "text_wrap": True})
        self._bold = workbook.add_format({"bold": True, "valign": "top"})
        self._title = workbook.add_format({"bold": True, "font_size": 16, "font_color": "#1F3864"})
        self._heading = workbook.add_format(
            {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3864", "text_wrap": True, "valign": "top"}
        )
        self._forms = {
            holds: workbook.add_format({"num_format": form, "valign": "top", "align": "right"})
            for holds, form in _FORMS.items()
        }
        self._colours = {
            status: workbook.add_format({"bg_color": colour, "font_color": INK})
            for status, colour in COLOURS.items()
        }

    def write(self) -> None:
        """The paper's head, then the figures."""
        self._about(self._workbook.add_worksheet("About"))
        for sheet in self._report.sheets:
            self._figures(self._workbook.add_worksheet(sheet.name), sheet)

    def _about(self, sheet: Worksheet) -> None:
        report = self._report
        sheet.set_column(0, 0, _LABELS)
        sheet.set_column(1, 1, _WORDS)
        sheet.write_string(0, 0, clean(report.head.title), self._title)
        sheet.write_string(1, 0, clean(f"{report.head.body}, {report.head.subtitle}"), self._bold)
        place = 3
        for label, text in self._facts():
            sheet.set_row(place, height_of([(clean(text), _WORDS)]))
            sheet.write_string(place, 0, clean(label), self._bold)
            sheet.write_string(place, 1, clean(text), self._text)
            place += 1
        place += 1
        for status in Status:
            sheet.write_string(place, 0, _status_words(status), self._colours.get(status, self._text))
            sheet.write_string(place, 1, status.meaning, self._text)
            place += 1
        self._page(sheet, "About", landscape=False)

    def _facts(self) -> list[tuple[str, str]]:
        """Every line of the head block, every notice, how it was looked, and how it is proved."""
        report = self._report
        lines = [(line.label, line.text) for line in report.head.lines]
        notices = [("Notice", text) for text in report.head.notices]
        proof = report.proof
        return [
            *lines,
            *notices,
            ("Looked at", report.looked.words),
            ("Ledger", f"number {proof.ledger}, head {proof.head}"),
            ("To verify", proof.command),
        ]

    def _figures(self, sheet: Worksheet, figures: Sheet) -> None:
        for place, field in enumerate(figures.fields):
            sheet.write_string(0, place, clean(field.title), self._heading)
            sheet.set_column(place, place, _width(field, [row[place] for row in figures.rows[:_LOOKED_AT]]))
        for line, row in enumerate(figures.rows, 1):
            for place, (field, value) in enumerate(zip(figures.fields, row, strict=True)):
                self._write(sheet, line, place, field, value)
        last = len(figures.rows)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, last, len(figures.fields) - 1)
        for place, field in enumerate(figures.fields):
            if field.holds == "status" and last:
                self._colour(sheet, place, last)
        self._page(sheet, figures.name, landscape=True)

    def _write(self, sheet: Worksheet, line: int, place: int, field: Field, value: Scalar) -> None:
        """A value in its own kind; what does not apply stays empty."""
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_string(line, place, "yes" if value else "no", self._text)
        elif isinstance(value, int | float):
            sheet.write_number(line, place, value, self._forms.get(field.holds, self._forms["number"]))
        elif field.holds in ("day", "instant"):
            sheet.write_datetime(line, place, _moment(value), self._forms[field.holds])
        elif field.holds == "status":
            sheet.write_string(line, place, _status_words(Status(value)), self._text)
        else:
            sheet.write_string(line, place, clean(value), self._text)

    def _colour(self, sheet: Worksheet, place: int, last: int) -> None:
        """The colour of each status, by the word in the cell, so that it stays right when rows move."""
        column = xl_col_to_name(place)
        for status, style in self._colours.items():
            rule = {"type": "formula", "criteria": f'=${column}2="{_status_words(status)}"', "format": style}
            sheet.conditional_format(1, place, last, place, rule)

    def _page(self, sheet: Worksheet, name: str, *, landscape: bool) -> None:
        report = self._report
        marking = report.marking + (" · ILLUSTRATIVE DATA" if report.illustrative else "")
        page = Page(marking, report.head.title, name, report.footer)
        page.set_up(sheet, landscape=landscape)


def _moment(text: str) -> datetime:
    """A day or an instant (UTC) as a sheet holds it: without a time zone."""
    if "T" in text:
        return datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    return datetime.combine(date.fromisoformat(text), time())


def _status_words(status: Status) -> str:
    """The sign and the word: ■ red."""
    return f"{status.sign} {status.value}".strip()


def _width(field: Field, values: Sequence[Scalar]) -> float:
    """Room for the longest word of the head, and for what stands below it."""
    head = max(map(len, field.title.split()), default=0)
    below = max((len(str(value)) for value in values if value is not None), default=0)
    if field.holds == "number":
        below = min(below, 14)
    return min(max(_NARROWEST, head + 4.0, below + 2.0), _WIDEST)
