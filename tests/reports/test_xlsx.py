"""The workbook: numbers as numbers, days as days, text never a formula, colours by the words in the cells."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from python_calamine import CalamineWorkbook

from tests.reports.cases import report
from tracker.reports.formats import Output
from tracker.reports.model import Report
from tracker.reports.xlsx import render

NAMES = ["About", "Cells", "Forces", "Regions", "Commitments", "Movement", "Method"]


def opened(of: Report) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(render(of, Output())))


def part(of: Report, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(render(of, Output()))) as parts:
        return parts.read(f"xl/worksheets/{name}.xml").decode()


def test_a_sheet_for_each_kind_of_figure() -> None:
    assert opened(report()).sheet_names == NAMES


@pytest.mark.parametrize("name", NAMES[1:])
def test_values_keep_their_kind(name: str) -> None:
    heads, kent, essex = opened(report()).get_sheet_by_name(name).to_python()
    assert heads[:3] == ["Force", "Status", "Value"]
    assert kent == [
        "kent", "■ red", 142.5, 0.55, date(2015, 12, 31),
        datetime(2016, 1, 10, 9, 30), "yes", "Two posts are vacant.",  # noqa: DTZ001 - sheets know no zones
    ]  # fmt: skip
    assert essex == ["essex", "none", "", "", "", "", "no", ""]


def test_sheets_are_frozen_filtered_and_coloured_by_their_words() -> None:
    sheet = part(report(), "sheet2")
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:H3"/>' in sheet
    assert '<formula>$B2="■ red"</formula>' in sheet


def test_every_page_is_marked_and_says_that_the_data_are_made_up() -> None:
    for number in range(1, len(NAMES) + 1):
        sheet = part(report(), f"sheet{number}")
        assert sheet.count("OFFICIAL · ILLUSTRATIVE DATA") == 2


@pytest.mark.parametrize(
    "said", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "http://example.org", "=HYPERLINK(1)"]
)
def test_what_a_force_says_is_text_and_no_formula(said: str) -> None:
    with zipfile.ZipFile(io.BytesIO(render(report(said), Output()))) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in parts.read(name)
        assert not [name for name in parts.namelist() if "rels/sheet" in name]


def test_ten_thousand_characters_are_cut_with_a_sign() -> None:
    note = opened(report("x" * 10_000)).get_sheet_by_name("Cells").to_python()[1][-1]
    assert isinstance(note, str)
    assert note.endswith("x…")


def test_the_same_report_is_the_same_file() -> None:
    assert render(report(), Output()) == render(report(), Output())
