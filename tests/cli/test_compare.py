"""What moved, through the real command: on the published figures, and when plan or time do it alone."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SMALL_PLAN, Run
from tracker.shipped import shipped

FIRST, SECOND = "2019-02-01", "2020-02-01"

RETURN = """\
force,commitment,as_at,value,state,published_on
kent,offenders-pursued,2015-09-30,76,,2015-10-15
essex,offenders-pursued,2015-09-30,98,,2015-10-15
gwent,offenders-pursued,2015-09-30,40,,2015-10-15
kent,caid-in-use,2015-09-30,,in progress,2015-10-15
"""


@pytest.fixture
def told_db(run: Run, small_db: Path, tmp_path: Path) -> Path:
    """The small plan with returns that were known from October 2015 on."""
    returned = tmp_path / "october.csv"
    returned.write_text(RETURN, encoding="utf-8")
    ran = run("import", returned, db=small_db)
    assert ran.code == 0, ran.err
    return small_db


def compared(run: Run, db: Path, *words: str) -> dict[str, Any]:
    ran = run("compare", *words, "--format", "json", db=db)
    assert ran.code == 0, ran.err
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


def known_on(day: str, as_of: str) -> dict[str, float]:
    """Each force's latest figure as of a day, in the editions published until another: from the file."""
    latest: dict[str, tuple[str, str, float]] = {}
    path = shipped("fixtures") / "officer-strength" / "returns.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["published_on"] <= day and row["as_at"] <= as_of:
                said = (row["as_at"], row["published_on"], float(row["value"]))
                latest[row["force"]] = max(said, latest.get(row["force"], said))
    return {force: said[2] for force, said in latest.items()}


@pytest.mark.parametrize(
    ("as_of", "first", "second"),
    [
        ("2018-09-30", FIRST, SECOND),
        ("2017-09-30", "2018-02-01", FIRST),
        ("2016-09-30", "2017-02-01", "2018-02-01"),
        ("2015-09-30", "2016-02-01", "2017-02-01"),
    ],
)
def test_two_editions_differ_in_exactly_the_revised_cells(
    run: Run, strength_db: Path, as_of: str, first: str, second: str
) -> None:
    then, later = known_on(first, as_of), known_on(second, as_of)
    revised = {force: (then[force], later[force]) for force in then if then[force] != later[force]}
    found = compared(run, strength_db, f"{as_of}@{first}", f"{as_of}@{second}")
    listed = {m["force"]: (m["a"]["value"], m["b"]["value"]) for m in found["movements"]}
    assert listed == revised
    assert all(m["kind"] == "revised" for m in found["movements"])
    assert all(m["causes"] == ["correction of old data"] for m in found["movements"])
    assert found["counts"]["revised"] == len(revised)
    assert found["counts"]["no change"] == 43 - len(revised)
    if second == SECOND:
        assert listed["northumbria"] == (3140.62, 3151.62)


def test_every_listing_of_counts_adds_up(run: Run, strength_db: Path) -> None:
    found = compared(run, strength_db, "2018-03-31", "2019-09-30", "--all")
    assert found["cells"] == len(found["movements"]) == 43
    for group in ("commitments", "regions", "forces"):
        for kind, count in found["counts"].items():
            assert sum(part["counts"][kind] for part in found[group]) == count
    for move in found["movements"]:
        assert [step["cause"] for step in move["steps"]] == list(found["causes"])
        total = sum(step["performance_change"] for step in move["steps"])
        assert total == pytest.approx(move["performance_change"], abs=1e-8)
        assert move["steps"][-1]["status"] == move["b"]["status"]


