"""The PDF report read by poppler: tagged, marked on every page, every force in it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.opened.test_html_in_a_browser import pages_of
from tests.reports.cases import report
from tests.reports.charts.cases import HOSTILE
from tracker.data import register
from tracker.domain.words import one_line
from tracker.reports.formats import FORMATS

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


def test_hostile_words_come_out_as_words(tmp_path: Path) -> None:
    path = tmp_path / "hostile.pdf"
    path.write_bytes(FORMATS["pdf"].render(report(HOSTILE)))
    printed = re.sub(r"\s|\u200b", "", told("pdftotext", path, "-"))
    assert re.sub(r"\s", "", one_line(HOSTILE).partition(" ]]>")[0])[:-12] in printed


def test_pages_can_be_drawn(paper: Callable[[str], Path], tmp_path: Path) -> None:
    told("pdftoppm", "-r", "40", "-png", "-l", "3", paper("pdf"), tmp_path / "page")
    assert len(list(tmp_path.glob("page-*.png"))) == 3
