"""What the numbers can bear, in the words of a report: estimates, variation, consistency and forecasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.statistics.figures import force_figures
from tracker.domain.statistics.methods import METHODS
from tracker.domain.statistics.past import past_of
from tracker.domain.words import one_line
from tracker.reports.blocks import Column, Listing, Paragraph, Table
from tracker.reports.entries import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.board import Cell
    from tracker.domain.plan import Commitment
    from tracker.domain.statistics.figures import Figure
    from tracker.reports.blocks import Block, Entry
    from tracker.reports.material import Material

#: What a commitment's annex shows, and of these what says why where there is none.
_SHOWN = ("between_forces", "consistency", "variation", "assurance", "forecast", "pace")
_REASONED = ("between_forces", "forecast")
#: The two columns of a force's table, and the figures that stand in each.
_COLUMNS = (("Variation over time", ("variation", "assurance")), ("Forecast", ("forecast", "pace")))


def estimate_blocks(material: Material, commitment: Commitment) -> Iterator[Block]:
    """What all forces would come to, where some are missing: beside the partial sum, never instead."""
    found = _estimate(material, commitment)
    if found is not None:
        yield Paragraph(
            "", f"For all forces [e], beside this figure and not instead of it: {_lower(found.sentence)}"
        )


def estimates_blocks(material: Material) -> Iterator[Block]:
    """The estimates of all commitments on which forces are missing, together."""
    items = []
    for commitment in material.plan.commitments:
        found = _estimate(material, commitment)
        if found is not None:
            title = f"{material.number_of(commitment.id)}. {one_line(commitment.title)}"
            items.append(f"{title}: {_lower(found.sentence)}")
    if items:
        yield Paragraph(
            "",
            "Where forces are missing, the national figure is that of the forces that reported. Beside it, "
            "and not instead of it, what all forces would come to:",
        )
        yield Listing(tuple(items))


def commitment_blocks(material: Material, commitment: Commitment) -> Iterator[Block]:
    """Variation between forces and over time, consistency, and where the forces together are going."""
    items = [
        f"{figure.name}: {_lower(figure.sentence)}"
        for figure in material.figures[commitment.id]
        if figure.key in _SHOWN and (figure.is_given or figure.key in _REASONED)
    ]
    if items:
        yield Paragraph("", "What the numbers can bear:")
        yield Listing(tuple(items))


def force_blocks(material: Material, cells: Sequence[Cell], table_id: str) -> Iterator[Block]:
    """One force over time: for each commitment the variation and the forecast."""
    rows = []
    guarded = material.published.guarded if material.published else frozenset()
    for cell in cells:
        if cell.commitment in guarded:
            continue
        commitment = material.plan.commitment(cell.commitment)
        series = material.series.get((cell.force, cell.commitment), ())
        figures = force_figures(past_of(commitment, cell.force, series))
        if figures:
            title = f"{material.number_of(commitment.id)}. {one_line(commitment.title)}"
            rows.append((text(title), *(_entry(figures, keys) for _, keys in _COLUMNS)))
    if rows:
        columns = (Column("Commitment"), *(Column(title) for title, _ in _COLUMNS))
        yield Table(table_id, "What the numbers can bear", columns, tuple(rows))


def methods_table() -> Table:
    """Each method with what it means and what it does not."""
    columns = (Column("Method"), Column("What it means"), Column("What it does not mean"), Column("Source"))
    rows = tuple(tuple(map(text, (m.name, m.means, m.does_not_mean, m.source))) for m in METHODS)
    return Table("methods", "What the numbers can bear: the methods", columns, rows)


def _estimate(material: Material, commitment: Commitment) -> Figure | None:
    return next((f for f in material.figures[commitment.id] if f.key == "estimate"), None)


def _entry(figures: Sequence[Figure], keys: Sequence[str]) -> Entry:
    """The first of these figures, or why there is none, and the others where there are any."""
    first, *others = [figure for figure in figures if figure.key in keys]
    return text(" ".join([first.sentence, *(figure.sentence for figure in others if figure.is_given)]))


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
