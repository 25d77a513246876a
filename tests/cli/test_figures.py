"""``tracker figures``, and the estimate and forecast of ``tracker status``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.test_import_hygiene import loaded_by
from tests.conftest import Run
from tests.reports.test_figures_in_reports import few_reported

DAY = ("--as-of", "2018-09-30")
PARTIAL = ("--as-of", "2019-09-30")
ESTIMATE = (
    "About 125,000 (95% interval 124,600 to 125,400; precise): informed extrapolation from 12 of 43 forces"
)


def test_every_figure_is_printed_with_what_it_means_and_what_not(run: Run, strength_db: Path) -> None:
    ran = run("figures", "officer", *DAY, db=strength_db)
    assert ran.code == 0, ran.err
    assert "  Forecast: At the pace so far 119,600 on 31 Mar 2020" in ran.out
    said = " ".join(ran.out.split())
    assert (
        "It says whether the forces' values are drawing together or apart. More consistent does not" in said
    )
    assert max(map(len, ran.out.splitlines())) <= 120


def test_one_force_over_time(run: Run, strength_db: Path) -> None:
    ran = run("figures", "--force", "kent", *DAY, "--format", "json", db=strength_db)
    data = json.loads(ran.out)
    assert data["force"] == "kent"
    figures = {f["figure"]: f for f in data["commitments"][0]["figures"]}
    assert list(figures) == ["variation", "assurance", "forecast", "pace", "growth"]
    assert figures["variation"]["numbers"]["variation"] == "improvement"
    assert figures["forecast"]["numbers"]["due"] == "2020-03-31"
    assert figures["pace"]["numbers"] is None
    assert figures["pace"]["sentence"] == "No pace: a level is to be held."


def test_figures_as_csv_have_a_row_each(run: Run, strength_db: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("figures", *DAY, "--format", "csv", db=strength_db).out)))
    assert [row["figure"] for row in rows][:2] == ["consistency", "variation"]
    assert all(row["sentence"] and row["does_not_mean"] for row in rows)


def test_milestones_have_no_figures_and_say_so(run: Run, small_db: Path) -> None:
    ran = run("figures", "caid", db=small_db)
    assert ran.code == 0, ran.err
    assert "No figures: milestones have states, not numbers." in ran.out


def test_an_unknown_commitment_is_told_in_a_sentence(run: Run, strength_db: Path) -> None:
    ran = run("figures", "officer-strenth", db=strength_db)
    assert ran.code == 1
    assert "officer-strength" in ran.err


def test_the_status_of_a_commitment_has_its_estimate_and_its_forecast(run: Run, tmp_path: Path) -> None:
    db = few_reported(tmp_path, 12)
    shown = " ".join(run("status", "--commitment", "officer", *PARTIAL, db=db).out.split())
    assert "forces: 12 of 43 (60% by size)." in shown
    assert f"Estimate for all forces [e]: {ESTIMATE}" in shown
    assert "Forecast: Of the" in shown or "Forecast: At the pace so far" in shown


def test_json_has_estimate_and_forecast_only_where_they_are_asked_for(run: Run, tmp_path: Path) -> None:
    db = few_reported(tmp_path, 12)
    (plain,) = json.loads(run("status", *PARTIAL, "--format", "json", db=db).out)["commitments"]
    assert not {"estimate", "forecast"} & set(plain)
    (asked,) = json.loads(run("status", *PARTIAL, "--figures", "--format", "json", db=db).out)["commitments"]
    assert asked["estimate"]["sentence"].startswith(ESTIMATE)
    assert asked["estimate"]["reported"] == 12
    assert asked["estimate"]["quality"] == "precise"
    assert {key: asked[key] for key in plain} == plain


def test_csv_holds_cells_alone(run: Run, strength_db: Path) -> None:
    ran = run("status", "--figures", "--format", "csv", db=strength_db)
    assert ran.code == 2
    assert "tracker figures --format csv" in ran.err


def test_the_status_without_figures_does_not_pay_for_them(strength_db: Path) -> None:
    loaded = loaded_by(strength_db, ("status", "--by", "commitment"))
    assert not [name for name in loaded if name.startswith(("scipy", "numpy", "tracker.domain.statistics"))]
