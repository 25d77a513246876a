"""Workbooks that are small to send and long, or large, to read: each by what is too much in it."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Mapping

from tests.returns.conftest import workbook
from tests.returns.test_hostile_files import FILES

HEAD = ["force", "commitment", "as_at", "value", "note"]
_GOOD = workbook([HEAD, ["kent", "offenders-pursued", "2015-09-30", 98, "as counted"]])
_ODS = (FILES / "plain.ods").read_bytes()
_SHEET, _STRINGS, _STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
#: Bytes of one part expanded: enough to be seen, and near the most that is read.
_SOME, _MUCH = 10_000_000, 100_000_000


def _packed(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with some of its parts replaced, or added."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for name in [n for n in old.namelist() if n not in parts]:
            new.writestr(name, old.read(name))
        for name, part in parts.items():
            new.writestr(name, part)
    return target.getvalue()


def _uneven(piece: str, size: int = _MUCH) -> bytes:
    """A piece over and over with another digit for each ``?``, so that it packs as ordinary sheets do."""
    digits = random.Random(1)
    some = re.sub(r"\?", lambda _: digits.choice("0123456789"), piece * 9_000)
    return some.encode() * (size // len(some))


def _sheet(rows: bytes) -> bytes:
    page = f"<worksheet {_MAIN}><sheetData>".encode() + rows + b"</sheetData></worksheet>"
    return _packed(_GOOD, {_SHEET: page})


def _strings(items: bytes) -> bytes:
    return _packed(_GOOD, {_STRINGS: f"<sst {_MAIN}>".encode() + items + b"</sst>"})


def _same_sheet_many_times() -> bytes:
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, 5_000))
    link = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    book = f"<workbook {_MAIN} {link}><sheets>{sheets}</sheets></workbook>".encode()
    with zipfile.ZipFile(io.BytesIO(_sheet(_uneven("<row/>", 4 * _SOME)))) as archive:
        page = archive.read(_SHEET)
    return _packed(_GOOD, {"xl/workbook.xml": book, _SHEET: page})


def _one_long_text() -> bytes:
    """A text of a hundred thousand letters, kept once, in a hundred thousand cells."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 100_001))
    text = f"<sst {_MAIN}><si><t>{'x' * 100_000}</t></si></sst>"
    sheet = f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>"
    return _packed(_GOOD, {_STRINGS: text.encode(), _SHEET: sheet.encode()})


def _unreadable_rows() -> bytes:
    """More rows than are refused of one file, none of them right, and every word of them long."""
    words = random.Random(2)

    def word(start: str) -> str:
        return f"{start * 120}{words.random()}"

    starts = ("kemt ", "offend ", "2015-9", "9x", "n\u200b")
    made = [[word(start) for start in starts] for _ in range(5_100)]
    return workbook([HEAD, *made], strings_to_numbers=False)


def _ods(rows: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(_ODS)) as book:
        page = book.read("content.xml")
    end = b"</table:table>"
    return _packed(_ODS, {"content.xml": page.replace(end, rows.encode() + end)})


def _repeated(rows: int, columns: int, text: str = "1") -> bytes:
    return _ods(
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="{columns}"><text:p>{text}</text:p></table:table-cell></table:table-row>'
    )


def _long_directory() -> bytes:
    """An archive that lists half a million parts which it does not hold."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", *([0] * 11), 1, *([0] * 6)) + b"a"
    entries = entry * 500_000
    return b"PK\x03\x04" + entries + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entries), 0, 0)


def _sectors_in_a_ring() -> bytes:
    """An XLS whose table of sectors leads back to where it came from."""
    content = bytearray((FILES / "plain.xls").read_bytes())
    table = 512 * (1 + struct.unpack_from("<L", content, 0x4C)[0])
    content[table : table + 512] = struct.pack("<128L", *([0, *range(1, 128)]))
    return bytes(content)


#: What is refused soon, and the words by which; the parts are no larger than it takes to see that.
LARGE: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "rows of one cell": (
        lambda: _sheet(_uneven("<row><c><v>?</v></c></row>", _SOME)),
        "more than 25,000 rows",
    ),
    "one long text in many cells": (_one_long_text, "asks for more memory or time"),
    "cells that hold errors": (lambda: _sheet(_uneven('<c r="A1??" t="e"/>', _SOME)), "is no return"),
    "cells that are never ended": (lambda: _sheet(_uneven("<c ", _SOME) + b't="e"'), "cannot be read"),
    "one cell repeated": (lambda: _repeated(60_000, 16_000), "cannot be read as a workbook"),
    "a long directory": (_long_directory, "expands to far more than a return holds"),
    "sectors in a ring": (_sectors_in_a_ring, "asks for more memory or time"),
}
#: As large as is read at all: refused or taken.
LARGEST: Mapping[str, Callable[[], bytes]] = {
    "rows that are all unreadable": _unreadable_rows,
    "cells": lambda: _sheet(_uneven("<row>" + "<c><v>?</v></c>" * 20 + "</row>")),
    "long numbers": lambda: _sheet(_uneven("<row>" + "<c><v>0.????????????????</v></c>" * 20 + "</row>")),
    "rows of one cell": lambda: _sheet(_uneven("<row><c><v>?</v></c></row>")),
    "texts in the cells": lambda: _sheet(_uneven('<row><c t="inlineStr"><is><t>a?</t></is></c></row>')),
    "texts kept once": lambda: _strings(_uneven("<si><r><t>?</t></r></si>")),
    "styles": lambda: _packed(
        _GOOD, {_STYLES: f"<styleSheet {_MAIN}>".encode() + _uneven('<xf numFmtId="1?"/>') + b"</styleSheet>"}
    ),
    "elements in one another": lambda: _sheet(_uneven("<a?>")),
    "attributes of one element": lambda: _sheet(b"<row " + _uneven(' a="?"') + b"/>"),
    "one sheet under many names": _same_sheet_many_times,
    "cells that hold errors": lambda: _sheet(_uneven('<c r="A1??" t="e"/>')),
    "cells that are never ended": lambda: _sheet(_uneven("<c ") + b't="e"'),
    "one row repeated": lambda: _repeated(1_048_000, 1),
    "one row of long texts repeated": lambda: _repeated(200_000, 1, "x" * 5_000),
    "rows of ODS": lambda: _ods(
        _uneven(
            "<table:table-row>"
            '<table:table-cell office:value-type="float" office:value="?"/>'
            "</table:table-row>"
        ).decode()
    ),
    "a part that is no sheet": lambda: _packed(_GOOD, {"xl/media/a.bin": _uneven("?" + "x" * 9)}),
}
