"""The PDF report: set by typst, the same everywhere, every text as text. Poppler reads it in tests/opened."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import pytest
import typst

from tests.reports.cases import heat, report
from tests.reports.charts.cases import HOSTILE, ranking, row, rows
from tracker.domain.status import Status
from tracker.reports.blocks import Column, Entry, Mark, RankRow, Table
from tracker.reports.formats import FORMATS
from tracker.reports.model import Report
from tracker.reports.pdf.columns import heat_parts, is_folded, rank_parts, widths
from tracker.reports.pdf.data import Writer
from tracker.reports.pdf.glyphs import unprintable

_HASH = (
    "import hashlib\nfrom tests.reports.cases import report\nfrom tracker.reports.formats import FORMATS\n"
    "print(hashlib.sha256(FORMATS['pdf'].render(report())).hexdigest())"
)


def test_it_is_the_same_on_another_day_in_another_place() -> None:
    places = ({"TZ": "Pacific/Auckland", "LC_ALL": "C"}, {"TZ": "America/Lima", "LC_ALL": "tr_TR.UTF-8"})
    made = {
        subprocess.run(
            [sys.executable, "-c", _HASH],
            env={**os.environ, **place},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for place in places
    }
    assert made == {hashlib.sha256(FORMATS["pdf"].render(report())).hexdigest()}


@pytest.mark.parametrize(
    "note",
    [HOSTILE, "word " * 2000, "x" * 10_000, "line\n\nline\n= heading\n- item", "漢字 😀 x\u20d7 हिन्दी", ""],
    ids=["markup", "long", "unbroken", "lines", "not in any font", "empty"],
)
def test_whatever_was_typed_it_is_set(note: str) -> None:
    assert FORMATS["pdf"].render(report(note)).startswith(b"%PDF-1.7")


def test_only_texts_go_to_the_template_never_code() -> None:
    calm, hostile = (Writer().report(report(note)) for note in ("calm", HOSTILE))
    assert isinstance(calm, dict)
    assert isinstance(hostile, dict)
    assert calm.keys() == hostile.keys()
    assert "#set" in str(hostile)


def test_what_no_font_has_is_named() -> None:
    named = unprintable(set("plain é ● ▲ ■ ◆ ✔ ◌ → − שלום Ελλάδα 漢 😀 \ufe0f x\u20d7"))
    assert named == {
        ord("漢"): "[cjk unified ideograph-6f22]",
        ord("😀"): "[grinning face]",
        0x20D7: "[combining right arrow above]",
    }


def test_plain_words_need_no_asking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typst, "compile", None)
    assert unprintable(set("Plain words, café, 1,234 & 56%\n")) == {}


def test_a_column_is_as_wide_as_its_words_or_shares_what_is_left() -> None:
    columns = (Column("Force"), Column("Cells", "number"), Column("Why"))
    rows = ((Entry("Kent"), Entry("1,234", number=1234.0), Entry("x" * 200)),)
    assert list(widths(Table("t", "Caption", columns, rows))) == [0, 0, 60]
    assert list(widths(Table("t", "Caption", columns[:2], (rows[0][:2],)))) == [12, 0]
    assert list(widths(Table("t", "Caption", columns[:2], ()))) == [12, 0]


def crowded(note: str = "142 of the 160 expected by 31 Dec 2015: 55% of the expected progress") -> Table:
    """A table of more columns than a page has room for."""
    numbers = ("Reported", "Expected", "Target", "Performance", "As at")
    columns = (Column("Commitment"), Column("Status", "mark"), *(Column(n, "number") for n in numbers))
    columns += (Column("Trend", "trend"), Column("Reason"))
    row = (
        Entry("1. Pursue more offenders who access child abuse imagery"),
        Entry("R", mark=Mark(Status.RED)),
        *(Entry("12,345.67", number=1.0) for _ in numbers),
        Entry("36.67% → 63.33%", trend=(36.67, 63.33)),
        Entry(note),
    )
    return Table("crowded", "Kent", columns, (row,) * 30)


def test_long_texts_of_a_crowded_table_stand_on_lines_of_their_own() -> None:
    table = crowded()
    assert is_folded(table)
    alone = Table(
        "t", "Caption", table.columns[:2] + table.columns[-1:], (table.rows[0][:2] + table.rows[0][-1:],)
    )
    assert not is_folded(alone)
    assert not is_folded(Table("t", "Caption", table.columns, ())), "there is nothing to break"


@pytest.mark.parametrize("note", [HOSTILE, "word " * 2000, ""], ids=["markup", "long", "empty"])
def test_whatever_stands_in_a_crowded_table_it_is_set(note: str) -> None:
    made = report()
    section = replace(made.sections[0], blocks=(crowded(note),))
    assert FORMATS["pdf"].render(replace(made, sections=(section,))).startswith(b"%PDF-1.7")


def test_a_ranking_has_names_in_full_and_fewer_rows_a_page_where_they_are_long() -> None:
    name = "Ministry of Defence Police and Civil Nuclear Constabulary, joint unit"
    made = str(Writer().report(with_ranking(row(name, Status.RED, 1.0, 2.0), *rows())))
    assert name in made
    assert max(len(range(90)[part]) for part in rank_parts(90, len(name))) == 15


def with_ranking(*ranked: RankRow) -> Report:
    made = report()
    return replace(made, sections=(replace(made.sections[0], blocks=(ranking(*ranked),)),))


@pytest.mark.parametrize("columns", [0, 1, 20, 21, 50, 101])
def test_a_wide_heat_map_is_parted_and_loses_no_commitment(columns: int) -> None:
    parts = heat_parts(columns)
    assert [n for part in parts for n in range(columns)[part]] == list(range(columns))
    assert all(len(range(columns)[part]) <= 20 for part in parts)
    assert heat(columns).columns == tuple(c for part in parts for c in heat(columns).columns[part])


def test_a_long_ranking_is_parted_into_pages() -> None:
    assert [len(range(100)[part]) for part in rank_parts(100)] == [34, 34, 32]
