"""Reports of the shipped plans, made once through the workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import LOADED
from tracker.domain.when import Look
from tracker.reports.model import Report
from tracker.reports.order import ReportOrder
from tracker.workspace import Workspace, end_of_day

COUNCIL = date(2016, 1, 20)

Make = Callable[..., Report]


@pytest.fixture
def make(demo_db: Callable[[str], Path]) -> Make:
    """A report of a shipped plan; what is given stands in the order for a paper to the council of 2016."""

    def made(plan: str = "child-protection-2015", **changes: object) -> Report:
        order = ReportOrder(Look(COUNCIL, end_of_day(COUNCIL)), COUNCIL)
        with Workspace.open(demo_db(plan), "staff officer", lambda: LOADED) as workspace:
            (report,) = workspace.reports(replace(order, **changes))  # type: ignore[arg-type]
        return report

    return made
