"""Papers at the edges: an empty plan, no council, no update, the first council, a council to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.conftest import SMALL_PLAN
from tracker.domain.errors import RefusedError
from tracker.domain.update import Draft
from tracker.domain.when import When, when_in
from tracker.reports.blocks import Listing, Paragraph, Table
from tracker.reports.formats import FORMATS
from tracker.reports.model import Report, Scope
from tracker.reports.order import ReportOrder, Subject
from tracker.workspace import Workspace

RECORDED = datetime(2015, 4, 2, 12, tzinfo=UTC)
NOW = datetime(2015, 12, 1, 9, tzinfo=UTC)
COUNCILS = "councils: [2015-07-16, 2016-01-20]\nreporting"

Paper = Callable[..., Report]


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    """A paper of a plan, after some updates."""

    def made(
        plan: str = SMALL_PLAN,
        *drafts: Draft,
        council: str | None = None,
        as_of: str | None = None,
        subject: Subject | None = None,
        now: datetime = NOW,
    ) -> Report:
        path = tmp_path / "plan.yaml"
        path.write_text(plan, encoding="utf-8")
        db = tmp_path / "plan.db"
        Workspace.create(db, path, "staff officer", lambda: RECORDED).close()
        with Workspace.open(db, "staff officer", lambda: now) as workspace:
            for draft in drafts:
                workspace.record(draft)
            look = workspace.report_look(named(council), named(as_of), None)
            order = ReportOrder(look, look.as_of if council else None, (subject or Subject(),))
            (report,) = workspace.reports(order)
        for form in FORMATS.values():
            if form.is_text:
                form.render(report)
        return report

    return made


def named(words: str | None) -> When | None:
    return when_in(words) if words else None


def said(report: Report, section: str) -> list[str]:
    """The paragraphs and points of a section."""
    blocks = next(s for s in report.sections if s.id == section).blocks
    texts: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Listing):
            texts += block.items
    return texts


def test_an_empty_plan_says_that_there_is_nothing_to_judge(paper: Paper) -> None:
    empty = SMALL_PLAN.partition("commitments:")[0] + "commitments: []\n"
    report = paper(empty, as_of="2015-09-30")
    assert said(report, "summary")[0] == "The plan has no commitments yet: there is nothing to judge."
    assert said(report, "position") == ["The plan has no commitments yet."]
    assert said(report, "attention")[0].startswith("No force needs attention")


def test_without_an_update_every_cell_is_early_and_no_colour_is_claimed(paper: Paper) -> None:
    report = paper(as_of="2015-06-30")
    assert said(report, "summary")[0] == (
        "As at 30 Jun 2015 the plan is too early to judge. Of its 6 cells, each one force on one commitment, "
        "6 are too early to judge."
    )
    assert "no colour is claimed" in said(report, "position")[0]
    part = next(s for s in report.sections if s.id == "commitments").parts[0]
    assert Paragraph("A1.2", "No value has been reported yet.") in part.blocks


def test_a_plan_without_councils_has_no_earlier_position(paper: Paper) -> None:
    report = paper(as_of="2015-09-30")
    assert report.looked.previous_council is None
    assert report.head.subtitle == "Position as at 30 September 2015"
    assert said(report, "changes") == [
        "No council met before this day: there is nothing to compare with.",
        "Annex C lists what changed in the plan itself.",
    ]
    counts = next(b for b in report.sections[0].blocks if isinstance(b, Table))
    assert [column.title for column in counts.columns] == ["Status", "Letter", "Cells now"]


def test_the_first_council_has_no_earlier_position(paper: Paper) -> None:
    report = paper(SMALL_PLAN.replace("reporting", COUNCILS, 1), council="2015-07-16")
    assert report.looked.previous_council is None
    assert "No council met before this day" in said(report, "summary")[1]


def test_a_councils_paper_knows_what_was_known_at_the_end_of_its_day(paper: Paper) -> None:
    plan = SMALL_PLAN.replace("reporting", COUNCILS, 1)
    late = Draft("kent", "offenders-pursued", date(2015, 6, 30), 40.0)
    report = paper(plan, late, council="2015-07-16")  # recorded in December
    kent = next(row for row in report.sheets.cells.rows if row[:2] == ("kent", "offenders-pursued"))
    assert kent[3] is None
    assert report.proof.ledger == 1


def test_a_council_to_come_says_what_it_was_made_with(paper: Paper) -> None:
    plan = SMALL_PLAN.replace("reporting", COUNCILS, 1)
    report = paper(plan, Draft("kent", "offenders-pursued", date(2015, 9, 30), 90.0), council="next-council")
    assert report.looked.as_of == date(2016, 1, 20)
    assert report.looked.known_at is None
    assert report.head.notices == (
        (
            "Made with what was recorded by 1 Dec 2015: "
            "the position as at 20 Jan 2016 if nothing more is reported."
        ),
    )
    assert report.proof.ledger == 2


def test_a_day_without_a_council_is_refused_with_the_list(paper: Paper) -> None:
    with pytest.raises(RefusedError, match=r"no council on 1 Aug 2015.*are 16 Jul 2015, 20 Jan 2016"):
        paper(SMALL_PLAN.replace("reporting", COUNCILS, 1), council="2015-08-01")


def test_the_same_paper_of_an_earlier_day_stays_the_same_when_more_is_reported(
    paper: Paper, tmp_path: Path
) -> None:
    plan = SMALL_PLAN.replace("reporting", COUNCILS, 1)
    first = paper(plan, council="2015-07-16")
    (tmp_path / "plan.db").unlink()
    second = paper(plan, Draft("kent", "offenders-pursued", date(2015, 9, 30), 90.0), council="2015-07-16")
    assert first == second


def test_a_force_on_a_page_of_its_own(paper: Paper) -> None:
    draft = Draft("kent", "offenders-pursued", date(2015, 9, 30), 60.0, note="Two posts", cause="vacancies")
    report = paper(SMALL_PLAN, draft, as_of="2015-09-30", subject=Subject(Scope.FORCE, "kent"))
    assert report.head.title == "A small plan – Kent"
    assert {row[0] for row in report.sheets.cells.rows} == {"kent"}
    text = FORMATS["text"].render(report).decode()
    assert "■ R   Pursue more offenders: 60 of the 100 expected by 30 Sep 2015: 60%" in text
    assert "Cause: vacancies" in text
    assert "Note: Two posts" in text


def test_a_markings_of_two_plan_versions_is_the_highest(paper: Paper, tmp_path: Path) -> None:
    plan = SMALL_PLAN.replace("reporting", COUNCILS, 1)
    sensitive = plan.replace("marking: OFFICIAL", "marking: OFFICIAL-SENSITIVE")
    paper(sensitive, as_of="2015-04-30")
    path = tmp_path / "plan.yaml"
    path.write_text(plan, encoding="utf-8")
    with Workspace.open(tmp_path / "plan.db", "lead", lambda: NOW) as workspace:
        workspace.apply_plan(path, "no longer sensitive")
        look = workspace.report_look(None, when_in("2015-12-01"), None)
        (report,) = workspace.reports(ReportOrder(look))
    assert workspace_marking(report) == "OFFICIAL-SENSITIVE"
    assert said(report, "plan-changes")[0].startswith("Version 2, recorded on 1 Dec 2015 by lead")


def workspace_marking(report: Report) -> str:
    line = next(line for line in report.head.lines if line.label == "Security classification")
    assert line.text == report.marking
    return report.marking
