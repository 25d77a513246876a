"""The position as at the day: the plan's roll-up, its commitments, the heat map and the tile map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.statistics.disclosure import CONFIDENTIAL
from tracker.domain.words import day_words, one_line
from tracker.reports.blocks import Column, Entry, Paragraph, Table
from tracker.reports.entries import NOTHING, amount, marked, rollup_mark, share, text
from tracker.reports.figures import estimates_blocks
from tracker.reports.heat_map import heat_map, region_groups, signs_sentence, tile_map
from tracker.reports.numbering import Part, annex_words
from tracker.reports.standing import rule_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.national import Coverage
    from tracker.domain.plan import Commitment
    from tracker.reports.blocks import Block
    from tracker.reports.material import Material


def position(material: Material) -> Part:
    """The fourth section of a whole paper."""
    return Part("position", f"Position as at {day_words(material.as_of)}", tuple(_blocks(material)))


def _blocks(material: Material) -> Iterator[Block]:
    if not material.plan.commitments:
        yield Paragraph("", "The plan has no commitments yet.")
        return
    yield Paragraph("", rule_sentence(material.board.overall, material.plan.rollup))
    yield Paragraph(
        "",
        "By commitment, with the national figure of the forces that reported and what was expected of them "
        f"({annex_words('commitments')} has each in full):",
    )
    yield commitments_table(material)
    yield from estimates_blocks(material)
    if material.by_forces:
        groups = region_groups(material)
        words = "By region and force, with the commitments by the numbers of the table above."
        yield Paragraph("", words + signs_sentence(groups))
        caption = f"Forces by region and commitments as at {day_words(material.as_of)}"
        yield heat_map(material, "heat-map", caption, groups)
    tiles = tile_map(material)
    if tiles:
        yield Paragraph("", "Over the whole plan:")
        yield tiles


def commitments_table(material: Material) -> Table:
    """A line a commitment: status, national figure, expected value, coverage, counts."""
    columns = (
        Column("Commitment"),
        Column("Status", "mark"),
        Column("National", "number"),
        Column("Expected", "number"),
        Column("Performance", "share"),
        Column("Reported"),
        Column("Cells"),
    )
    rows = tuple(_row(material, number, c) for number, c in enumerate(material.plan.commitments, 1))
    return Table("commitments-table", "The commitments of the plan", columns, rows)


def coverage_words(coverage: Coverage) -> str:
    """Who stands behind a national figure: “38 of 43 (91% by size)”."""
    from tracker.domain.words import percent_beside

    if coverage.expected == 1:
        return "reported" if coverage.reported else "not reported"
    share = percent_beside(coverage.by_size, 0.0, 1.0)
    return f"{coverage.reported} of {coverage.expected} ({share} by size)"


def _row(material: Material, number: int, commitment: Commitment) -> tuple[Entry, ...]:
    rollup, figure = material.board.by_commitment[commitment.id], material.board.national[commitment.id]
    value = amount(figure.value, commitment)
    if commitment.is_milestone and figure.value is not None:
        value = Entry(f"{figure.value:,.0f} of {figure.target or 0:,.0f} done", figure.value)
    if material.is_total_withheld(commitment.id):
        value = Entry(CONFIDENTIAL)
    return (
        text(f"{number}. {one_line(commitment.title)}"),
        marked(rollup_mark(rollup.status)),
        value,
        amount(figure.expected, commitment),
        NOTHING if commitment.is_milestone else share(figure.performance),
        text(coverage_words(figure.coverage)),
        text(rollup.reason),
    )
