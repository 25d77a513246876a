"""What is kept of an issued report, and what is said where one made today differs."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.conftest import SMALL_PLAN
from tests.reports.conftest import Make
from tracker.domain.update import Draft
from tracker.domain.when import Look
from tracker.reports.differences import differences
from tracker.reports.model import Report, Scope
from tracker.reports.order import ReportOrder, Subject
from tracker.reports.snapshot import options_of, order_of, report_in, snapshot_of
from tracker.workspace import Workspace, end_of_day

RECORDED = datetime(2015, 4, 2, 12, tzinfo=UTC)
NOW = datetime(2015, 12, 1, 0, tzinfo=UTC)
LOOK = Look(date(2015, 9, 30), end_of_day(date(2015, 10, 31)))
KENT = Draft(
    "kent",
    "offenders-pursued",
    date(2015, 9, 30),
    60.0,
    note="A team is new.",
    published_on=date(2015, 10, 9),
)


@pytest.fixture
def workspace(small_plan: Path, tmp_path: Path) -> Workspace:
    small_plan.write_text(SMALL_PLAN, encoding="utf-8")
    Workspace.create(tmp_path / "s.db", small_plan, "officer", lambda: RECORDED).close()
    hours = count()
    opened = Workspace.open(tmp_path / "s.db", "officer", lambda: NOW + timedelta(hours=next(hours)))
    opened.record(KENT)
    return opened


def paper(workspace: Workspace) -> Report:
    (report,) = workspace.reports(ReportOrder(LOOK))
    return report


def test_a_report_comes_back_from_its_snapshot(make: Make) -> None:
    report = make()
    assert report_in(snapshot_of(report)) == report


def test_the_snapshot_holds_the_board_that_the_report_tells(make: Make) -> None:
    report = make(subjects=(Subject(Scope.FORCE, "kent"),))
    board = json.loads(snapshot_of(report))["board"]
    assert set(board) == {"as_of", "known_at", "ledger", "plan_version", "publish", "cells"}
    assert board["ledger"] == report.proof.ledger
    assert {cell["force"] for cell in board["cells"]} == {"kent"}
    assert set(board["cells"][0]) == {"force", "commitment", "status", "value"}


def test_what_was_asked_comes_back_from_the_options() -> None:
    subject = Subject(Scope.REGION, "Wales")
    order = ReportOrder(LOOK, date(2015, 9, 30), (subject,), date(2015, 9, 1), ("Agree.",), "4.2")
    assert order_of(json.loads(json.dumps(options_of(order, subject)))) == order


def test_nothing_new_is_no_difference(workspace: Workspace) -> None:
    assert differences(paper(workspace), paper(workspace)) == []


def test_what_was_recorded_but_known_later_makes_no_difference(workspace: Workspace) -> None:
    then = paper(workspace)
    workspace.record(replace(KENT, value=90.0, published_on=None))
    assert differences(then, paper(workspace)) == []


def test_a_back_loaded_value_is_told_with_its_day(workspace: Workspace) -> None:
    then = paper(workspace)
    workspace.record(replace(KENT, value=99.0, published_on=date(2015, 10, 20)))
    said = differences(then, paper(workspace))
    assert said[0] == (
        "It was made from the ledger up to number 2; with entries back-loaded since, a report made now is "
        "from number 3."
    )
    assert said[1] == (
        "kent, offenders-pursued: red at 60 (2015-09-30), and now green at 99 (2015-09-30): back-loaded on "
        "2015-12-01."
    )
    assert "; 1. Summary; " in said[-1]


def test_a_withdrawn_value_is_told(workspace: Workspace) -> None:
    then = paper(workspace)
    workspace.record(
        Draft(
            "kent", "offenders-pursued", date(2015, 9, 30), withdrawal=True, published_on=date(2015, 10, 20)
        )
    )
    said = differences(then, paper(workspace))
    assert any(s.endswith("what was reported has been withdrawn.") for s in said)


def test_another_version_of_the_tracker_is_told(workspace: Workspace) -> None:
    then = replace(paper(workspace), tracker="0.0.9")
    said = differences(then, paper(workspace))
    assert said[0].startswith("It was made by version 0.0.9 of the tracker; this is version ")


def test_words_that_were_redacted_are_told(workspace: Workspace) -> None:
    then = paper(workspace)
    workspace.redact(2, ["note"], "Names a member of staff")
    said = differences(then, paper(workspace))
    assert said[0] == "kent, offenders-pursued: words of ledger number 2 have been redacted."
