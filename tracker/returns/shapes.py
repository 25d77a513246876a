"""Which of the three shapes a return has, and the part that reads it."""

from __future__ import annotations

import codecs
import os
from itertools import chain
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.returns.files import MAPPING_ENDING
from tracker.returns.filled_template import read_template
from tracker.returns.plain import could_be_plain, read_plain
from tracker.returns.published import read_published
from tracker.returns.template import ABOUT_SHEET
from tracker.returns.text_file import read_text
from tracker.returns.workbook import is_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.domain.plan import Plan
    from tracker.returns.files import ReturnFile
    from tracker.returns.mapping import TableMapping
    from tracker.returns.row import ReadReturn
    from tracker.returns.sheet import Sheet
    from tracker.returns.workbook import Book, WorkbookReader


#: How web pages, XML and PDF documents begin, which spreadsheet programs open under other names.
_NO_TABLES = (b"<", b"%PDF")


def read_return(
    file: ReturnFile, plan: Plan, version: int, workbooks: WorkbookReader, mapping_path: Path | None = None
) -> ReadReturn:
    """A return in whatever shape it has; ``mapping_path`` names the mapping of a published table, which is
    otherwise looked for beside the file. :class:`TrackerError` says why a file is none of the shapes."""
    mapping = _mapping(mapping_path or _mapping_beside(file.path), plan)
    if not is_workbook(file.head):
        if file.head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(_NO_TABLES):
            raise RefusedError(
                f"{file.name} is a web page, an XML file or a PDF, whatever its name ends in: open it in a "
                "spreadsheet program and save it as .xlsx."
            )
        sheet = read_text(file)
        if mapping:
            return read_published(sheet, mapping, plan, file.name)
        return read_plain(_plain_text(sheet, file.name), plan, file.name)
    book = workbooks.open(file)
    if mapping:
        return read_published(_named_sheet(book, mapping.sheet, file.name), mapping, plan, file.name)
    if ABOUT_SHEET in book.sheets:
        return read_template(book, plan, version, file.name)
    return read_plain(_plain_sheet(book, file.name), plan, file.name)


def _mapping_beside(path: Path) -> Path | None:
    """The mapping file that stands beside a table, if one does."""
    beside = path.with_name(path.stem + MAPPING_ENDING)
    return beside if os.path.isfile(beside) else None  # noqa: PTH113 - False for a name too long, too


def _mapping(path: Path | None, plan: Plan) -> TableMapping | None:
    if path is None:
        return None
    from tracker.returns.mapping_file import read_mapping

    return read_mapping(path, plan)


def _named_sheet(book: Book, name: str | None, file_name: str) -> Sheet:
    visible = [sheet for sheet, is_visible in book.sheets.items() if is_visible]
    if name is None and len(visible) == 1:
        return book.sheet(visible[0])
    if name not in book.sheets:
        asked = f"There is no sheet “{name}”" if name else "The mapping must name the sheet"
        raise RefusedError(f"{file_name}: {asked}; the sheets are {', '.join(visible)}.")
    return book.sheet(name)


def _plain_text(sheet: Sheet, file_name: str) -> Sheet:
    """A text whose first row names at least one column; an empty one is left to say so itself."""
    first = next(sheet.rows, None)
    if first is None:
        return sheet
    if any(first[1]) and not could_be_plain(first[1], 1):
        raise RefusedError(
            f"{file_name} is no return that can be read: its first row names none of the columns force, "
            f"commitment, as_at and value, and no mapping of a published table (*{MAPPING_ENDING}) was given "
            "or stands beside it."
        )
    sheet.rows = chain([first], sheet.rows)
    return sheet


def _plain_sheet(book: Book, file_name: str) -> Sheet:
    """The first sheet a person sees whose first row names the columns of the plain form."""
    for name, is_visible in book.sheets.items():
        if not is_visible:
            continue
        sheet = book.sheet(name)
        first = next(sheet.rows, None)
        if first is not None and could_be_plain(first[1], 2):
            sheet.rows = chain([first], sheet.rows)
            return sheet
        for _ in sheet.rows:
            pass
    raise RefusedError(
        f"{file_name} is no return that can be read: it was not made by “tracker template”, no sheet's first "
        "row names the columns force, commitment, as_at and value, and no mapping of a published table "
        f"(*{MAPPING_ENDING}) was given or stands beside it."
    )
