"""The shipped plans and their data: what is known of them holds, and what is made up can be made again."""

from __future__ import annotations

import csv
import io
import json
import runpy
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tracker.data import register
from tracker.domain.plan import Bound, Direction, Kind, Reported, Scope, Shape
from tracker.planfile.reader import read_plan
from tracker.planfile.record import plan_from_record
from tracker.shipped import DEMOS, shipped
from tracker.workspace import Workspace

PLANS = sorted(shipped("plans").glob("*.yaml"))
Demo = Callable[[str], Path]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_plan_is_read_and_its_record_is_the_plan(path: Path) -> None:
    read = read_plan(path, register())
    assert plan_from_record(read.record) == read.plan
    assert read.notes == ()


def test_each_plan_is_a_demo() -> None:
    assert {demo.name for demo in DEMOS} == {path.stem for path in PLANS}


def test_officer_strength_starts_from_what_was_published_for_march_2015() -> None:
    plan = read_plan(shipped("plans") / "officer-strength.yaml", register()).plan
    promise = plan.commitment("officer-strength")
    assert len(promise.baselines) == 43
    assert sum(promise.baselines.values()) == pytest.approx(126_818.09, abs=0.02)


def test_the_last_published_total_of_the_43_forces(demo_db: Demo) -> None:
    with Workspace.open(demo_db("officer-strength"), "tester") as workspace:
        figure = workspace.board().national["officer-strength"]
    assert figure.value == pytest.approx(124_783.97, abs=0.02)
    assert figure.coverage.reported == 43


def test_the_first_year_allocations_are_six_thousand(demo_db: Demo) -> None:
    plan = read_plan(shipped("plans") / "officer-uplift.yaml", register()).plan
    promise = plan.commitment("uplift-year-one")
    assert sum(promise.targets.values()) - sum(promise.baselines.values()) == 6000
    vectors = json.loads(
        (Path(__file__).parents[1] / "vectors" / "trajectory_police_uplift.json").read_text()
    )
    with Workspace.open(demo_db("officer-uplift"), "tester") as workspace:
        board = workspace.board(date(2021, 3, 31))
        series = workspace.cell("national", "uplift-national").series
        cell = board.cell("national", "uplift-national")
    assert cell is not None
    assert cell.assessment.value == 8771
    assert cell.assessment.expected == 6000
    known = {update.draft.as_at.isoformat(): update.draft.value for update in series}
    for day, value in vectors["monthly_provisional_headcount_vs_baseline"].items():
        assert known[day] == value


def test_child_protection_uses_every_kind_and_says_that_it_is_illustrative() -> None:
    plan = read_plan(shipped("plans") / "child-protection-2015.yaml", register()).plan
    measures = [c.measure for c in plan.commitments]
    assert {m.kind for m in measures} == set(Kind)
    assert {m.direction for m in measures} == set(Direction)
    assert {m.reported for m in measures} == set(Reported)
    assert {c.scope for c in plan.commitments} == set(Scope)
    assert {c.shape for c in plan.commitments} == set(Shape)
    assert Bound.AT_MOST in {m.bound for m in measures}
    assert plan.illustrative
    with (shipped("fixtures") / "child-protection-2015" / "illustrative-returns.csv").open() as file:
        assert all(row["note"].startswith("Illustrative: ") for row in csv.DictReader(file))


def test_the_illustrative_returns_can_be_made_again_to_the_byte() -> None:
    folder = shipped("fixtures") / "child-protection-2015"
    out = io.StringIO()
    runpy.run_path(str(folder / "generate.py"))["write"](out)
    assert out.getvalue() == (folder / "illustrative-returns.csv").read_text(encoding="utf-8")
