"""The PDF report read by poppler: tagged, marked on every page, every force in it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.opened.test_html_in_a_browser import pages_of
from tests.reports.cases import report
from tests.reports.charts.cases import HOSTILE, row, rows
from tests.reports.test_pdf import with_ranking
from tracker.data import register
from tracker.domain.status import Status
from tracker.domain.words import one_line
from tracker.reports.formats import FORMATS

Demo = Callable[[str], Path]

pytestmark = pytest.mark.opened


def told(*words: str | Path) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def test_it_is_tagged_titled_and_dated_as_the_paper_is(paper: Callable[[str], Path]) -> None:
    path = paper("pdf")
    said = dict(re.findall(r"(?m)^([^:]+):\s+(.*)$", told("pdfinfo", "-isodates", path)))
    assert said["Tagged"] == "yes"
    assert said["Title"].startswith("National policing child protection action plan")
    assert said["CreationDate"].startswith("2016-01-20T00:00:00")
    assert said["Page size"].endswith("(A4)")
    structure = told("pdfinfo", "-struct-text", path)
    assert {"H1", "H2", "Table", "TH", "TD", "Figure", "Caption", "L"} <= set(
        re.findall(r"(?m)^\s*(\w+)", structure)
    )


def test_every_page_is_marked_twice_and_numbered(paper: Callable[[str], Path]) -> None:
    pages = pages_of(paper("pdf"))
    assert len(pages) > 20
    for number, page in enumerate(pages, 1):
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        assert (lines[0], lines[-1]) == ("OFFICIAL", "OFFICIAL"), number
        assert f"{number} of {len(pages)}" in page


def test_every_force_is_in_it(paper: Callable[[str], Path]) -> None:
    words = told("pdftotext", paper("pdf"), "-")
    assert all(force.name in words for force in register().forces)


def test_a_caption_stands_on_the_page_of_its_table(run: Run, demo_db: Demo, tmp_path: Path) -> None:
    words = ("report", "--as-of", "2015-12-31", "--each-force", "--format", "pdf", "--out", tmp_path)
    assert run(*words, db=demo_db("child-protection-2015")).code == 0
    papers = sorted(tmp_path.glob("*.pdf"))
    assert len(papers) == 43
    for path in papers:
        for page in pages_of(path):
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            foot = next(i for i, line in enumerate(lines) if line.startswith("National policing child pr"))
            last = lines[foot - 1]
            assert not re.fullmatch(r".+ as at \d+ \w+ \d{4}|What the numbers can bear", last), path.name


def test_no_two_heads_of_a_table_run_into_each_other(run: Run, demo_db: Demo, tmp_path: Path) -> None:
    words = ("report", "--as-of", "2015-12-31", "--force", "kent", "--format", "pdf", "--out", tmp_path)
    assert run(*words, db=demo_db("child-protection-2015")).code == 0
    (path,) = tmp_path.glob("*.pdf")
    heads = [line.split() for page in pages_of(path) for line in page.splitlines() if "Performance" in line]
    assert heads == [["Status", "Reported", "Expected", "Target", "Performance", "As", "at", "Trend"]] * 2


def test_a_ranking_has_every_name_in_full(tmp_path: Path) -> None:
    name = "Ministry of Defence Police and Civil Nuclear Constabulary, joint unit"
    path = tmp_path / "long.pdf"
    long = with_ranking(row(name, Status.RED, 1.0, 2.0), *rows())
    path.write_bytes(FORMATS["pdf"].render(long))
    words = " ".join(told("pdftotext", path, "-").split())
    assert "Ministry of Defence Police and Civil" in words
    assert "Nuclear Constabulary, joint unit" in words, "on the line below"
    assert "…" not in words


def test_hostile_words_come_out_as_words(tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(FORMATS["pdf"].render(report(HOSTILE)))
    printed = re.sub(r"\s|\u200b", "", told("pdftotext", path, "-"))
    assert re.sub(r"\s", "", one_line(HOSTILE).partition(" ]]>")[0])[:-12] in printed


def test_pages_can_be_drawn(paper: Callable[[str], Path], tmp_path: Path) -> None:
    told("pdftoppm", "-r", "40", "-png", "-l", "3", paper("pdf"), tmp_path / "page")
    assert len(list(tmp_path.glob("page-*.png"))) == 3
