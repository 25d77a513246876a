"""A cell whose promise was made easier says so in its panel and in its whole working."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.conftest import SMALL_PLAN
from tracker.domain.update import Draft
from tracker.tui.explain import whole_cell, working
from tracker.workspace import Workspace


def test_the_panel_and_the_working_tell_what_was_promised_first(small_db: Path, small_plan: Path) -> None:
    small_plan.write_text(SMALL_PLAN.replace("value: 200}", "value: 120}"), encoding="utf-8")
    with Workspace.open(small_db, "Kent lead") as workspace:
        workspace.record(Draft("kent", "offenders-pursued", date(2015, 9, 30), 97.0))
        before = workspace.cell("kent", "offenders-pursued", date(2015, 10, 31))
        assert "†" not in whole_cell(before).plain
        workspace.apply_plan(small_plan, "Kent asked")
        view = workspace.cell("kent", "offenders-pursued", date(2015, 10, 31))
    change = "re-baselined in version 2 from 200 by 31 Mar 2016 to 120 by 31 Mar 2016: easier target"
    assert f"† {change}; under that it would be green" in whole_cell(view).plain
    assert f"Re-baselined †\n{change}." in working(view).plain
    assert "200 by 31 Mar 2016, in plan version 1. Under that it would be green. 97 of" in working(view).plain
