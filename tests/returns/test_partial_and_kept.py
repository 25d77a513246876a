"""Taking the good rows of a file, sending back the others, and keeping files as they came."""

from __future__ import annotations

import csv
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from tests.returns.conftest import HEAD, Desk, counts, workbook
from tracker.domain.errors import DiskError, RefusedError
from tracker.store import StoreError

TOP = ",".join(HEAD) + "\n"
GOOD = "kent,offenders-pursued,2015-09-30,98,as counted\n"
BAD = 'kemt,offenders-pursued,30/09/2015,many,"a note, with a comma"\n'


def refused_rows(path: Path | None) -> list[dict[str, str]]:
    assert path is not None
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def test_the_good_rows_are_taken_and_the_others_written_beside_the_file(desk: Desk) -> None:
    result = desk.take(TOP + GOOD + BAD, partial=True)
    assert counts(result) == {"new": 1}
    assert result.refused_file == desk.folder / "r.refused.csv"
    (row,) = refused_rows(result.refused_file)
    assert row["note"] == "a note, with a comma"
    assert "“kemt” is not a force" in row["problem"]
    assert "“many” is not a number" in row["problem"]
    assert result.refused_file.stat().st_mode & 0o077 == 0


def test_the_refused_rows_mended_are_a_return(desk: Desk) -> None:
    path = desk.take(TOP + GOOD + BAD, partial=True).refused_file
    assert path is not None
    mended = path.read_text("utf-8-sig").replace("kemt", "essex").replace("many", "40")
    assert counts(desk.take(mended, "mended.csv")) == {"new": 1}


def test_a_number_below_zero_comes_back_from_the_refused_rows_as_it_was(desk: Desk) -> None:
    rows = '"kemt",offenders-pursued,2015-09-30,"-1,250",- none\n'
    path = desk.take(TOP + GOOD + rows, partial=True).refused_file
    assert path is not None
    (change,) = desk.take(path.read_text("utf-8-sig").replace("kemt", "essex"), "m.csv").check.changes()
    assert (change.draft.value, change.draft.note) == (-1250, "- none")


def test_a_file_of_which_a_part_was_taken_can_be_taken_again(desk: Desk) -> None:
    desk.take(TOP + GOOD + BAD, partial=True)
    again = desk.check(TOP + GOOD + BAD)
    assert (counts(again), again.taken_before, len(again.refused)) == ({"unchanged": 1}, None, 1)


def test_no_earlier_file_of_refused_rows_is_overwritten(desk: Desk) -> None:
    first = desk.take(TOP + GOOD + BAD, partial=True).refused_file
    second = desk.take(TOP + GOOD.replace("98", "99") + BAD, partial=True).refused_file
    assert first is not None
    assert second == desk.folder / "r.refused-2.csv"


def test_where_the_refused_rows_cannot_be_written_nothing_is_taken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tracker.returns import refused_file

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(refused_file, "_write", full)
    head = desk.head()
    with pytest.raises(DiskError, match="cannot be written to: No space left"):
        desk.take(TOP + GOOD + BAD, partial=True)
    assert desk.head() == head
    assert {path.name for path in desk.folder.iterdir() if "r." in path.name} == {"r.csv"}


def test_where_the_ledger_cannot_be_written_no_refused_rows_stay(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StoreError("busy.")

    check = desk.check(TOP + GOOD + BAD)
    monkeypatch.setattr(desk.desk._store, "take_in", busy)
    with pytest.raises(StoreError, match="busy"):
        desk.desk.take(check, partial=True)
    assert not list(desk.folder.glob("*refused*"))


def test_a_file_without_a_good_row_is_refused_all_the_same(desk: Desk) -> None:
    with pytest.raises(RefusedError, match="kemt"):
        desk.take(TOP + BAD, partial=True)


def test_files_are_kept_and_given_back_byte_for_byte(desk: Desk) -> None:
    content = workbook([HEAD, ["kent", "offenders-pursued", date(2015, 9, 30), 98, ""]])
    desk.take(content, "kent.xlsx")
    taken = desk.workspace.import_named("kent.xlsx")
    assert (taken.author, taken.first_seq, taken.last_seq, taken.size) == ("tester", 2, 2, len(content))
    assert desk.workspace.kept_file(taken) == content
    assert desk.workspace.import_named(taken.source.sha256[:8].upper()) == taken


def test_a_file_that_is_not_to_be_kept_is_not(desk: Desk) -> None:
    desk.take(TOP + GOOD, keep=False)
    with pytest.raises(RefusedError, match=r"r\.csv was taken in without keeping"):
        desk.workspace.kept_file(desk.workspace.import_named("r.csv"))


def test_a_name_that_several_files_had_asks_for_a_hash(desk: Desk) -> None:
    desk.take(TOP + GOOD)
    desk.take(TOP + GOOD.replace("98", "99"))
    with pytest.raises(RefusedError, match=r"Several files are named “r\.csv”: give the start"):
        desk.workspace.import_named("r.csv")
    with pytest.raises(RefusedError, match=r"No file “x\.csv” was taken in"):
        desk.workspace.import_named("x.csv")


def test_a_kept_file_cannot_be_changed_and_damage_to_it_is_found(desk: Desk, small_db: Path) -> None:
    desk.take(TOP + GOOD)
    with sqlite3.connect(small_db) as conn:
        for attempt in (
            "UPDATE kept_files SET content = x''",
            "DELETE FROM kept_files",
            "DELETE FROM imports",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                conn.execute(attempt)
        trigger = conn.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'kept_files_are_only_redacted'"
        ).fetchone()
        conn.execute("DROP TRIGGER kept_files_are_only_redacted")
        conn.execute("UPDATE kept_files SET content = x'00'")
        conn.execute(trigger[0])
    conn.close()
    assert any("kept file" in problem for problem in desk.workspace.verify().problems)


def test_a_folder_of_which_some_files_are_bad(desk: Desk) -> None:
    folder = desk.folder / "returns"
    folder.mkdir()
    for number, force in enumerate(("kent", "essex", "gwent")):
        row = f"{force},offenders-pursued,2015-09-30,{number + 5},\n"
        (folder / f"{force}.csv").write_text(TOP + (row if force != "essex" else BAD))
    (folder / "~$lock.xlsx").write_text("")
    (folder / "notes.txt").write_text("")
    files = list(desk.desk.files([folder]))
    assert [path.name for path in files] == ["essex.csv", "gwent.csv", "kent.csv"]
    problems = [desk.desk.check(path).problems.count for path in files]
    assert [bool(count) for count in problems] == [True, False, False]
    with pytest.raises(RefusedError, match="holds no returns"):
        list(desk.desk.files([_empty(desk.folder)]))


def _empty(folder: Path) -> Path:
    path = folder / "empty"
    path.mkdir()
    return path


def test_rows_for_another_force_than_the_file_is_named_for(desk: Desk) -> None:
    check = desk.check(TOP + GOOD + GOOD.replace("kent", "essex"), "kent-2015-q2.csv")
    assert [q.message for q in check.questions.first] == [
        "The file is named for kent; a row in it is for essex."
    ]


def test_questions_ask_for_a_comment_and_never_block(desk: Desk) -> None:
    desk.take(TOP + "kent,offenders-pursued,2015-06-30,98,\n", "q1.csv")
    result = desk.take(TOP + "kent,offenders-pursued,2015-09-30,9,ask jane.doe@kent.police.uk\n", "q2.csv")
    assert [q.message for q in result.check.questions.first] == [
        "The total to date fell from 98 to 9.",
        "The note seems to hold an e-mail address: take out what identifies a person.",
    ]
    assert counts(result) == {"new": 1}