def test_an_easier_target_is_not_comparable_and_the_plan_is_the_cause(
    run: Run, told_db: Path, small_plan: Path
) -> None:
    small_plan.write_text(
        SMALL_PLAN.replace("value: 200", "value: 150").replace("value: 100}]", "value: 75}]"), "utf-8"
    )
    applied = run("plan", "apply", small_plan, "--reason", "Council of 16 July", db=told_db)
    assert applied.code == 0, applied.err
    # Known at the end of the day on which the databases of the tests were made: before the change.
    found = compared(run, told_db, "2015-10-31@2026-06-01", "2015-10-31")
    assert (found["a"]["plan_version"], found["b"]["plan_version"]) == (1, 2)
    moves = {m["force"]: m for m in found["movements"]}
    assert {m["kind"] for m in moves.values()} == {"not comparable"}
    assert {tuple(m["causes"]) for m in moves.values()} == {("change of the plan",)}
    assert len(moves) == 3
    assert moves["kent"]["sentence"] == (
        "Kent, offenders-pursued: red → green, 76 of the 100 expected → 76 of the 75 expected, "
        "target 200 → 150: change of the plan."
    )
    assert moves["kent"]["performance_change"] is None


def test_a_commitment_that_comes_and_one_that_goes(run: Run, told_db: Path, small_plan: Path) -> None:
    small_plan.write_text(SMALL_PLAN.replace("id: caid-in-use", "id: caid-everywhere"), "utf-8")
    assert run("plan", "apply", small_plan, "--reason", "renamed", db=told_db).code == 0
    found = compared(run, told_db, "2015-10-31@2026-06-01", "2015-10-31")
    assert found["counts"]["added"] == found["counts"]["taken out"] == 3
    text = run("compare", "2015-10-31@2026-06-01", "2015-10-31", db=told_db).out
    assert "ADDED: 3. Not in A's plan." in text
    assert "TAKEN OUT: 3. Not in B's plan." in text
    gone = run("compare", "2015-10-31@2026-06-01", "2015-10-31", "--commitment", "caid-in", db=told_db)
    assert "3 cells: 3 taken out" in gone.out


def test_time_alone_silences_a_cell(run: Run, told_db: Path) -> None:
    found = compared(run, told_db, "2015-10-31", "2016-02-29", "--force", "essex")
    move = next(m for m in found["movements"] if m["commitment"] == "offenders-pursued")
    assert (move["kind"], move["causes"]) == ("went silent", ["passing of time"])
    assert move["sentence"] == (
        "Essex, offenders-pursued: green → stale, 98 of the 100 expected: "
        "passing of time: the stale limit went by."
    )


def test_a_withdrawal_and_a_correction_are_told_apart_from_new_data(run: Run, told_db: Path) -> None:
    words = ("offenders", "--as-at", "2015-09-30")
    run("update", "kent", *words, "--value", "96", db=told_db)
    run("update", "gwent", *words, "--withdraw", db=told_db)
    run("update", "essex", "offenders", "--as-at", "2015-12-31", "--value", "60", db=told_db)
    found = compared(run, told_db, "2015-12-31@2015-12-31", "2016-01-10")
    kinds = {m["force"]: (m["kind"], m["causes"]) for m in found["movements"]
             if m["commitment"] == "offenders-pursued"}  # fmt: skip
    assert kinds == {
        "kent": ("revised", ["correction of old data"]),
        "gwent": ("went silent", ["correction of old data"]),
        "essex": ("worsened", ["new data"]),
    }


def test_councils_are_seen_as_known_then_and_days_as_known_now(
    run: Run, demo_db: Callable[[str], Path]
) -> None:
    db = demo_db("child-protection-2015")
    found = compared(run, db, "council:2015-07-16", "council:2016-01-20@now")
    assert found["a"]["known_at"] == "2015-07-16T23:59:59.999999Z"
    assert found["b"]["known_at"] is None
    then = run("compare", "council:2015-07-16", "council:2016-01-20", db=db)
    assert "From A: as of 16 Jul 2015 (council) · known on that day · plan version 1" in then.out
    assert "Nothing was known at A yet" in then.err
    assert "2015-07-16@now" in then.err


