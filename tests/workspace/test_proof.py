"""Verify reads what is kept again: every plan version, and every report that was issued."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.conftest import LOADED, SMALL_PLAN
from tests.store.cases import at, version, without_triggers
from tracker.domain.issued_report import IssuedReport
from tracker.domain.update import Draft
from tracker.store import Store
from tracker.workspace import Workspace

#: What of a snapshot is made to differ.
Wrong = Iterable[tuple[str, object]]

KNOWN = datetime(2019, 2, 1, 23, 59, 59, tzinfo=UTC)


def issue(workspace: Workspace, day: date, known_at: datetime | None, wrong: Wrong = ()) -> IssuedReport:
    """Keep a report of the board as it is now."""
    ledger, head = workspace.head()
    board = workspace.board(day, known_at)
    cells = [
        {"force": force, "commitment": cid, "status": c.assessment.status.value, "value": c.assessment.value}
        for (force, cid), c in board.cells.items()
    ]
    said = {
        "as_of": day.isoformat(),
        "known_at": known_at.isoformat() if known_at else None,
        "ledger": ledger,
        "plan_version": board.plan_version,
        "cells": cells,
    }
    report = IssuedReport(
        json.dumps({"board": {**said, **dict(wrong)}}), LOADED, "staff officer", "0.1.0", None, day, known_at,
        board.plan_version, ledger, head, {},
    )  # fmt: skip
    assert workspace.keep_report(report)
    return report


def open_at(path: Path, *moment: int) -> Workspace:
    return Workspace.open(path, "staff officer", at(*moment))


def test_reports_of_the_real_figures_compute_as_they_were_issued(strength_db: Path) -> None:
    with open_at(strength_db, 2026, 6, 2) as workspace:
        for as_of, known_at in (
            (date(2018, 9, 30), KNOWN),
            (date(2018, 9, 30), None),
            (date(2020, 3, 31), None),
        ):
            issue(workspace, as_of, known_at)
        found = workspace.verify()
        assert (found.ok, found.problems) == (True, [])


def test_what_comes_later_does_not_change_what_a_paper_said(small_db: Path, small_plan: Path) -> None:
    with open_at(small_db, 2026, 6, 2) as workspace:
        kent = Draft("kent", "offenders-pursued", date(2015, 9, 30), 98.0)
        workspace.record(kent)
        for known_at in (None, datetime(2026, 6, 2, 12, tzinfo=UTC), datetime(2015, 12, 31, tzinfo=UTC)):
            issue(workspace, date(2015, 10, 31), known_at)
    with open_at(small_db, 2026, 6, 3) as workspace:
        workspace.record(Draft("kent", "offenders-pursued", date(2015, 9, 30), 5.0))
        workspace.record(
            Draft("essex", "offenders-pursued", date(2015, 9, 30), 50.0, published_on=date(2015, 11, 1))
        )
        small_plan.write_text(SMALL_PLAN.replace("value: 200", "value: 150"), encoding="utf-8")
        workspace.apply_plan(small_plan, "easier")
        assert workspace.verify().ok


def test_every_cell_that_differs_is_named(small_db: Path) -> None:
    cells = [
        {"force": "kent", "commitment": "offenders-pursued", "status": "green", "value": 98.0},
        {"force": "gwent", "commitment": "caid-in-use", "status": "red", "value": None},
        {"force": "atlantis", "commitment": "caid-in-use", "status": "red", "value": None},
    ]
    with open_at(small_db, 2026, 6, 2) as workspace:
        workspace.record(Draft("kent", "offenders-pursued", date(2015, 9, 30), 14.0))
        report = issue(workspace, date(2015, 10, 31), None, {"cells": cells, "plan_version": 2}.items())
        problems = workspace.verify().problems

    named = f"The report issued on 2026-06-01, hash {report.sha256[:12]}"
    by = f"{named}, by tracker 0.1.0"
    assert problems == [
        f"{named}: it was made under plan version 2, and computes under 1.",
        (f"{by}: kent, offenders-pursued was issued as green at 98, and computes as red at 14."),
        (
            f"{by}: gwent, caid-in-use was issued as red without a value, and computes as "
            "none without a value."
        ),
        (f"{by}: atlantis, caid-in-use was issued as red without a value, and the board has no such cell."),
    ]


@pytest.mark.parametrize("snapshot", ["[]", "no json", '{"board": {}}', '{"board": {"cells": [1]}}'])
def test_a_snapshot_without_a_board_is_told(small_db: Path, snapshot: str) -> None:
    with open_at(small_db, 2026, 6, 2) as workspace:
        ledger, head = workspace.head()
        day = date(2015, 10, 31)
        workspace.keep_report(
            IssuedReport(snapshot, LOADED, "a", "0.1.0", None, day, None, 1, ledger, head, {})
        )
        (problem,) = workspace.verify().problems
        assert "its snapshot holds no board that can be computed again" in problem


def test_a_report_of_another_day_than_its_snapshot_is_told(small_db: Path) -> None:
    with open_at(small_db, 2026, 6, 2) as workspace:
        issue(workspace, date(2015, 10, 31), None, [("as_of", "2015-10-30")])
        (problem,) = workspace.verify().problems
        assert "its snapshot is of another board" in problem


def test_a_plan_version_that_cannot_be_read_again_is_named(small_db: Path) -> None:
    with Store.open(small_db) as store:
        broken = version("broken", source_text="plan: [\n", record='{"id": 1}')
        store.add_version(broken, author="Ann", now=lambda: LOADED)
    with open_at(small_db, 2026, 6, 2) as workspace:
        record, source = workspace.verify().problems

    assert record.startswith("Plan version 2: its record cannot be read (KeyError")
    assert source.startswith("Plan version 2:2:1: This is not YAML")


def test_damage_is_told_and_no_traceback(small_db: Path) -> None:
    with without_triggers(small_db) as conn:
        conn.execute("UPDATE plan_versions SET recorded_at = 'x', record = '{', files = '['")
    with open_at(small_db, 2026, 6, 2) as workspace:
        assert not workspace.verify().ok
