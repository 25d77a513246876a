"""Two papers word for word; ``make golden`` writes them anew, and the difference is for reading."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.reports.conftest import COUNCIL, Make
from tracker.domain.when import Look
from tracker.reports.formats import FORMATS
from tracker.reports.model import Report
from tracker.workspace import end_of_day

GOLDEN = Path(__file__).parent / "golden"
PAPERS: dict[str, dict[str, Any]] = {
    "child-protection-2015": {
        "asks": ("Agree that forces without a return write to the lead", "Note the forces in section 6."),
        "agenda_item": "4.2",
    },
    "officer-strength": {
        "look": Look(date(2018, 1, 24), end_of_day(date(2020, 2, 1))),
        "council": date(2018, 1, 24),
        "created": date(2020, 2, 3),
    },
}


@pytest.mark.parametrize("form", ["text", "md"])
@pytest.mark.parametrize("plan", PAPERS)
def test_the_paper_is_the_golden_one(
    make: Make, request: pytest.FixtureRequest, plan: str, form: str
) -> None:
    written = without_head(make(plan, **PAPERS[plan]), form)
    path = GOLDEN / f"{plan}.{FORMATS[form].ending}"
    if request.config.getoption("--golden"):
        path.write_text(written, encoding="utf-8")
    assert written == path.read_text(encoding="utf-8")


def without_head(report: Report, form: str) -> str:
    """The report as text; the salts of notes make the head of the chain another for every database."""
    text = FORMATS[form].render(report).decode()
    for digits in (64, 16, 12):
        text = text.replace(report.proof.head[:digits], "f" * digits)
    return text


def test_the_golden_council_is_one_of_the_plan(make: Make) -> None:
    assert make().looked.council == COUNCIL