def test_the_next_council_is_a_look_ahead_with_what_is_known_now(
    run: Run, small_plan: Path, tmp_path: Path
) -> None:
    db = tmp_path / "ahead.db"
    ahead = SMALL_PLAN.replace("reporting:", "councils: [2015-07-16, 2099-01-01]\nreporting:")
    small_plan.write_text(ahead, encoding="utf-8")
    assert run("init", small_plan, db=db).code == 0
    ran = run("compare", "last-council@now", "next-council", db=db)
    assert "To B:   as of 1 Jan 2099 (council) · known now" in ran.out, ran.err
    assert "6 cells: 6 went silent" in ran.out
    assert "The plan's last due date was 31 Mar 2016" in ran.err


def test_status_takes_councils_on_both_clocks(run: Run, demo_db: Callable[[str], Path]) -> None:
    db = demo_db("child-protection-2015")
    words = ("--as-of", "council:2016-01-20", "--known-at", "last-council", "--format", "json")
    ran = run("status", *words, db=db)
    board = json.loads(ran.out)
    assert (board["as_of"], board["known_at"]) == ("2016-01-20", "2016-01-20T23:59:59.999999Z")
    assert json.loads(run("status", "--known-at", "now", "--format", "json", db=db).out)["known_at"] is None


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (("status", "--as-of", "council:2015-07-17"), 1, "councils are 16 Jul 2015, 20 Jan 2016"),
        (("status", "--known-at", "lately"), 2, "today, last-council, council:2015-07-16"),
        (("compare", "2016-01-20", "2015-07-16"), 1, "Name the earlier day first"),
        (("compare", "2015-07-16", "2016-01-20@2016-02-01"), 1, "Movement is told forwards"),
        (("compare", "2015-07-16", "next-council"), 1, "No further council is planned"),
        (("compare", "2015-07-16@", "today"), 2, "is not a date as accepted"),
        (("compare", "2015-07-16"), 2, "Missing argument"),
        (("compare", "2015-07-16", "today", "--region", "W"), 1, "could be Wales, West Midlands: say which"),
        (("compare", "2015-07-16", "today", "--region", "Mars"), 1, "is not a region of this plan: they are"),
        (("compare", "2015-07-16", "today", "--force", "kemt"), 1, "Did you mean kent?"),
    ],
)
def test_bad_words_get_a_sentence(
    run: Run, demo_db: Callable[[str], Path], words: tuple[str, ...], code: int, part: str
) -> None:
    ran = run(*words, db=demo_db("child-protection-2015"))
    assert (ran.code, part in ran.err, ran.out) == (code, True, ""), ran.err


def test_the_text_fits_eighty_columns_and_lists_what_moved(run: Run, demo_db: Callable[[str], Path]) -> None:
    ran = run("compare", "2015-10-31", "2016-01-20", db=demo_db("child-protection-2015"), COLUMNS="80")
    assert ran.code == 0, ran.err
    assert max(map(len, ran.out.splitlines())) <= 80
    assert "\x1b" not in ran.out
    assert "cells without change; --all lists them too." in ran.err
    listed = [line.split(":")[0] for line in ran.out.splitlines() if line.split(":")[0].isupper()]
    assert listed[1:] == ["WORSENED", "IMPROVED", "NEWLY REPORTED", "NEWLY JUDGED", "NOT COMPARABLE"]


def test_a_cell_asked_for_alone_is_always_shown(run: Run, strength_db: Path) -> None:
    ran = run("compare", "2018-03-31", "2019-03-31", "--force", "kent", db=strength_db)
    assert "NO CHANGE: 1." in ran.out
    assert ran.err == ""


def test_csv_has_a_row_for_each_movement(run: Run, strength_db: Path) -> None:
    words = (f"2018-09-30@{FIRST}", f"2018-09-30@{SECOND}", "--format", "csv")
    (row,) = csv.DictReader(run("compare", *words, db=strength_db).out.splitlines())
    assert (row["force"], row["region"], row["kind"]) == ("northumbria", "North East", "revised")
    assert (row["value_a"], row["value_b"], row["causes"]) == ("3140.62", "3151.62", "correction of old data")
