"""A report put together by hand, with every kind of block, for what holds for every format."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.reports.charts import cases
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
from tracker.reports.sheets import Field, Sheet, Sheets

STATUSES = tuple(Status)
HEAD = "3f9a0c1d" * 8
END_OF_DAY = datetime(2016, 1, 20, 23, 59, tzinfo=UTC)


def report(said: str = "Two posts are vacant.", columns: int = 12) -> Report:
    """A report in which a force says this, over so many commitments."""
    table = Table(
        "counts",
        "Cells by status",
        (Column("Status", "mark"), Column("Cells", "number"), Column("Share", "share")),
        ((Entry("R", mark=Mark(Status.RED)), Entry("12", number=12.0), Entry("28%", number=0.28)),),
    )
    account = Account(
        "kent", "Kent", "pursued", "Pursue more offenders", Mark(Status.RED, flagged=True),
        "142 of the 160 expected.", 7, cause=said, action=said, note=said, back_on_track=date(2016, 3, 1),
    )  # fmt: skip
    blocks: tuple[Block, ...] = (
        Paragraph("1.1", f"The plan is amber. {said}"),
        Listing(("Note the position.", said)),
        table,
        heat(columns),
        cases.tiles(),
        Accounts("accounts", "Cells off track", (account,)),
    )
    charts: tuple[Block, ...] = (
        cases.chart(cases.point(2016, 200.0)),
        cases.ranking(*cases.rows()),
    )
    return Report(
        "0.1.0", "made-up", "A plan made up for a test", Scope.PLAN, "", True, "OFFICIAL",
        "A plan made up for a test, ledger number 7", date(2016, 1, 20),
        Looked(date(2016, 1, 20), END_OF_DAY, 1, False, None, None, "as of 20 Jan 2016"),
        Head("Chief Constables' Council", "Status report", "20 January 2016",
             (HeadLine("Author", said), HeadLine("Security classification", "OFFICIAL")),
             ("The data are made up.",)),
        (
            Section("summary", "1", "Summary", "1. Summary", blocks),
            Section("annex-a", "A", "Commitments", "Annex A. Commitments", (),
                    (Section("annex-a1", "A1", "Pursued", "A1. Pursued", charts),), starts_page=True),
        ),
        sheets(said),
        Proof(7, HEAD, f"tracker verify --head {HEAD}"),
    )  # fmt: skip


def sheets(said: str) -> Sheets:
    """A sheet of each kind, with a row in which a force says this."""
    fields = (
        Field("force", "Force"),
        Field("status", "Status", "status"),
        Field("value", "Value", "number"),
        Field("performance", "Performance", "share"),
        Field("as_at", "As at", "day"),
        Field("known_from", "Known from", "instant"),
        Field("flagged", "Says better", "yes or no"),
        Field("note", "Note"),
    )
    row = ("kent", "red", 142.5, 0.55, "2015-12-31", "2016-01-10T09:30:00.000000Z", True, said)
    empty = ("essex", "none", None, None, None, None, False, None)
    names = ("Cells", "Forces", "Regions", "Commitments", "Movement", "Method")
    return Sheets(*(Sheet(name, fields, (row, empty)) for name in names))


def heat(columns: int) -> HeatMap:
    """The 43 forces by region against so many commitments; the first is not asked of the first force."""
    forces = register().forces
    heads = tuple(HeatColumn(n + 1, f"c{n}", f"Commitment {n}") for n in range(columns))
    groups = []
    for region in register().regions():
        lines = tuple(
            HeatRow(
                force.slug,
                force.name,
                Mark(Status.GREEN),
                tuple(
                    None if force is forces[0] and not n else Mark(STATUSES[(n + len(force.name)) % 9])
                    for n in range(columns)
                ),
            )
            for force in forces
            if force.region == region
        )
        groups.append(HeatGroup(region, Mark(Status.AMBER), "3 red, 4 amber", lines))
    return HeatMap("heat", "Every cell", "Forces by commitments", heads, tuple(groups), cases.LEGEND)
