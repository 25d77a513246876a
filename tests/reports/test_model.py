"""The model: it goes to JSON and back, its schema is published, its numbers and references hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reports.conftest import Make
from tracker.domain.status import Status
from tracker.reports.blocks import Block, Mark, Paragraph
from tracker.reports.model import Report, Scope, Section
from tracker.reports.order import Subject
from tracker.reports.record import render, report_from_json, report_to_json
from tracker.reports.schema import schema_text

SUBJECTS = [Subject(), Subject(Scope.REGION, "South East"), Subject(Scope.FORCE, "kent")]
SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"


def sections_of(report: Report) -> Iterator[Section]:
    for section in report.sections:
        yield section
        yield from section.parts


def blocks_of(report: Report) -> list[Block]:
    return [block for section in sections_of(report) for block in section.blocks]


@pytest.fixture(params=SUBJECTS, ids=lambda subject: subject.scope.value)
def report(make: Make, request: pytest.FixtureRequest) -> Report:
    return make(subjects=(request.param,))


def test_a_report_comes_back_from_its_json(report: Report) -> None:
    assert report_from_json(report_to_json(report)) == report


def test_the_json_file_is_the_model(report: Report) -> None:
    from tracker.reports.formats import Output

    assert json.loads(render(report, Output())) == json.loads(report_to_json(report))


def test_the_published_schema_is_that_of_the_model() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_the_schema_names_every_block() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    blocks = schema["$defs"]["Section"]["properties"]["blocks"]["items"]["anyOf"]
    assert len(blocks) == 8


def test_every_anchor_is_there_once(report: Report) -> None:
    anchors = [section.id for section in sections_of(report)]
    anchors += [block.id for block in blocks_of(report) if hasattr(block, "id")]
    assert len(anchors) == len(set(anchors))


def test_paragraphs_are_numbered_without_a_gap(report: Report) -> None:
    for section in sections_of(report):
        numbers = [block.number for block in section.blocks if isinstance(block, Paragraph)]
        stop = "." if section.number[-1].isdigit() else ""
        assert numbers == [f"{section.number}{stop}{i}" for i in range(1, len(numbers) + 1)]


def test_references_lead_where_they_say(make: Make) -> None:
    report = make()
    titles = {section.number: section.title for section in report.sections}
    text = " ".join(block.text for block in blocks_of(report) if isinstance(block, Paragraph))
    assert set(re.findall(r"Annex ([A-Z])\b", text)) == {"A", "B", "C", "D", "E"}
    assert titles["D"] == "Method"
    assert titles["6"] == "Forces needing attention"
    assert titles["7"] == "Data quality and uncertainty"


def test_attachments_name_the_paragraphs_that_refer_to_them(make: Make) -> None:
    report = make()
    attached = next(line.text for line in report.head.lines if line.label == "Attachments @ para")
    numbers = set(re.findall(r"\d\.\d+", attached))
    paragraphs = {block.number: block.text for block in blocks_of(report) if isinstance(block, Paragraph)}
    assert numbers
    assert all("Annex" in paragraphs[number] for number in numbers)


def test_what_stands_beside_a_letter_is_part_of_it() -> None:
    mark = Mark(Status.AMBER, four_point=True, flagged=True, rebaselined=True)
    assert mark.letter == "AG!†"
    assert mark.words == "amber: behind; the force says better; re-baselined"
    assert Mark(Status.COMPLETE).words == "complete"


def test_tables_have_an_entry_for_every_column(report: Report) -> None:
    for block in blocks_of(report):
        if block.kind == "table":
            assert all(len(row) == len(block.columns) for row in block.rows), block.id
        if block.kind == "heat map":
            rows = [row for group in block.groups for row in group.rows]
            assert all(len(row.cells) == len(block.columns) for row in rows)
    for sheet in report.sheets:
        assert all(len(row) == len(sheet.fields) for row in sheet.rows), sheet.name
