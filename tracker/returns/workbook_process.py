"""The process that opens workbooks sent by others, apart from the tracker and with bounds of its own.

A workbook of a few bytes can ask its reader for more memory than there is. So workbooks are read here, where
running out ends one small process and becomes a sentence. It is given the seconds of the processor's time
that one workbook may take: not those on the clock, which pass as well while the tracker works on what it was
given, or a person thinks. It reads from standard input the length of a
workbook in eight bytes and its content; it answers the sheets' names, or why there are none; then for each
sheet that is asked for its rows in batches, and None. Everything goes as ``marshal`` writes it.
"""

from __future__ import annotations

import io
import marshal
import math
import resource
import sys
import time as clock
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO

import python_calamine

#: Bytes of address space: many times what a return takes, and no more than any machine can spare.
MEMORY = 448 * 1024 * 1024
_BATCH = 500


def main() -> None:
    """Serve workbooks until standard input ends."""
    patience = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what a force sent is not left in a core file
    asked, answer = sys.stdin.buffer, sys.stdout.buffer
    while head := asked.read(8):
        _allow(patience)
        content = asked.read(int.from_bytes(head, "big"))
        try:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
            names = [
                (sheet.name, sheet.visible is python_calamine.SheetVisibleEnum.Visible)
                for sheet in book.sheets_metadata
                if sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
            ]
        except python_calamine.PasswordError:
            _say(answer, ("password", ""))
        except (python_calamine.CalamineError, ValueError, OSError) as error:
            _say(answer, ("damaged", str(error)))
        else:
            _say(answer, ("sheets", names))
            _serve_sheets(book, asked, answer)
        del content


def _allow(seconds: int) -> None:
    """So much of the processor's time from now on; the system then ends the process."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(clock.process_time()) + seconds
    resource.setrlimit(
        resource.RLIMIT_CPU, (until if most == resource.RLIM_INFINITY else min(until, most), most)
    )


def _serve_sheets(book: python_calamine.CalamineWorkbook, asked: BinaryIO, answer: BinaryIO) -> None:
    """Give the rows of each sheet that is named, until an empty name comes."""
    while name := marshal.load(asked):  # noqa: S302 - written by the tracker itself
        try:
            sheet = book.get_sheet_by_name(name)
            left = [""] * (sheet.start[1] if sheet.start else 0)
            _say(answer, ("rows", sheet.height))
            batch = []
            for number, cells in enumerate(sheet.iter_rows(), 1):
                # iter_rows begins at the sheet's first row, but leaves out the empty columns on the left.
                words = left + [words_of(cell) for cell in cells]
                if any(words):
                    batch.append((number, words))
                if len(batch) == _BATCH:
                    _say(answer, ("batch", batch))
                    batch = []
            _say(answer, ("batch", batch))
            _say(answer, ("end", None))
        except (python_calamine.CalamineError, ValueError) as error:
            _say(answer, ("damaged", str(error)))


def words_of(cell: object) -> str:
    """A cell's content as a person would type it: 12.5, 2015-09-30, TRUE; the empty text for nothing."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        text = repr(cell)
        return f"{Decimal(text):f}" if "e" in text else text
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _say(answer: BinaryIO, message: tuple[str, Any]) -> None:
    answer.write(marshal.dumps(message))
    answer.flush()


if __name__ == "__main__":
    main()
