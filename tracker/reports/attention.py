"""The forces needing attention: those whose roll-up is red, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.status import Status
from tracker.domain.words import percent, plural
from tracker.reports.blocks import Column, Paragraph, Table
from tracker.reports.entries import count, text
from tracker.reports.numbering import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.force import Force
    from tracker.domain.rollup import Rollup
    from tracker.reports.blocks import Block, Entry
    from tracker.reports.material import Material

_BAD = (Status.RED, Status.NONE, Status.STALE)


def attention(material: Material, forces: Sequence[Force]) -> Part:
    """The section on these forces; it says so where none needs attention."""
    return Part("attention", "Forces needing attention", tuple(_blocks(material, forces)))


def in_need(material: Material, forces: Sequence[Force]) -> list[Force]:
    """The forces whose roll-up is red, by the share of their due cells that are red or without a report."""
    rollups = material.board.by_force
    red = [force for force in forces if rollups[force.slug].status is Status.RED]
    return sorted(red, key=lambda force: (-_bad(rollups[force.slug]) / rollups[force.slug].due, force.name))


def _blocks(material: Material, forces: Sequence[Force]) -> Iterator[Block]:
    found = in_need(material, forces)
    limit = percent(material.plan.rollup.red, 2)
    rule = f"at least {limit} of the due cells are red, out of date or without a report"
    if not found:
        yield Paragraph("", f"No force needs attention: that is, of none {rule}.")
        return
    verb = "needs" if len(found) == 1 else "need"
    of = f"{len(found)} of {plural(len(forces), 'force')} {verb} attention"
    yield Paragraph("", f"{of}: those of which {rule}. They stand here from the highest share down.")
    columns = (
        Column("Force"),
        Column("Region"),
        Column("Due", "number"),
        Column("Red", "number"),
        Column("Out of date", "number"),
        Column("No report", "number"),
        Column("On commitments"),
    )
    rows = tuple(_row(material, force) for force in found)
    yield Table("attention-table", "Forces whose roll-up is red", columns, rows)


def _row(material: Material, force: Force) -> tuple[Entry, ...]:
    rollup = material.board.by_force[force.slug]
    bad = [
        material.number_of(c.id)
        for c in material.plan.commitments
        if (cell := material.board.cell(force.slug, c.id)) and cell.assessment.status in _BAD
    ]
    return (
        text(force.name),
        text(force.region),
        count(rollup.due),
        count(rollup.counts[Status.RED]),
        count(rollup.counts[Status.STALE]),
        count(rollup.counts[Status.NONE]),
        text(", ".join(map(str, bad))),
    )


def _bad(rollup: Rollup) -> int:
    return sum(rollup.counts[status] for status in _BAD)
