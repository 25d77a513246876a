"""Files that would do harm, and files that are broken: a sentence, nothing written, nothing run."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Run
from tests.returns.conftest import HEAD, Desk, counts, workbook
from tracker.domain.errors import RefusedError, TrackerError
from tracker.returns.files import read_file
from tracker.returns.workbook import WorkbookReader

FILES = Path(__file__).parent / "files"
DAY = date(2015, 9, 30)
KENT = ["kent", "offenders-pursued", DAY, 98, "as counted"]
GOOD = workbook([HEAD, KENT])


def changed(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The same archive with members changed, and with further ones."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in more.items():
            new.writestr(name, data)
    return target.getvalue()


def with_member(name: str, content: bytes) -> bytes:
    """A good workbook with other content in one of its members."""
    return changed(GOOD, lambda member, data: content if member == name else data)


def sheet_with(cells: str) -> bytes:
    """A workbook whose sheet is written by hand."""
    page = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{cells}'
    xml = f"{page}</sheetData></worksheet>".encode()
    return with_member("xl/worksheets/sheet1.xml", xml)


def refusal(desk: Desk, content: bytes, name: str = "r.xlsx") -> str:
    head = desk.head()
    with pytest.raises(RefusedError) as caught:
        desk.take(content, name)
    assert desk.head() == head
    return str(caught.value)


@pytest.mark.parametrize("name", ["plain.xls", "plain.ods"])
def test_the_other_kinds_of_workbook(desk: Desk, name: str) -> None:
    assert counts(desk.take((FILES / name).read_bytes(), name)) == {"new": 2}


@pytest.mark.parametrize("ending", [".csv", ".ods", ".xls", ".dat"])
def test_a_file_is_what_its_bytes_say(desk: Desk, ending: str) -> None:
    assert counts(desk.take(GOOD, "r" + ending)) == {"new": 1}


@pytest.mark.parametrize("name", ["locked.xlsx", "locked.xls", "locked.ods"])
def test_a_workbook_behind_a_password(desk: Desk, name: str) -> None:
    said = refusal(desk, (FILES / name).read_bytes(), name)
    assert said == f"{name} is protected by a password: save it without one."


def test_entities_are_not_told(desk: Desk) -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    outside = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for start in (laughs, outside, outside.decode().encode("utf-16")):
        with zipfile.ZipFile(io.BytesIO(GOOD)) as book:
            bad = with_member("xl/sharedStrings.xml", start + book.read("xl/sharedStrings.xml"))
        assert "declares XML entities of its own (xl/sharedStrings.xml)" in refusal(desk, bad)


def test_macros_are_not_taken(desk: Desk) -> None:
    bad = changed(GOOD, lambda _, data: data, **{"xl/vbaProject.bin": b"\0" * 100})
    assert "holds macros: save it as an ordinary workbook" in refusal(desk, bad, "r.xlsm")
    assert "holds macros" in refusal(desk, (FILES / "macro.ods").read_bytes(), "macro.ods")


def test_links_to_other_workbooks_are_said(desk: Desk) -> None:
    linked = changed(GOOD, lambda _, data: data, **{"xl/externalLinks/externalLink1.xml": b"<x/>"})
    check = desk.check(linked, "r.xlsx")
    assert check.remarks == ["The workbook refers to other workbooks: their figures are as last saved in it."]
    assert counts(check) == {"new": 1}


def test_a_bomb_is_not_opened(desk: Desk) -> None:
    bomb = changed(GOOD, lambda _, data: data, **{"xl/media/zeros": b"\0" * 40_000_000})
    assert len(bomb) < 100_000
    assert "expands to far more than a return holds" in refusal(desk, bomb)


def test_a_bomb_that_lies_about_its_size(desk: Desk) -> None:
    bomb = bytearray(changed(GOOD, lambda _, data: data, **{"xl/media/zeros": b"\0" * 40_000_000}))
    size = struct.pack("<I", 40_000_000)
    while (place := bomb.find(size)) >= 0:
        bomb[place : place + 4] = struct.pack("<I", 1_000)
    assert "expands to far more than a return holds" in refusal(desk, bytes(bomb))


def test_a_bomb_of_many_members_that_pack_as_ordinary_ones_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.returns.archive.LARGEST_EXPANDED", 10_000_000)
    parts = {f"xl/media/{number}": b"\0" * 4_000_000 for number in range(3)}
    assert "expands to far more" in refusal(desk, changed(GOOD, lambda _, data: data, **parts))


def test_an_archive_of_very_many_members(desk: Desk) -> None:
    many = changed(GOOD, lambda _, data: data, **{f"x/{number}": b"" for number in range(2_100)})
    assert "expands to far more" in refusal(desk, many)


def test_a_line_without_end_is_not_held(desk: Desk) -> None:
    long = f"{','.join(HEAD)}\n{'a,' * 700_000}"
    assert "r.csv:1: The line is not well-formed CSV: it has more than 1,048,576" in refusal(
        desk, long.encode(), "r.csv"
    )


@pytest.mark.parametrize(("column", "row"), [("XFD", 1048576), ("ALL", 30_000), ("Z", 1048576)])
def test_two_cells_far_from_one_another_do_not_take_the_memory(desk: Desk, column: str, row: int) -> None:
    """A few bytes that ask the reader for 17 thousand million cells, and for those that take a gigabyte."""
    far = sheet_with(
        f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'
    )
    assert "asks for more memory or time than a return may" in refusal(desk, far)
    assert counts(desk.take(GOOD, "next.xlsx")) == {"new": 1}


def test_a_million_rows_of_nothing_are_passed_over(desk: Desk) -> None:
    empty = "".join(f'<row r="{number}"/>' for number in range(3, 1_048_577, 1))
    content = sheet_with(
        row_of(1, *HEAD[:4]) + row_of(2, "kent", "offenders-pursued", "2015-09-30", "98") + empty
    )
    assert counts(desk.take(content, "r.xlsx")) == {"new": 1}


def ods_with(rows: str) -> bytes:
    """A good ODS file with further rows, in XML, below its own."""
    end = b"</table:table>"
    return changed(
        (FILES / "plain.ods").read_bytes(),
        lambda name, data: data.replace(end, rows.encode() + end) if name == "content.xml" else data,
    )


def test_a_million_rows_of_nothing_in_ods_are_passed_over(desk: Desk) -> None:
    empty = '<table:table-row table:number-rows-repeated="{}"><table:table-cell {}/></table:table-row>'
    wide = 'table:number-columns-repeated="16384"'
    assert counts(desk.take(ods_with(empty.format(1_048_573, wide)), "r.ods")) == {"new": 2}


def test_one_cell_said_over_and_over_does_not_take_the_memory(desk: Desk) -> None:
    """A few bytes of ODS that stand for a thousand million figures."""
    figure = (
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell office:value-type="float" '
        'office:value="1" table:number-columns-repeated="60"><text:p>1</text:p></table:table-cell>'
        "</table:table-row>"
    )
    assert "asks for more memory or time than a return may" in refusal(desk, ods_with(figure), "r.ods")


def test_a_workbook_that_takes_too_long_ends_its_reader_and_not_the_tracker(desk: Desk) -> None:
    cell = "<c><v>1</v></c>" * 10
    path = desk.file(sheet_with(f"<row>{cell}</row>" * 400_000), "r.xlsx")
    with WorkbookReader(patience=0) as workbooks, pytest.raises(RefusedError, match="memory or time"):
        list(workbooks.open(read_file(path)).sheet("Sheet1").rows)


def test_a_reader_that_ended_between_two_workbooks_is_begun_anew(desk: Desk) -> None:
    path = desk.file(GOOD, "r.xlsx")
    with WorkbookReader() as workbooks:
        for _ in range(2):
            book = workbooks.open(read_file(path))
            assert len(list(book.sheet("Sheet1").rows)) == 2
            process = workbooks._process
            assert process is not None
            process.kill()
            process.wait()


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9, 0.99])
@pytest.mark.parametrize("name", ["plain.ods", "plain.xls", "good.xlsx"])
def test_a_file_cut_short(desk: Desk, name: str, share: float) -> None:
    content = GOOD if name == "good.xlsx" else (FILES / name).read_bytes()
    head = desk.head()
    with pytest.raises(TrackerError):
        desk.take(content[: int(len(content) * share)], name)
    assert desk.head() == head


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_workbook_with_any_bytes_changed_gives_rows_or_a_sentence(desk: Desk, data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([GOOD, (FILES / "plain.xls").read_bytes()])))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        desk.check(bytes(content), "r.xlsx")
    except TrackerError as error:
        assert all(problem.endswith(".") for problem in error.problems)


def row_of(number: int, *cells: str) -> str:
    """A row of text cells, in XML."""
    inside = "".join(
        f'<c r="{letter}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for letter, cell in zip("ABCDE", cells, strict=False)
    )
    return f'<row r="{number}">{inside}</row>'


def test_formulas_are_not_run_and_their_saved_figures_count(desk: Desk) -> None:
    first = row_of(1, *HEAD[:4])
    row = row_of(2, "kent", "offenders-pursued", "2015-09-30").removesuffix("</row>")
    saved = sheet_with(first + row + '<c r="D2"><f>40+58</f><v>98</v></c></row>')
    assert counts(desk.check(saved, "r.xlsx")) == {"new": 1}
    failed = sheet_with(first + row + '<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')
    assert "A value is needed, in offenders" in refusal(desk, failed)
    named = "Cells that hold an error, as #REF! or #DIV/0!, were read as empty: D2."
    assert desk.check(failed, "r.xlsx").remarks == [named]


def test_an_error_in_ods_is_said_as_well(desk: Desk) -> None:
    cell = (
        '<table:table-row><table:table-cell office:value-type="string" calcext:value-type="error">'
        "<text:p>#REF!</text:p></table:table-cell></table:table-row>"
    )
    (remark,) = desk.check(ods_with(cell), "r.ods").remarks
    assert remark == "Cells that hold an error, as #REF! or #DIV/0!, were read as empty."


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_text_that_begins_a_formula_is_text_and_goes_out_with_a_quote(desk: Desk, start: str) -> None:
    note = f"{start}cmd|' /C calc'!A0"
    content = workbook([HEAD, [*KENT[:4], note], ["kemt", *KENT[1:4], note]])
    result = desk.take(content, "r.xlsx", partial=True)
    (change,) = result.check.changes()
    assert change.draft.note == note.strip()
    assert result.refused_file is not None
    assert f"'{note.strip()}" in result.refused_file.read_text("utf-8-sig")
    mended = result.refused_file.read_bytes().replace(b"kemt", b"essex")
    (change,) = desk.take(mended, "mended.csv").check.changes()
    assert change.draft.note == note.strip()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " ="])
def test_no_output_begins_a_cell_as_a_formula(desk: Desk, run: Run, small_db: Path, start: str) -> None:
    """History, listings and refused rows: every command that prints what somebody else wrote."""
    note = f"{start}cmd|' /C calc'!A0"
    name = f"{start.strip()}1.csv"
    lines = f'{",".join(HEAD)}\nkent,offenders-pursued,2015-09-30,98,"{note}"\n"{note}",x,2015-09-30,1,\n'
    path = desk.file(lines, name)
    printed = [
        run("import", "--partial", "--format", "csv", str(path.absolute()), db=small_db).out,
        run("history", "--format", "csv", db=small_db).out,
        run("history", "--sources", "--format", "csv", db=small_db).out,
        *(each.read_text("utf-8-sig") for each in desk.folder.glob("*refused*")),
    ]
    assert len(printed) == 4
    cells = [cell for text in printed for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_merged_cells_leave_rows_without_a_force(desk: Desk) -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, HEAD)
    for row, day in enumerate(["2015-09-30", "2015-12-31"], 1):
        page.write_row(row, 1, ["offenders-pursued", day, 98])
    page.merge_range(1, 0, 2, 0, "kent")
    book.close()
    content = target.getvalue()
    assert b"mergeCell" in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")
    assert refusal(desk, content) == "r.xlsx:Sheet1!A3: The force is missing."


def test_the_1904_calendar_is_understood(desk: Desk) -> None:
    check = desk.check(workbook([HEAD, KENT], date_1904=True), "r.xlsx")
    (change,) = check.changes()
    assert change.draft.as_at == DAY


def test_a_date_in_a_cell_that_is_no_date(desk: Desk) -> None:
    content = workbook([HEAD, ["kent", "offenders-pursued", 42277, 98, ""]])
    assert "a spreadsheet's number for 30 Sep 2015" in refusal(desk, content)
