"""History on the command line: both clocks, filters, plan differences, re-baselining, renaming."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_journeys import cell, status
from tests.conftest import SMALL_PLAN, Run

EASIER = SMALL_PLAN.replace("value: 200}", "value: {kent: 150, essex: 200, gwent: 200}}").replace(
    "by: 2016-03-31", "by: 2016-09-30"
)
RENAMED = SMALL_PLAN.replace("id: caid-in-use", "id: images-matched\n    replaces: caid-in-use")


def apply(run: Run, db: Path, plan: Path, text: str, reason: str = "Council moved it") -> None:
    plan.write_text(text, encoding="utf-8")
    done = run("plan", "apply", plan, "--reason", reason, db=db)
    assert done.code == 0, done.err


def update(run: Run, db: Path, *words: str) -> None:
    done = run("update", *words, db=db)
    assert done.code == 0, done.err


def rows(run: Run, db: Path, *words: str) -> list[dict[str, Any]]:
    ran = run("history", *words, "--format", "json", db=db)
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)
    return found


@pytest.fixture
def eased(run: Run, small_db: Path, small_plan: Path) -> Path:
    """Kent's target made easier and later, after it had reported."""
    update(run, small_db, "kent", "offenders", "--as-at", "2015-09-30", "--value", "70")
    apply(run, small_db, small_plan, EASIER)
    return small_db


def test_a_target_made_easier_is_marked_and_the_original_is_shown(run: Run, eased: Path) -> None:
    board = status(run, eased, "--as-of", "2015-10-31")
    kent = cell(board, "kent", "offenders-pursued")
    assert (kent["rebaselined"], kent["rebaselined_since"]) == (True, 2)
    assert (kent["original_target"], kent["original_due"], kent["target"]) == (200, "2016-03-31", 150)
    assert (kent["status"], kent["original_status"]) == ("red", "red")
    assert not cell(board, "kent", "caid-in-use")["rebaselined"]
    assert cell(board, "kent", "caid-in-use")["original_status"] is None
    text = run("status", "--as-of", "2015-10-31", db=eased).out
    assert "3 cells re-baselined: judged against a promise that was made easier (†)." in text
    assert "■ R†" in text
    assert "† re-baselined: made easier since it was first recorded" in text
    assert "† re-baselined in version 2 from 200 by 31 Mar 2016 to 150 by 30 Sep 2016" in " ".join(
        run("status", "--force", "kent", "--as-of", "2015-10-31", db=eased).out.split()
    )
    then = status(run, eased, "--known-at", "2026-06-01")
    assert not any(each["rebaselined"] for each in then["cells"])


def test_the_board_under_the_original_is_judged_by_it(run: Run, eased: Path) -> None:
    original = status(run, eased, "--as-of", "2016-08-01", "--original")
    assert original["judged_against"] == "original"
    kent = cell(original, "kent", "offenders-pursued")
    assert (kent["status"], kent["target"]) == ("stale", 200)
    ascii_only = run("status", "--original", "--as-of", "2015-10-31", db=eased, PYTHONIOENCODING="ascii").out
    assert "3 cells judged against what was first recorded (+)." in ascii_only


def test_a_comparison_marks_what_was_re_baselined(run: Run, eased: Path) -> None:
    ran = run("compare", "2015-09-30@2026-06-01", "2015-09-30", "--format", "json", db=eased)
    moves = {(m["force"], m["commitment"]): m for m in json.loads(ran.out)["movements"]}
    kent = moves["kent", "offenders-pursued"]
    assert (kent["rebaselined_since"], kent["original_target"], kent["original_due"]) == (
        2,
        200,
        "2016-03-31",
    )
    assert "† re-baselined in version 2" in " ".join(
        run("compare", "2015-09-30@2026-06-01", "2015-09-30", db=eased).out.split()
    )


