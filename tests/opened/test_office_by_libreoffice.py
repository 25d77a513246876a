"""Word and workbook reports, and a return workbook, opened by LibreOffice and turned into PDF."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.reports.cases import report
from tests.reports.charts.cases import HOSTILE
from tracker.data import register
from tracker.domain.words import one_line
from tracker.reports.formats import FORMATS

pytestmark = pytest.mark.opened


def printed(path: Path, folder: Path) -> list[str]:
    """The text of each page that LibreOffice makes of a file."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    words = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder / "made"),
        str(path),
    ]
    subprocess.run(words, capture_output=True, check=True)
    pdf = folder / "made" / f"{path.stem}.pdf"
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")[:-1]


def test_the_word_report_has_every_force_and_a_marking_on_every_page(
    paper: Callable[[str], Path], tmp_path: Path
) -> None:
    pages = printed(paper("docx"), tmp_path)
    assert len(pages) > 20
    for number, page in enumerate(pages, 1):
        assert page.split().count("OFFICIAL") >= 2, number
        assert f"Page {number} of {len(pages)}" in page
    whole = " ".join(" ".join(pages).split())
    assert all(force.name in whole for force in register().forces)
    assert "ILLUSTRATIVE DATA" in whole


def test_the_workbook_prints_every_sheet_marked(paper: Callable[[str], Path], tmp_path: Path) -> None:
    pages = printed(paper("xlsx"), tmp_path)
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL · ILLUSTRATIVE DATA") >= 2, number
    assert "metropolitan" in "".join(pages)


def test_hostile_words_come_out_as_words_in_word(tmp_path: Path) -> None:
    path = tmp_path / "hostile.docx"
    path.write_bytes(FORMATS["docx"].render(report(HOSTILE)))
    whole = re.sub(r"\s|\u200b", "", "".join(printed(path, tmp_path)))
    assert re.sub(r"\s", "", one_line(HOSTILE).partition(" ]]>")[0])[:-12] in whole


def test_a_return_workbook_opens_with_its_marking(
    run: Run, demo_db: Callable[[str], Path], tmp_path: Path
) -> None:
    words = ("template", "kent", "--out", tmp_path / "returns", "--on", "2016-01-01")
    done = run(*words, db=demo_db("child-protection-2015"))
    assert done.code == 0, done.err
    (path,) = (tmp_path / "returns").iterdir()
    pages = printed(path, tmp_path)
    assert all(page.count("OFFICIAL") >= 2 for page in pages)
    assert "offenders-pursued" in "".join(pages)
