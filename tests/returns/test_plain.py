"""The plain form of a return: taken whole or not at all, errors by line and cell, nothing twice."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from tests.returns.conftest import HEAD, Desk, counts, workbook
from tracker.domain.errors import RefusedError
from tracker.returns.files import ReturnFile, read_file
from tracker.returns.sheet import Sheet
from tracker.returns.text_file import read_text

TOP = ",".join(HEAD) + "\n"
KENT = "kent,offenders-pursued,2015-09-30,98,as counted\n"
ESSEX = "Essex Police,offenders-pursued,2015-09-30,40,\n"


def test_rows_are_recorded_with_their_file_and_line(desk: Desk) -> None:
    assert counts(desk.take(TOP + KENT + ESSEX)) == {"new": 2}
    update = desk.workspace.cell("essex", "offenders-pursued", date(2015, 9, 30)).update
    assert update is not None
    assert update.source is not None
    assert (update.source.name, update.draft.source_ref) == ("r.csv", "line 3")


def test_the_same_file_adds_nothing_and_says_when_it_came(desk: Desk) -> None:
    desk.take(TOP + KENT + ESSEX)
    head = desk.head()
    again = desk.take(TOP + KENT + ESSEX, "another-name.csv")
    assert (counts(again), again.receipt) == ({}, None)
    assert again.check.taken_before is not None
    assert again.check.taken_before.author == "tester"
    assert desk.head() == head


def test_the_same_rows_in_another_file_add_nothing(desk: Desk) -> None:
    desk.take(TOP + KENT + ESSEX)
    assert counts(desk.take(TOP + ESSEX + KENT, "other.csv")) == {"unchanged": 2}


def test_a_file_taken_before_does_not_undo_a_later_correction(desk: Desk) -> None:
    desk.take(TOP + KENT)
    desk.take(TOP + KENT.replace("98", "89"), "corrected.csv")
    desk.take(TOP + KENT, "again.csv")
    assert desk.workspace.cell("kent", "offenders-pursued", date(2015, 9, 30)).assessment.value == 89


def test_a_corrected_file_adds_the_correction_only(desk: Desk) -> None:
    desk.take(TOP + KENT + ESSEX)
    result = desk.take(TOP + KENT.replace("98", "89") + ESSEX)
    assert counts(result) == {"corrected": 1, "unchanged": 1}
    (change,) = result.check.corrections
    assert (change.old, change.draft.value) == (98, 89)


def test_a_check_changes_nothing(desk: Desk) -> None:
    head = desk.head()
    assert counts(desk.check(TOP + KENT)) == {"new": 1}
    assert desk.head() == head


def test_history_published_on_a_known_day_is_back_loaded(desk: Desk) -> None:
    rows = (
        "force,commitment,as_at,value,published_on\n"
        "kent,offenders-pursued,2015-09-30,90,2015-10-05\nkent,offenders-pursued,2015-09-30,98,2015-11-05\n"
    )
    assert counts(desk.take(rows)) == {"new": 1, "corrected": 1}
    update = desk.workspace.cell("kent", "offenders-pursued", date(2015, 9, 30)).update
    assert update is not None
    assert (update.draft.value, update.back_loaded, update.revised) == (98, True, True)
    assert counts(desk.take(rows + "\n", "again.csv")) == {"unchanged": 2}


def test_what_was_reported_can_be_withdrawn_and_that_again_adds_nothing(desk: Desk) -> None:
    desk.take(TOP + KENT)
    row = "force,commitment,as_at,withdraw\nkent,offenders-pursued,2015-09-30,yes\n"
    assert counts(desk.take(row, "w.csv")) == {"withdrawn": 1}
    assert desk.workspace.cell("kent", "offenders-pursued", date(2015, 9, 30)).update is None
    assert counts(desk.take(row + "\n", "w2.csv")) == {"unchanged": 1}
    with pytest.raises(RefusedError, match="nothing to withdraw"):
        desk.take(row.replace("kent", "essex"), "w3.csv")


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ("", ["r.csv:1: The file is empty"]),
        (TOP, ["r.csv: There is no row of figures"]),
        ("force,comitment,as_at\n", ["column “commitment” is missing", "Did you mean “commitment”?"]),
        ("force,commitment,as_at,value,value\n", ["stands more than once"]),
        (TOP + "kemt,offenders-pursued,2015-09-30,1,\n", ["r.csv:2:", "Did you mean kent?"]),
        (
            TOP + "kent,offenders,2015-09-30,1,\n",
            ["r.csv:2: commitment:", "Did you mean “offenders-pursued”?"],
        ),
        (
            TOP + 'kent,offenders-pursued,09/07/2015,"1,00",\n',
            ["as_at:", "9 Jul 2015 or 7 Sep 2015", "value:", "is not a number"],
        ),
        (TOP + KENT + KENT, ["r.csv:3:", "as row 2"]),
        (TOP + KENT + "kent,offenders-pursued,2099-01-01,1,\n", ["r.csv:3:", "is in the future"]),
        (TOP + ",offenders-pursued,,1,\n", ["The force is missing.", "The as_at is missing"]),
        (TOP + "kent,offenders-pursued,2015-09-30,1,a,b,c\n", ["7 cells where the head has 5"]),
        (TOP + 'kent,offenders-pursued,2015-09-30,1,"never closed\n', ["not well-formed CSV"]),
        (TOP + "kent,caid-in-use,2015-09-30,1,\n", ["r.csv:2: This is a milestone"]),
        (TOP.encode() + b"kent,offenders-pursued,2015-09-30,1,caf\x81\n", ["r.csv:2:", "not UTF-8"]),
        (TOP + "kent,offenders-pursued,2015-09-30,1,a\0b\n", ["r.csv:2:", "zero byte"]),
        (TOP + f"kent,offenders-pursued,2015-09-30,{'9' * 400},\n", ["too large to be a number"]),
        (TOP + f"kent,offenders-pursued,2015-09-30,1,{'n' * 100_000}\n", ["at most 2,000 are kept"]),
        (TOP + f"kent,offenders-pursued,2015-09-30,1,{'n' * 200_000}\n", ["not well-formed CSV"]),
    ],
)
def test_what_is_wrong_is_said_by_line_and_nothing_is_written(
    desk: Desk, content: str | bytes, parts: list[str]
) -> None:
    head = desk.head()
    with pytest.raises(RefusedError) as caught:
        desk.take(content)
    for part in parts:
        assert part in str(caught.value)
    assert desk.head() == head


def test_in_a_workbook_what_is_wrong_is_said_by_cell(desk: Desk) -> None:
    content = workbook([HEAD, ["kemt", "offenders-pursued", date(2015, 9, 30), "many", ""]], sheet="Figures")
    with pytest.raises(RefusedError) as caught:
        desk.take(content, "r.xlsx")
    assert "r.xlsx:Figures!A2: “kemt” is not a force" in str(caught.value)
    assert "r.xlsx:Figures!D2: value: “many” is not a number" in str(caught.value)
    content = workbook([HEAD, ["kent", "caid-in-use", date(2015, 9, 30), 98, ""]], sheet="Figures")
    with pytest.raises(RefusedError, match=r"^r\.xlsx:Figures!D2: This is a milestone: report a state, not"):
        desk.take(content, "r.xlsx")


def test_a_row_of_a_workbook_knows_its_cell(desk: Desk) -> None:
    content = workbook([HEAD, ["kent", "offenders-pursued", date(2015, 9, 30), 98, ""]])
    assert counts(desk.take(content, "r.xlsx")) == {"new": 1}
    update = desk.workspace.cell("kent", "offenders-pursued", date(2015, 9, 30)).update
    assert update is not None
    assert update.draft.source_ref == "Sheet1, D2"


@pytest.mark.parametrize(
    "encoded",
    [
        ("\ufeff" + (TOP + KENT + "\n,,,,\n" + ESSEX).replace("\n", "\r\n")).encode(),
        (TOP + KENT + ESSEX).encode("utf-16"),
        (TOP + KENT + ESSEX).encode("utf-16-be").join([b"\xfe\xff", b""]),
        (TOP + KENT + ESSEX).replace(",", ";").encode(),
        (TOP + KENT + ESSEX).replace(",", "\t").encode(),
        (TOP + KENT.replace("as counted", "caf\xe9") + ESSEX).encode("latin-1"),
    ],
    ids=["utf-8 with mark", "utf-16", "utf-16 big", "semicolons", "tabs", "latin-1"],
)
def test_text_as_spreadsheets_save_it(desk: Desk, encoded: bytes) -> None:
    assert counts(desk.take(encoded)) == {"new": 2}


def test_windows_letters_are_read_and_said(desk: Desk) -> None:
    check = desk.check((TOP + KENT.replace("as counted", "caf\xe9")).encode("latin-1"))
    assert any("Windows Latin-1" in remark for remark in check.remarks)
    (change,) = check.changes()
    assert change.draft.note == "café"


def test_a_decimal_comma_is_never_guessed(desk: Desk) -> None:
    with pytest.raises(RefusedError, match=r"may be 1234 or 1\.234"):
        desk.take((TOP + KENT.replace("98", "1~234")).replace(",", ";").replace("~", ","))


def test_invisible_characters_in_names_do_not_matter(desk: Desk) -> None:
    row = "\u200bKe\u200dnt\u202e,offenders-\u200bpursued,2015-09-30,98,\n"
    assert counts(desk.take(TOP + row)) == {"new": 1}


def test_a_file_that_changes_between_check_and_taking_in(desk: Desk) -> None:
    check = desk.check(TOP + KENT)
    desk.file(TOP + ESSEX)
    with pytest.raises(RefusedError, match="changed while it was read"):
        desk.desk.take(check)


def test_a_workbook_that_changes_while_it_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook([HEAD, ["kent", "offenders-pursued", date(2015, 9, 30), 98, ""]])

    def meddled(path: Path) -> ReturnFile:
        file = read_file(path)
        path.write_bytes(content + b"more")
        return file

    monkeypatch.setattr("tracker.returns.importing.read_file", meddled)
    with pytest.raises(RefusedError, match=r"^r\.xlsx changed while it was read: wait until it is saved"):
        desk.check(content, "r.xlsx")


@pytest.mark.parametrize(
    "content",
    [b"<!DOCTYPE html><html><table>", b"\xef\xbb\xbf\n<?xml version='1.0'?>", b"%PDF-1.4\n%\xe2\xe3"],
    ids=["a web page", "XML", "PDF"],
)
def test_what_is_no_table_under_a_table_s_name(desk: Desk, content: bytes) -> None:
    with pytest.raises(RefusedError) as caught:
        desk.take(content, "kent.xls")
    assert str(caught.value) == (
        "kent.xls is a web page, an XML file or a PDF, whatever its name ends in: open it in a spreadsheet "
        "program and save it as .xlsx."
    )


def test_a_text_that_is_no_return_gets_one_sentence(desk: Desk) -> None:
    with pytest.raises(RefusedError) as caught:
        desk.take("Dear colleague,\nplease find attached\n")
    (problem,) = caught.value.problems
    assert problem.startswith("r.csv is no return that can be read: its first row names none of the columns")


def test_a_pipe_is_not_waited_for(desk: Desk) -> None:
    pipe = desk.folder / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(RefusedError, match=r"pipe\.csv is a pipe or a device: save what it gives"):
        desk.desk.check(pipe)


def test_a_file_that_changes_while_it_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def meddled(file: ReturnFile) -> Sheet:
        sheet = read_text(file)
        desk.file(TOP + ESSEX)
        return sheet

    monkeypatch.setattr("tracker.returns.shapes.read_text", meddled)
    with pytest.raises(RefusedError, match="changed while it was read"):
        desk.check(TOP + KENT)


def test_others_who_write_to_the_same_cell_meanwhile_are_noticed(desk: Desk) -> None:
    check = desk.check(TOP + KENT)
    desk.take(TOP + KENT.replace("98", "97"), "first.csv")
    desk.file(TOP + KENT)
    result = desk.desk.take(check)
    assert counts(result) == {"corrected": 1}
    assert result.check.corrections[0].old == 97


def test_others_who_write_elsewhere_do_not_disturb(desk: Desk) -> None:
    check = desk.check(TOP + KENT)
    desk.take(TOP + ESSEX, "first.csv")
    desk.file(TOP + KENT)
    assert desk.desk.take(check).check is check


def test_progress_may_stop_the_work_and_nothing_is_written(desk: Desk) -> None:
    days = [date(2015, 4, 2).fromordinal(735_700 + n).isoformat() for n in range(1500)]
    path = desk.file(TOP + "".join(f"kent,offenders-pursued,{day},5,\n" for day in days))
    head = desk.head()

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.desk.check(path, progress=stop)
    assert desk.head() == head
    check = desk.desk.check(path)
    calls: list[int] = []

    def stop_midway(done: int, _total: int) -> None:
        calls.append(done)
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.desk.take(check, progress=stop_midway)
    assert calls == [0, 1000]
    assert (desk.head(), desk.workspace.imports()) == (head, [])
    assert counts(desk.desk.take(desk.desk.check(path))) == {"new": 1500}