def test_the_log_and_the_difference_say_who_moved_what_which_way(run: Run, eased: Path) -> None:
    log = run("plan", "log", db=eased).out
    sentence = (
        "target of offenders-pursued for Kent: 200 by 31 Mar 2016 → 150 by 30 Sep 2016: easier and later."
    )
    assert sentence in " ".join(log.split())
    (first, second) = json.loads(run("plan", "log", "--format", "json", db=eased).out)
    assert (first["changes"], second["reason"], second["author"]) == ([], "Council moved it", "tester")
    assert (second["easier"], second["rebaselines"]) == (True, True)
    diff = json.loads(run("plan", "diff", "1", "2", "--format", "json", db=eased).out)
    assert diff == second["changes"]
    assert diff[-1] == {
        "commitment": "offenders-pursued",
        "force": "kent",
        "rebaselines": True,
        "easier": True,
        "text": sentence,
    }
    (_, line) = csv.DictReader(run("plan", "log", "--format", "csv", db=eased).out.splitlines())
    assert sentence in line["changes"]
    text = run("plan", "diff", "1", "2", db=eased)
    assert "To   version 2, " in text.out
    assert "by tester: Council moved it" in text.out


def test_a_renamed_commitment_keeps_its_past(run: Run, small_db: Path, small_plan: Path) -> None:
    words = ("gwent", "caid", "--as-at", "2015-09-30", "--state")
    update(run, small_db, *words, "in progress", "--note", "half of it")
    apply(run, small_db, small_plan, RENAMED)
    gwent = cell(status(run, small_db, "--as-of", "2015-10-31"), "gwent", "images-matched")
    assert (gwent["status"], gwent["state"]) == ("green", "in progress")
    update(run, small_db, "gwent", "caid-in-use", "--as-at", "2015-09-30", "--state", "done")
    gwent = cell(status(run, small_db, "--as-of", "2015-10-31"), "gwent", "images-matched")
    assert (gwent["status"], gwent["marks"]) == ("complete", "r")
    for name in ("images-matched", "caid-in-use"):
        found = rows(run, small_db, "gwent", name, "--kind", "update", "--kind", "correction")
        assert [row["commitment"] for row in found] == ["images-matched", "caid-in-use"]
    (moved,) = json.loads(
        run("compare", "2015-10-31@2026-06-01", "2015-10-31", "--force", "gwent", "--commitment", "images",
            "--format", "json", db=small_db).out
    )["movements"]  # fmt: skip
    assert (moved["kind"], moved["b"]["status"]) == ("newly reported", "complete")
    then = status(run, small_db, "--as-of", "2015-10-31", "--known-at", "2026-06-01")
    assert cell(then, "gwent", "caid-in-use")["status"] == "none"


def test_a_plan_that_renames_what_never_was_is_refused(run: Run, small_db: Path, small_plan: Path) -> None:
    small_plan.write_text(RENAMED.replace("replaces: caid-in-use", "replaces: caid-in-us"), encoding="utf-8")
    refused = run("plan", "apply", small_plan, "--reason", "x", db=small_db)
    assert refused.code == 1
    assert "no earlier version of the plan had. Did you mean “caid-in-use”?" in refused.err
    assert len(json.loads(run("plan", "log", "--format", "json", db=small_db).out)) == 1
    assert run("init", small_plan, db=small_plan.with_suffix(".new.db")).code == 1
    assert not small_plan.with_suffix(".new.db").exists()


def test_a_retired_commitment_is_still_in_the_history_and_on_old_boards(
    run: Run, small_db: Path, small_plan: Path
) -> None:
    update(run, small_db, "kent", "caid", "--as-at", "2015-09-30", "--state", "done")
    before, _, milestone = SMALL_PLAN.rpartition("  - id: caid-in-use")
    assert milestone
    apply(run, small_db, small_plan, before)
    assert [row["state"] for row in rows(run, small_db, "kent", "caid", "--kind", "update")] == ["done"]
    assert cell(status(run, small_db, "--known-at", "2026-06-01"), "kent", "caid-in-use")
    assert len(status(run, small_db)["cells"]) == 3


def test_the_stream_is_filtered_and_a_correction_shows_old_and_new(run: Run, small_db: Path) -> None:
    words = ("kent", "offenders", "--as-at", "2015-09-30", "--value")
    update(run, small_db, *words, "14")
    update(run, small_db, *words, "142", "--note", "A Digit was missing")
    ran = run("history", "kent", "--text", "digit", db=small_db)
    assert "kent, offenders-pursued, as at 2015-09-30: 142 ← 14 note: A Digit was missing" in ran.out
    assert len(ran.out.splitlines()) == 2
    assert [row["kind"] for row in rows(run, small_db, "--by", "TEST")] == ["correction", "update"]
    assert rows(run, small_db, "--until", "2020-01-01") == []
    assert "Nothing recorded that fits." in run("history", "--by", "nobody", db=small_db).out
    assert run("history", "--kind", "rumour", db=small_db).code == 2
    assert run("history", "--since", "council:2015-07-16", db=small_db).code == 1


