"""Published tables: the Home Office's own workbook, and what such tables are full of."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import LOADED
from tests.hostile.contract import held
from tests.returns.conftest import Desk, counts, workbook
from tracker.domain.errors import RefusedError
from tracker.returns.importing import ReturnCheck
from tracker.shipped import shipped
from tracker.workspace import TrackerError, Workspace

TABLE = "police-workforce-sep19-tables.ods"
MAPPING = """\
header: 3
forces: A
columns:
  - {column: B, heading: "2015-09-30", commitment: offenders-pursued, as_at: 2015-09-30}
"""
TITLE: list[list[Any]] = [["Offenders, by force"], [], ["Force", date(2015, 9, 30)]]


@pytest.fixture
def strength(demo_db: Callable[[str], Path], tmp_path: Path) -> Iterator[Desk]:
    path = demo_db("officer-strength")
    with Workspace.open(path, "tester", lambda: LOADED) as workspace, workspace.returns() as desk:
        yield Desk(workspace, desk, tmp_path)


def table(desk: Desk, rows: list[list[Any]], mapping: str = MAPPING) -> ReturnCheck:
    beside = desk.file(mapping, "table.mapping.yaml")
    check = desk.check(workbook([*TITLE, *rows]), "table.xlsx")
    beside.unlink()
    return check


def values(check: ReturnCheck) -> dict[str, float | None]:
    return {change.draft.force: change.draft.value for change in check.changes()}


def test_the_published_workbook_says_what_is_known_already(strength: Desk) -> None:
    check = strength.desk.check(shipped("fixtures") / "published" / TABLE)
    assert (counts(check), check.problems.count) == ({"unchanged": 129}, 0)
    (left_out,) = check.remarks
    assert "West Midlands (the region)" in left_out
    assert "British Transport Police" in left_out
    names = {"Cleveland", "London, City of", "Avon & Somerset"}
    assert not names & set(left_out.split(", "))


def test_the_forces_add_up_to_the_workbook_s_own_total(strength: Desk) -> None:
    rows = list(strength.desk.check(shipped("fixtures") / "published" / TABLE).changes())
    by_date: dict[date, list[float]] = {}
    for row in rows:
        assert row.draft.value is not None
        by_date.setdefault(row.draft.as_at, []).append(row.draft.value)
    # The workbook says 122,406.45: each figure is rounded to two places here, and is so in the ledger.
    assert {day: (len(each), round(sum(each), 2)) for day, each in by_date.items()} == {
        date(2018, 9, 30): (43, 122406.44),
        date(2019, 3, 31): (43, 123170.86),
        date(2019, 9, 30): (43, 124783.97),
    }
    west_midlands = next(
        r.draft for r in rows if r.draft.force == "west-midlands" and r.where.endswith("B32")
    )
    assert west_midlands.value == 6558.88


def test_a_total_that_does_not_fit_is_refused(strength: Desk) -> None:
    folder = shipped("fixtures") / "published"
    shutil.copy(folder / TABLE, strength.folder / TABLE)
    mapping = (folder / TABLE).with_name(TABLE.removesuffix(".ods") + ".mapping.yaml").read_text()
    wrong = strength.file(mapping.replace("Total 43 forces", "Total").replace("decimals: 2", ""), "m.yaml")
    check = strength.desk.check(strength.folder / TABLE, wrong)
    assert check.problems.count == 3
    assert "add up to 122,406.45 as at 30 Sep 2018, the table's own total is 125,872.33" in str(
        check.refusal()
    )
    with pytest.raises(RefusedError):
        strength.desk.take(check, partial=True)


def test_good_figures_are_taken_and_the_others_sent_back_in_the_plain_form(desk: Desk) -> None:
    desk.file(MAPPING, "t.mapping.yaml")
    path = desk.file("Title\n\nForce,30 Sep 2015\nKent,90\nGwent,lots\nKemt,7\n", "t.csv")
    result = desk.desk.take(desk.desk.check(path), partial=True)
    assert values(result.check) == {"kent": 90}
    assert result.refused_file is not None
    rows = list(csv.DictReader(result.refused_file.read_text("utf-8-sig").splitlines()))
    assert [(row["force"], row["commitment"], row["as_at"], row["value"]) for row in rows] == [
        ("Kemt", "offenders-pursued", "2015-09-30", "7"),
        ("gwent", "offenders-pursued", "2015-09-30", "lots"),
    ]
    mended = result.refused_file.read_text("utf-8-sig").replace("Kemt", "essex").replace("lots", "11")
    assert counts(desk.take(mended, "mended.csv")) == {"new": 2}


def test_the_sum_is_said_where_a_force_is_missing(desk: Desk) -> None:
    rows: list[list[Any]] = [["Kent", 90], ["Essex", ".."], ["Gwent", 10], ["All three", 140]]
    check = table(desk, rows, MAPPING + "total: All three\n")
    assert values(check) == {"kent": 90, "gwent": 10}
    (question,) = check.questions.first
    assert "add up to 100" in question.message
    assert "1 did not report" in question.message


def test_what_such_tables_are_full_of(desk: Desk) -> None:
    rows: list[list[Any]] = [
        ["South East", 90],
        ["Kent1", "90 [p]"],
        ["Eastern ", 40],
        ["Essex (2)", "[x]"],
        ["Wales", 11],
        ["Gwent [note 3]", "11[r][e]"],
        ["England and Wales", 141],
        [],
        ["1. Kent counts from July."],
        ["Source: made for a test"],
    ]
    check = table(desk, rows)
    drafts = {change.draft.force: change.draft for change in check.changes()}
    assert (drafts["kent"].value, drafts["kent"].marks) == (90, "p")
    assert (drafts["essex"].value, drafts["essex"].marks) == (None, "x")
    assert (drafts["gwent"].value, drafts["gwent"].marks) == (11, "er")
    assert check.problems.count == 0
    assert drafts["kent"].source_ref == "Sheet1, B5"


def test_a_dash_means_what_the_mapping_says(desk: Desk) -> None:
    with pytest.raises(RefusedError, match="may mean zero or not reported"):
        raise table(desk, [["Kent", "-"]]).refusal()
    assert values(table(desk, [["Kent", "-"], ["Gwent", 1]], MAPPING + 'cells: {"-": zero}\n')) == {
        "kent": 0,
        "gwent": 1,
    }
    said = MAPPING + 'cells: {"-": not reported}\n'
    assert values(table(desk, [["Kent", "-"], ["Gwent", 1]], said)) == {"gwent": 1}


@pytest.mark.parametrize(
    ("rows", "part"),
    [
        ([["Kent", 1], ["Kemt", 2]], "Sheet1!A5: “Kemt” is not a force"),
        ([["Kent", 1], ["Kemt", 2]], "name it under leave_out in the mapping"),
        ([["Kent", 1], ["", 2]], "Sheet1!A5: The force is missing"),
        ([["Kent", "lots"]], "Sheet1!B4: “lots” is not a number"),
        ([["Kent", "[q]"]], "[q] is not a mark"),
        ([["Kent", 1], ["Kent Police", 2]], "Sheet1!B5: The row says the same force, commitment and date"),
    ],
)
def test_a_row_that_cannot_be_taken(desk: Desk, rows: list[list[Any]], part: str) -> None:
    assert part in str(table(desk, rows).refusal())


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("header: 3", "header: three", "1:1: “three” is not the number of a row"),
        ("header: 3", "haeder: 3", "Did you mean “header”?"),
        ("forces: A", "forces: 1", "2:1: “1” is not a column"),
        ("offenders-pursued", "offenders-persued", "Did you mean “offenders-pursued”?"),
        ("offenders-pursued", "caid-in-use", "is a milestone"),
        (
            "as_at: 2015-09-30}",
            "as_at: 2015-09-30, published_on: 2015-01-01}",
            "before the date it describes",
        ),
        ("as_at: 2015-09-30}", "as_at: 30/09/2015}", "year first"),
        ('heading: "2015-09-30"', 'heading: "2015-12-31"', "table.xlsx:Sheet1!B3: The mapping expects"),
        ("forces: A", "forces: A\nsheet: Table_9", "There is no sheet “Table_9”; the sheets are Sheet1"),
        ("forces: A", "forces: A\ntotal: Total", "“total”, is not in the table"),
        ("forces: A", 'forces: A\ncells: {"-": nought}', "is not one of not reported, zero"),
        ("forces: A", "forces: Z", "No force was found in column Sheet1!Z3"),
        (MAPPING, "", "The file is empty"),
        (MAPPING, "- a\n", "A map is expected"),
    ],
)
def test_a_mapping_that_does_not_fit(desk: Desk, old: str, new: str, part: str) -> None:
    assert old in MAPPING
    with pytest.raises(TrackerError) as caught:
        raise table(desk, [["Kent", 1]], MAPPING.replace(old, new)).refusal()
    assert part in str(caught.value)


def test_a_table_in_csv_with_a_mapping_beside_it(desk: Desk) -> None:
    desk.file(MAPPING, "t.mapping.yaml")
    check = desk.check("Title\n\nForce,30 Sep 2015\nKent,90\n", "t.csv")
    (change,) = check.changes()
    assert (change.draft.value, change.draft.source_ref) == (90, "line 4")


@pytest.mark.parametrize("name", ["West Midlands", "no force"])
def test_a_table_that_says_one_name_over_and_over_is_read_soon(strength: Desk, name: str) -> None:
    """A name that is a force's and a region's is held against all the others, one that is neither against
    the names of all forces."""
    mapping = strength.file(MAPPING.replace("offenders-pursued", "officer-strength"), "table.mapping.yaml")
    rows = "\n\nForce,2015-09-30\nStaffordshire,1\n" + f"{name},1\n" * 1_990
    with held():
        check = strength.check(rows, "table.csv", mapping)
    assert check.problems.count == 1_990 - (name == "West Midlands")
