"""The figures of a report are those of ``tracker status --format json``, cell by cell."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

LOOKS = [
    ("child-protection-2015", "2016-01-20", "2016-01-20"),
    ("officer-strength", "2018-01-24", "2020-02-01"),
    ("officer-uplift", "2020-07-15", None),
]


@pytest.fixture(params=LOOKS, ids=lambda look: look[0])
def both(
    run: Run, demo_db: Callable[[str], Path], request: pytest.FixtureRequest
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The status and the report of one look, as JSON."""
    plan, day, known = request.param
    db = demo_db(plan)
    looks = ["--as-of", day, *(["--known-at", known] if known else [])]
    status = run("status", *looks, "--format", "json", db=db)
    report = run("report", *looks, "--format", "json", db=db)
    assert report.code == 0, report.err
    return json.loads(status.out), json.loads(report.out)


def records(report: dict[str, Any], sheet: str) -> list[dict[str, Any]]:
    found = report["sheets"][sheet]
    keys = [field["key"] for field in found["fields"]]
    return [dict(zip(keys, row, strict=True)) for row in found["rows"]]


def test_cells_are_those_of_status(both: tuple[dict[str, Any], dict[str, Any]]) -> None:
    status, report = both
    assert records(report, "cells") == status["cells"]


def test_commitments_forces_and_regions_are_those_of_status(
    both: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    status, report = both
    for sheet, key in (("commitments", "commitment"), ("forces", "force"), ("regions", "region")):
        made = {row[key]: row for row in records(report, sheet)}
        assert list(made) == [row[key] for row in status[sheet]]
        for row in status[sheet]:
            mine = made[row[key]]
            assert mine["status"] == row["status"]
            counts = {name.replace("-", "_"): count for name, count in row["counts"].items()}
            assert {name: mine[f"cells_{name}"] for name in counts} == counts


def test_national_figures_are_those_of_status(both: tuple[dict[str, Any], dict[str, Any]]) -> None:
    status, report = both
    made = {row["commitment"]: row for row in records(report, "commitments")}
    for row in status["commitments"]:
        mine = made[row["commitment"]]
        assert {key: mine[key] for key in row["national"]} == row["national"]
        assert mine["coverage_by_size"] == row["coverage_by_size"]


def test_the_heat_map_shows_the_status_of_every_cell(both: tuple[dict[str, Any], dict[str, Any]]) -> None:
    status, report = both
    position = next(section for section in report["sections"] if section["id"] == "position")
    heat = next((b for b in position["blocks"] if b["kind"] == "heat map"), None)
    assert heat is not None
    shown = {
        (row["force"], column["commitment"]): mark["status"]
        for group in heat["groups"]
        for row in group["rows"]
        for column, mark in zip(heat["columns"], row["cells"], strict=True)
        if mark
    }
    expected = {
        (c["force"], c["commitment"]): c["status"] for c in status["cells"] if c["force"] != "national"
    }
    assert shown == expected


def test_the_csv_is_that_of_status(run: Run, strength_db: Path) -> None:
    looks = ("--as-of", "2018-01-24", "--known-at", "2020-02-01", "--format", "csv")
    status, report = run("status", *looks, db=strength_db), run("report", *looks, db=strength_db)
    assert list(csv.reader(io.StringIO(report.out))) == list(csv.reader(io.StringIO(status.out)))
    assert report.out == status.out