def test_an_import_is_one_line_above_its_updates(run: Run, small_db: Path, tmp_path: Path) -> None:
    update(run, small_db, "kent", "offenders", "--as-at", "2015-06-30", "--value", "40")
    returns = tmp_path / "kent.csv"
    returns.write_text(
        "force,commitment,as_at,value\nkent,offenders-pursued,2015-06-30,45\n"
        "kent,offenders-pursued,2015-09-30,98\nessex,offenders-pursued,2015-09-30,99\n"
    )
    assert run("import", returns, db=small_db).code == 0
    lines = run("history", db=small_db).out.splitlines()
    assert "import of kent.csv: 2 new, 1 correction" in lines[1]
    (taken,) = rows(run, small_db, "--kind", "import")
    assert (taken["new"], taken["corrected"], taken["source"], taken["author"]) == (
        2,
        1,
        "kent.csv",
        "tester",
    )
    (of_essex,) = rows(run, small_db, "essex", "--kind", "import")
    assert (of_essex["new"], of_essex["corrected"]) == (1, 0)
    assert rows(run, small_db, "gwent", "--kind", "import") == []
    assert len(rows(run, small_db, "--source", "kent.csv")) == 4


def test_the_two_clocks_behave_alike_in_every_command(run: Run, strength_db: Path) -> None:
    """One day by its date and as a council, one knowledge by its date and as a council."""
    for day in ("2018-07-11", "council:2018-07-11"):
        board = status(run, strength_db, "--as-of", day, "--known-at", day, "--force", "northumbria")
        (northumbria,) = board["cells"]
        assert board["as_of"] == "2018-07-11"
        seen = rows(run, strength_db, "northumbria", "--as-of", day, "--known-at", day)
        updates = [row for row in seen if row["kind"] == "update"]
        newest = max(updates, key=lambda row: str(row["as_at"]))
        assert (newest["as_at"], newest["value"]) == (northumbria["as_at"], northumbria["value"])
        described = {row.get("as_at") for row in rows(run, strength_db, "northumbria", "--as-of", day)}
        assert max(filter(None, described)) == "2018-03-31"
        known = rows(run, strength_db, "northumbria", "--known-at", day)
        assert known
        assert all(row["known_from"][:10] <= "2018-07-11" for row in known)
    ran = run("compare", "council:2018-07-11", "2018-07-11@2018-07-11", "--format", "json", db=strength_db)
    compared = json.loads(ran.out)
    assert compared["a"] == compared["b"]
    assert compared["a"]["as_of"] == "2018-07-11"
    for command in (
        ("status", "--as-of"),
        ("status", "--known-at"),
        ("history", "--as-of"),
        ("history", "--until"),
    ):
        wrong = run(*command, "council:2018-07-12", db=strength_db)
        assert wrong.code == 1
        assert "There is no council on 12 Jul 2018. The plan's councils are" in wrong.err


def test_comparing_two_publications_lists_exactly_the_revised_cells(run: Run, strength_db: Path) -> None:
    day, early, late = "2018-09-30", "2019-02-01", "2020-02-01"
    boards = [status(run, strength_db, "--as-of", day, "--known-at", known) for known in (early, late)]
    values = [
        {cell["force"]: cell["value"] for cell in board["cells"] if cell["as_at"] == day} for board in boards
    ]
    assert (values[0]["northumbria"], values[1]["northumbria"]) == (3140.62, 3151.62)
    revised = {force for force in values[0] if values[0][force] != values[1][force]}
    ran = run("compare", f"{day}@{early}", f"{day}@{late}", "--format", "json", db=strength_db)
    found = json.loads(ran.out)
    assert {move["force"] for move in found["movements"]} == revised == {"northumbria"}
    assert {move["kind"] for move in found["movements"]} == {"revised"}
