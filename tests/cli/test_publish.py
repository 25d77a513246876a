"""``tracker report --publish``: the published edition as a person makes it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Run

COUNCIL = ("report", "--council", "2016-01-20")


def test_a_published_edition_has_its_own_name_and_says_what_was_done(
    run: Run, demo_db: Callable[[str], Path], tmp_path: Path
) -> None:
    db = demo_db("child-protection-2015")
    ran = run(*COUNCIL, "--publish", "--format", "md,csv", "--out", "web", db=db)
    assert ran.code == 0, ran.err
    stem = tmp_path / "web" / "child-protection-2015-2016-01-20-published"
    text = stem.with_suffix(".md").read_text("utf-8")
    assert "PUBLISHED EDITION: counts of people below 8 are withheld" in text
    assert "Author" not in text.split("## 1. Summary")[0]
    rows = list(csv.DictReader(stem.with_suffix(".csv").read_text("utf-8").splitlines()))
    withheld = [row for row in rows if row["value"] == "[c]"]
    assert ("city-of-london", "repeat-missing") in [(row["force"], row["commitment"]) for row in withheld]
    for row in withheld:
        assert {value for key, value in row.items() if key not in ("force", "commitment")} == {"", "[c]", "c"}
    assert "author" not in ran.err


def test_the_second_method_and_another_marking_are_asked_for_by_name(
    run: Run, demo_db: Callable[[str], Path]
) -> None:
    db = demo_db("child-protection-2015")
    marking = "NOT PROTECTIVELY MARKED"
    ran = run(*COUNCIL, "--publish", "threshold", "--marking", marking, db=db)
    assert ran.code == 0, ran.err
    assert "counts of people below 5 are withheld, and others that would tell them" in " ".join(
        ran.out.split()
    )
    assert f"Security classification: {marking}" in ran.out
    plain = run(*COUNCIL, "--publish", db=db)
    assert "Security classification: OFFICIAL\n" in plain.out


def test_an_unknown_method_is_told_with_those_that_there_are(run: Run, strength_db: Path) -> None:
    ran = run("report", "--publish", "secretly", db=strength_db)
    assert ran.code == 2
    assert "rounded" in ran.err
    assert "threshold" in ran.err
