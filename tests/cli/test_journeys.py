"""The main journeys, each through the real command on a real file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.conftest import SMALL_PLAN, Run


def status(run: Run, db: Path, *words: str) -> dict[str, Any]:
    ran = run("status", "--format", "json", *words, db=db)
    assert ran.code == 0, ran.err
    answer: dict[str, Any] = json.loads(ran.out)
    return answer


def cell(board: dict[str, Any], force: str, commitment: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        c for c in board["cells"] if (c["force"], c["commitment"]) == (force, commitment)
    )
    return found


def test_a_plan_of_ones_own_two_updates_a_mistake_corrected_and_proof(
    run: Run, small_plan: Path, tmp_path: Path
) -> None:
    db = tmp_path / "own.db"
    assert run("check", small_plan).code == 0
    assert run("init", small_plan, db=db).code == 0
    first = run("update", "kent", "offenders", "--as-at", "2015-09-30", "--value", "14", db=db)
    assert first.code == 0, first.err
    assert "Recorded as number 2, hash " in first.out
    assert "Kent, offenders-pursued, as of 30 Sep 2015: ■ R. 14 of the 100 expected" in first.out
    corrected = run(
        "update", "Kent Police", "offenders", "--as-at", "2015-09-30", "--value", "98",
        "--note", "A digit was missing", db=db, user="Kent lead",
    )  # fmt: skip
    assert "● G. 98 of the 100 expected by 30 Sep 2015" in corrected.out
    assert run("update", "gwent", "caid", "--as-at", "2015-09-30", "--state", "done", db=db).code == 0

    board = status(run, db, "--as-of", "2015-10-31")
    kent = cell(board, "kent", "offenders-pursued")
    assert (kent["status"], kent["value"], kent["marks"]) == ("green", 98, "r")
    assert cell(board, "essex", "offenders-pursued")["status"] == "none"
    assert cell(board, "gwent", "caid-in-use")["status"] == "complete"

    history = run("history", "kent", db=db)
    assert "as at 2015-09-30: 98 ← 14 note: A digit was missing" in history.out
    assert "Kent lead" in history.out
    proof = run("verify", db=db)
    assert proof.code == 0
    assert "The ledger is whole: 4 entries" in proof.out
    head = proof.out.split("Head: ")[1].split()[0]
    assert "is ledger number 4" in run("verify", "--head", head, db=db).out
    assert run("verify", "--head", "1" * 64, db=db).code == 1


def test_a_withdrawal_brings_back_the_value_before(run: Run, small_db: Path) -> None:
    for day, value in (("2015-06-30", "50"), ("2015-09-30", "20")):
        run(
            "update",
            "kent",
            "offenders",
            "--as-at",
            day,
            "--value",
            value,
            "--note",
            f"note {value}",
            db=small_db,
        )
    done = run("update", "kent", "offenders", "--as-at", "2015-09-30", "--withdraw", db=small_db)
    assert done.code == 0, done.err
    kent = cell(status(run, small_db, "--as-of", "2015-09-30"), "kent", "offenders-pursued")
    assert (kent["value"], kent["as_at"]) == (50, "2015-06-30")
    history = run("history", "kent", db=small_db).out
    assert "withdrawn" in history
    assert "note 20" not in history
    again = run("update", "kent", "offenders", "--as-at", "2015-09-30", "--withdraw", db=small_db)
    assert again.code == 1
    assert "nothing to withdraw" in again.err


def test_the_real_revision_of_northumbria_on_two_clocks(run: Run, strength_db: Path) -> None:
    for known, value in (("2019-02-01", 3140.62), ("2020-02-01", 3151.62)):
        board = status(run, strength_db, "--as-of", "2018-09-30", "--known-at", known)
        assert cell(board, "northumbria", "officer-strength")["value"] == value
        assert board["before_first_version"] is True
    revised = cell(
        status(run, strength_db, "--as-of", "2018-09-30", "--known-at", "2020-02-01"),
        "northumbria",
        "officer-strength",
    )
    assert revised["marks"] == "r"
    assert revised["back_loaded"] is True
    assert revised["known_from"].startswith("2020-01-30")


def test_as_of_is_the_plans_last_due_date_once_it_has_passed(run: Run, strength_db: Path) -> None:
    board = status(run, strength_db)
    assert board["as_of"] == "2020-03-31"
    colours = {c["status"] for c in board["cells"]}
    assert {"green", "amber", "red"} <= colours


def test_json_keys_are_those_of_the_agreement(run: Run, strength_db: Path) -> None:
    board = status(run, strength_db, "--force", "kent")
    assert {"plan", "title", "plan_version", "marking", "as_of", "known_at", "cells"} <= set(board)
    assert {"commitments", "forces", "regions"} <= set(board)
    wanted = {
        "force",
        "commitment",
        "status",
        "value",
        "as_at",
        "expected",
        "target",
        "baseline",
        "performance",
    }
    assert wanted | {"self", "flagged", "reason", "recorded_at", "known_from"} <= set(board["cells"][0])
    promise = board["commitments"][0]
    assert {"status", "counts", "reported", "expected_forces", "coverage", "national"} <= set(promise)
    assert sum(promise["counts"].values()) == promise["expected_forces"] or promise["expected_forces"] == 1
    assert {"value", "expected", "target", "performance"} <= set(promise["national"])


def test_a_changed_plan_needs_a_reason_and_says_what_changed(
    run: Run, small_db: Path, small_plan: Path
) -> None:
    same = run("plan", "apply", small_plan, "--reason", "again", db=small_db)
    assert "Nothing changed" in same.err
    small_plan.write_text(SMALL_PLAN.replace("value: 200", "value: 150"), encoding="utf-8")
    assert run("plan", "apply", small_plan, db=small_db).code == 2
    changed = run("plan", "apply", small_plan, "--reason", "Council of 16 July", db=small_db)
    assert "Re-baselined: target of offenders-pursued for every force: 200 → 150: easier." in changed.out
    log = run("plan", "log", db=small_db)
    assert "Council of 16 July" in log.out
    assert "200 → 150" in run("plan", "diff", "1", "2", db=small_db).out
    assert run("plan", "show", "1", db=small_db).out == SMALL_PLAN
    assert run("plan", "show", "3", db=small_db).code == 1
    board = status(run, small_db, "--known-at", "2026-06-01")
    assert board["plan_version"] == 1


def test_a_red_cell_can_be_made_to_need_its_explanation(run: Run, small_plan: Path, tmp_path: Path) -> None:
    db = tmp_path / "strict.db"
    small_plan.write_text(
        SMALL_PLAN.replace("reporting:", "explain_red: required\nreporting:"), encoding="utf-8"
    )
    assert run("init", small_plan, db=db).code == 0
    words = ("update", "kent", "offenders", "--as-at", "2015-09-30", "--value", "14")
    refused = run(*words, db=db)
    assert refused.code == 1
    assert "This computes red: the plan requires the cause, the action, the date back on track" in refused.err
    why = ("--cause", "Vacancies", "--action", "Recruiting", "--back-on-track", "2016-01-31")
    assert run(*words, *why, db=db).code == 0


def test_demo_prints_real_forces_without_a_terminal(run: Run, tmp_path: Path) -> None:
    ran = run("demo")
    assert ran.code == 0, ran.err
    assert "Northumbria" in ran.out
    assert (tmp_path / "tracker-demo" / "child-protection-2015.db").exists()
    again = run("demo", "child-protection-2015")
    assert "ILLUSTRATIVE DATA" in again.out
    assert "Loading" not in again.err
    assert run("demo", "nothing").code == 1


def test_tables_fit_eighty_columns_and_carry_no_colour_codes_into_a_pipe(run: Run, strength_db: Path) -> None:
    for words in ((), ("--by", "commitment"), ("--by", "region"), ("--force", "kent")):
        ran = run("status", *words, db=strength_db, COLUMNS="80")
        assert ran.code == 0
        assert "\x1b" not in ran.out
        assert max(map(len, ran.out.splitlines())) <= 80


def test_workbooks_for_every_force_and_none_overwritten(run: Run, small_db: Path, tmp_path: Path) -> None:
    written = run("template", "--out", "returns", "--on", "2015-10-01", db=small_db)
    assert written.code == 0, written.err
    assert written.out == "3 workbooks for the period 1 Jul to 30 Sep 2015 in returns.\n"
    assert written.err == ""
    folder = tmp_path / "returns"
    names = sorted(path.name for path in folder.iterdir())
    assert names == [f"{slug}-2015-09-30.xlsx" for slug in ("essex", "gwent", "kent")]

    again = run("template", "Kent Police", "--out", "returns", "--on", "2015-10-01", db=small_db)
    assert again.code == 1
    assert "kent-2015-09-30.xlsx exists in returns already and nothing is overwritten." in again.err
    listed = run(
        *("template", "kent", "gwent", "Kent", "--out", "returns", "--on", "2015-12-31", "--format", "json"),
        db=small_db,
    )
    assert [(row["force"], row["file"]) for row in json.loads(listed.out)] == [
        ("kent", "returns/kent-2015-12-31.xlsx"),
        ("gwent", "returns/gwent-2015-12-31.xlsx"),
    ]
    assert "Did you mean kent?" in run("template", "kemt", "--out", "other", db=small_db).err
    assert run("template", db=small_db).code == 2
    early = run("template", "--out", "other", "--on", "2015-05-01", db=small_db)
    assert (early.code, early.out) == (1, "")
    assert "the first ends on 30 Jun 2015" in early.err
    assert not (tmp_path / "other").exists()


def test_csv_out_is_neutral_to_spreadsheets(run: Run, small_db: Path) -> None:
    run(
        "update",
        "kent",
        "offenders",
        "--as-at",
        "2015-09-30",
        "--value",
        "98",
        "--note",
        "=HYPERLINK(1)",
        db=small_db,
    )
    assert "'=HYPERLINK(1)" in run("history", "--format", "csv", db=small_db).out
