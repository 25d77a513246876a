"""A report put together by hand, with every kind of block; its figures are made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.reports.charts.cases import LEGEND, STATUSES, chart, point, ranking, row, tiles
from tracker.data import register
from tracker.domain.status import Status
from tracker.reports.blocks import (
    Account,
    Accounts,
    Block,
    Column,
    Entry,
    HeatColumn,
    HeatGroup,
    HeatMap,
    HeatRow,
    Listing,
    Mark,
    Paragraph,
    Table,
)
from tracker.reports.model import Head, HeadLine, Looked, Proof, Report, Scope, Section
from tracker.reports.sheets import Sheet, Sheets

#: What a person may have typed, or pasted: markup of every format, formulas, directions, controls.
HOSTILE = (
    "</style><script>alert(1)</script><img src=x onerror=alert(1)> & \"quoted\" 'single' {{ 7 * 7 }} "
    '{% raw %} #set page(width: 1cm) #eval("1") $x^2$ *bold* _under_ `raw` @ref <label> \\u{41} \\ '
    "// not a remark /* nor */ =HYPERLINK(\"x\") --- ... ~ [link](x) 'שלום עולם' \u202egnp.exe\u202c "
    "\x1b[31mred\x07 \ufeff end"
)
NAMES = [force.name for force in register().forces]
_EMPTY = Sheet("empty", (), ())


def paper(commitments: int = 2, note: str = "Two posts are vacant.", marking: str = "OFFICIAL") -> Report:
    """A paper of so many commitments for the 43 forces; ``note`` stands wherever a person's words may."""
    parts = tuple(commitment(number, note) for number in range(1, commitments + 1))
    return Report(
        tracker="0.1.0",
        plan="made-up",
        plan_title=f"A plan. {note}"[:300],
        scope=Scope.PLAN,
        subject="",
        illustrative=True,
        marking=marking,
        footer="A plan. As at 20 Jan 2016. Ledger 1,255, 0123456789ab.",
        created=date(2016, 1, 20),
        looked=Looked(
            date(2016, 1, 20), None, 1, False, date(2016, 1, 20), date(2015, 7, 16), "as at 20 Jan 2016"
        ),
        head=Head(
            "Chief Constables' Council",
            "A plan: status report",
            "20 January 2016 / Agenda item 4.1",
            (HeadLine("Security classification", marking), HeadLine("Author", note)),
            ("ILLUSTRATIVE DATA: the updates are made up.",),
        ),
        sections=(
            Section("summary", "1", "Summary", "1. Summary", tuple(_summary(note))),
            Section("position", "2", "Position", "2. Position", (heat(commitments, note), tiles())),
            Section("annex-a", "A", "Commitments", "Annex A. Commitments", (), parts, starts_page=True),
        ),
        sheets=Sheets(*(_EMPTY,) * 6),
        proof=Proof(1255, "0123456789ab" * 5 + "0123", "tracker verify --head 0123"),
    )


def commitment(number: int, note: str) -> Section:
    """A commitment's part: chart, ranking and accounts."""
    accounts = tuple(
        Account(
            name.lower(),
            name,
            f"c{number}",
            f"Commitment {number}",
            Mark(Status.RED),
            "5 of the 9 expected.",
            7,
            note=note,
        )
        for name in NAMES[number % 5 :: 5]
    )
    ranked = tuple(row(name, STATUSES[n % 9], float(n * number), 20.0) for n, name in enumerate(NAMES))
    points = (point(2016, 200 * number), point(2017, 300 * number, expected=400, reported=38))
    blocks: tuple[Block, ...] = (
        Paragraph(f"A{number}.1", note),
        replace(chart(*points), id=f"chart-{number}", description=note),
        replace(ranking(*ranked), id=f"ranking-{number}", description=note),
        Accounts(f"accounts-{number}", "Red and amber", accounts),
    )
    heading = f"A{number}. Commitment {number}"
    return Section(
        f"commitment-{number}", f"A{number}", f"Commitment {number}", heading, blocks, starts_page=True
    )


def heat(commitments: int, note: str = "") -> HeatMap:
    """The 43 forces by region against so many commitments; the first is not asked of the first force."""
    heads = tuple(HeatColumn(n + 1, f"c{n + 1}", f"Commitment {n + 1}. {note}") for n in range(commitments))
    groups = []
    for region in register().regions():
        own = [force for force in register().forces if force.region == region]
        rows = tuple(
            HeatRow(f.slug, f.name, Mark(Status.AMBER), tuple(_cells(f.name, commitments))) for f in own
        )
        groups.append(HeatGroup(region, Mark(Status.RED), "3 red, 4 amber", rows))
    return HeatMap("heat-map", "Forces by commitment", "3 red, 4 amber.", heads, tuple(groups), LEGEND)


def _cells(name: str, commitments: int) -> Iterator[Mark | None]:
    for n in range(commitments):
        is_asked = name != NAMES[0] or n > 0
        yield Mark(STATUSES[(len(name) + n) % 9], flagged=n % 4 == 0) if is_asked else None


def _summary(note: str) -> Iterator[Block]:
    yield Paragraph("1.1", "As at 20 Jan 2016 the plan is amber.")
    yield Paragraph("", note)
    yield Listing((note, "A second point."))
    columns = (Column("Status"), Column("Letter", "mark"), Column("Cells", "number"), Column("Past", "trend"))
    rows = tuple(
        (
            Entry(f"{status.value}: {note}"),
            Entry(Mark(status).letter, mark=Mark(status)),
            Entry("1,234", number=1234.0),
            Entry("1 → 3", trend=(1.0, 2.5, 3.0)),
        )
        for status in Status
    )
    yield Table("counts", "Cells by status", columns, rows)
