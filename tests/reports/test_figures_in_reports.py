"""What the numbers can bear, in the papers: estimates beside partial sums, variation, forecasts, methods."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.reports.conftest import Make
from tracker.domain.when import Look
from tracker.reports.blocks import Block, Listing, Paragraph, Table
from tracker.reports.model import Report, Scope, Section
from tracker.reports.order import ReportOrder, Subject
from tracker.shipped import shipped
from tracker.workspace import Workspace

#: The day looked from, and the last day for which every force is taken in.
DAY, ALL_UNTIL = date(2019, 9, 30), date(2018, 3, 31)
PLAN = "officer-strength"


def few_reported(folder: Path, count: int, *, largest: bool = True) -> Path:
    """A database of the real officer figures in which only the so many largest forces still report."""
    with (shipped("fixtures") / PLAN / "returns.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    by_size = sorted(
        (row for row in rows if row["as_at"] == DAY.isoformat()), key=lambda row: -float(row["value"])
    )
    slugs = list(dict.fromkeys(row["force"] for row in by_size))
    kept = set(slugs[:count] if largest else slugs[1 : count + 1])
    path = folder / "returns.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(r for r in rows if r["force"] in kept or r["as_at"] <= ALL_UNTIL.isoformat())
    db = folder / "few.db"
    with Workspace.create(
        db, shipped("plans") / f"{PLAN}.yaml", "tester", lambda: datetime(2026, 6, 1, tzinfo=UTC)
    ) as workspace:
        workspace.import_return(path)
    return db


def paper(db: Path) -> Report:
    with Workspace.open(db, "tester", lambda: datetime(2026, 6, 1, tzinfo=UTC)) as workspace:
        (report,) = workspace.reports(ReportOrder(Look(DAY)))
    return report


def blocks(sections: tuple[Section, ...]) -> Iterator[Block]:
    for section in sections:
        yield from section.blocks
        yield from blocks(section.parts)


def words(report: Report) -> list[str]:
    found: list[str] = []
    for block in blocks(report.sections):
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Listing):
            found += block.items
    return found


def test_twelve_of_43_forces_are_extrapolated_beside_their_sum(tmp_path: Path) -> None:
    said = words(paper(few_reported(tmp_path, 12)))
    (annex,) = [text for text in said if text.startswith("For all forces [e], beside this figure")]
    assert annex == (
        "For all forces [e], beside this figure and not instead of it: about 125,000 (95% interval 124,600 "
        "to 125,400; precise): informed extrapolation from 12 of 43 forces, 60% of officers."
    )
    assert [text for text in said if "The national figure is" in text and "12 of 43 forces reported" in text]
    assert [
        text for text in said if text.startswith("1. Hold police officer strength") and "about 125" in text
    ]


def test_a_sample_without_the_largest_force_says_so(tmp_path: Path) -> None:
    said = words(paper(few_reported(tmp_path, 12, largest=False)))
    assert [text for text in said if "largest force not in the sample" in text]


def test_too_few_forces_get_the_reason_in_place_of_an_estimate(tmp_path: Path) -> None:
    said = words(paper(few_reported(tmp_path, 4)))
    assert [
        text for text in said if text.endswith("no estimate: 4 of 43 forces reported, at least 5 are needed.")
    ]


def test_a_complete_return_has_no_estimate(make: Make) -> None:
    assert not [text for text in words(make(PLAN)) if "extrapolation" in text]


def test_a_commitments_annex_says_what_its_numbers_can_bear(make: Make) -> None:
    said = words(make())
    names = ("Variation between forces:", "Consistency:", "Forecast:", "Pace:")
    for name in names:
        assert [text for text in said if text.startswith(name)], name
    assert [text for text in said if "Below: Metropolitan Police." in text]


def test_a_forces_page_has_its_variation_and_its_forecast_in_words(make: Make) -> None:
    report = make(PLAN, look=Look(date(2018, 9, 30)), council=None, subjects=(Subject(Scope.FORCE, "kent"),))
    (table,) = [b for b in blocks(report.sections) if isinstance(b, Table) and b.id == "figures-kent"]
    (row,) = table.rows
    assert "(improvement)" in row[1].text
    assert "Hits the target at times" in row[1].text
    assert row[2].text.startswith("At the pace so far 3,370 on 31 Mar 2020")


@pytest.mark.parametrize("plan", ["child-protection-2015", PLAN])
def test_the_method_annex_names_every_method(make: Make, plan: str) -> None:
    (table,) = [b for b in blocks(make(plan).sections) if isinstance(b, Table) and b.id == "methods"]
    names = [row[0].text for row in table.rows]
    assert "National estimate from partial returns" in names
    assert "Disclosure control" in names
    assert all(entry.text.endswith(".") for row in table.rows for entry in row[1:3])
