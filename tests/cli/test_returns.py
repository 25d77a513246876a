"""Returns from the command line: out, back in, checked, refused, kept."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Ran

TOP = "force,commitment,as_at,value,note\n"
KENT = "kent,offenders-pursued,2015-09-30,98,as counted\n"
BAD = "kemt,offenders-pursued,2015-09-30,98,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "returns"
    path.mkdir()
    return path


def fill(path: Path, value: float) -> None:
    """Write a value into the first row that asks for one."""
    with zipfile.ZipFile(path) as sent:
        parts = {name: sent.read(name) for name in sent.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet, found = re.subn(r'<c r="(H\d+)" (s="\d+")/>', rf'<c r="\1" \2><v>{value}</v></c>', sheet, count=1)
    assert found == 1
    with zipfile.ZipFile(path, "w") as filled:
        for name, content in parts.items():
            filled.writestr(name, sheet if name.endswith("sheet1.xml") else content)


def test_43_workbooks_of_which_three_come_back_bad(
    demo_db: Callable[[str], Path], run: Callable[..., Ran], tmp_path: Path
) -> None:
    db, out = demo_db("officer-strength"), tmp_path / "out"
    assert run("template", "--out", str(out), "--on", "2020-04-01", db=db).code == 0
    files = sorted(out.glob("*.xlsx"))
    assert len(files) == 43
    for number, path in enumerate(files):
        fill(path, 1000 + number)
    files[3].write_bytes(files[3].read_bytes()[:2000])
    (tmp_path / "locked.xlsx").write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    )
    shutil.copy(tmp_path / "locked.xlsx", files[7])
    files[9].write_text("this is no workbook")
    taken = run("import", str(out), db=db)
    assert taken.code == 1
    assert "43 files: 40 taken in, 0 with nothing to add, 3 with problems." in taken.out
    for path in (files[3], files[7], files[9]):
        assert path.name in taken.err
    again = run("import", str(out), db=db)
    assert "43 files: 0 taken in, 40 with nothing to add, 3 with problems." in again.out
    assert run("verify", db=db).code == 0


def test_what_is_no_return_in_a_folder_is_named(
    small_db: Path, run: Callable[..., Ran], folder: Path
) -> None:
    (folder / "r.csv").write_text(TOP + KENT)
    for name in ("essex.pdf", "gwent.docx", ".hidden", "~$lock.xlsx", "table.mapping.yaml"):
        (folder / name).write_text("x")
    (folder / "older").mkdir()
    said = run("import", str(folder), db=small_db)
    assert said.code == 0
    assert (
        said.err
        == "Not read, since they are no CSV, XLSX, XLS or ODS files: essex.pdf, gwent.docx, older/.\n"
    )


def test_a_dry_run_says_what_would_be_done_and_does_nothing(
    small_db: Path, run: Callable[..., Ran], folder: Path
) -> None:
    (folder / "r.csv").write_text(TOP + KENT)
    head = run("verify", db=small_db).out
    said = run("import", "--dry-run", str(folder), db=small_db)
    assert "r.csv (plain form): would record 1 new, 0 corrected, 0 withdrawn, 0 unchanged." in said.out
    assert run("verify", db=small_db).out == head


def test_part_of_a_file_in_json_and_as_a_table(small_db: Path, run: Callable[..., Ran], folder: Path) -> None:
    path = folder / "r.csv"
    path.write_text(TOP + KENT + BAD)
    refused = run("import", str(path), db=small_db)
    assert (refused.code, "not taken; its rows: 1 new" in refused.out) == (1, True)
    assert "r.csv:3: “kemt” is not a force" in refused.err
    said = run("import", "--partial", "--format", "json", str(path), db=small_db)
    assert said.code == 1
    (file,) = json.loads(said.out)
    assert (file["taken"], file["counts"]["new"], file["counts"]["refused"]) == (True, 1, 1)
    assert file["refused_file"].endswith("r.refused.csv")
    assert file["rows"] == [
        {
            "where": "2", "kind": "new", "force": "kent", "commitment": "offenders-pursued",
            "as_at": "2015-09-30", "value": 98.0, "state": None, "old": None,
        }
    ]  # fmt: skip


def test_every_row_refusal_and_question_in_csv(small_db: Path, run: Callable[..., Ran], folder: Path) -> None:
    path = folder / "r.csv"
    path.write_text(TOP + KENT + BAD + "essex,offenders-pursued,2015-09-30,4,born in 1971\n")
    rows = list(
        csv.DictReader(io.StringIO(run("import", "--dry-run", "--format", "csv", str(path), db=small_db).out))
    )
    assert [(row["kind"], row["where"]) for row in rows] == [
        ("new", "2"), ("new", "4"), ("refused", "3"), ("question", "4"),
    ]  # fmt: skip


def test_a_correction_and_a_question_in_words(small_db: Path, run: Callable[..., Ran], folder: Path) -> None:
    path = folder / "r.csv"
    path.write_text(TOP + KENT)
    run("import", str(path), db=small_db)
    path.write_text(TOP + KENT.replace("98", "97.123456").replace("as counted", ""))
    said = run("import", str(path), db=small_db)
    assert "line 2: kent, offenders-pursued, 2015-09-30: 98 → 97.12" in said.out
    path.write_text(TOP + KENT.replace("98", "97.123457"))
    assert "97.123456 → 97.123457" in run("import", str(path), db=small_db).out
    path.write_text(TOP + KENT.replace("98", "97.123457").replace("as", "As"))
    said = run("import", "--dry-run", str(path), db=small_db)
    assert "line 2: kent, offenders-pursued, 2015-09-30: 97.12 as before, with other details" in said.out
    path.write_text(TOP + "kent,offenders-pursued,2015-12-31,9,\n")
    said = run("import", str(path), db=small_db)
    assert "? line 2: The total to date fell from 97.12 to 9. Please comment in its note." in " ".join(
        said.out.split()
    )


def test_files_are_listed_shown_and_given_back(small_db: Path, run: Callable[..., Ran], folder: Path) -> None:
    path, back = folder / "r.csv", folder / "back.csv"
    assert "No file was taken in yet." in run("history", "--sources", db=small_db).out
    path.write_text(TOP + KENT)
    run("import", str(path), db=small_db)
    run("update", "essex", "offenders-pursued", "--as-at", "2015-09-30", "--value", "4", db=small_db)
    (listed,) = json.loads(run("history", "--sources", "--format", "json", db=small_db).out)
    assert (listed["name"], listed["first_seq"], listed["size"]) == ("r.csv", 2, path.stat().st_size)
    shown = run("history", "--source", "r.csv", db=small_db).out
    assert "kent" in shown
    assert "essex" not in shown
    saved = run("history", "--source", listed["sha256"][:10], "--save", str(back), db=small_db)
    assert (saved.code, back.read_bytes()) == (0, path.read_bytes())
    assert run("history", "--source", "r.csv", "--save", str(back), db=small_db).code == 1
    assert run("history", "--save", str(back), db=small_db).code == 2
    assert "No file “x.csv” was taken in" in run("history", "--source", "x.csv", db=small_db).err
