"""One commitment, or one force, with its past: under every id that the commitment went by."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.conftest import SMALL_PLAN
from tracker.domain.update import Draft
from tracker.workspace import Workspace

END = date(2015, 6, 30)


def test_the_past_of_a_renamed_commitment_is_seen_from_its_force_and_of_all_forces(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(SMALL_PLAN, encoding="utf-8")
    with Workspace.create(tmp_path / "t.db", plan, "Ann") as workspace:
        for force in ("kent", "essex"):
            workspace.record(Draft(force, "offenders-pursued", END, 40.0))
        renamed = SMALL_PLAN.replace(
            "id: offenders-pursued", "id: offenders-convicted\n    replaces: offenders-pursued"
        )
        plan.write_text(renamed, encoding="utf-8")
        workspace.apply_plan(plan, "Named as the statement names it")
        of_force = workspace.force("kent", END).series["offenders-convicted"]
        assert [update.draft.value for update in of_force] == [40.0]
        (point,) = workspace.commitment("offenders-convicted", END).points
        assert (point.day, point.figure.value) == (END, 80.0)
