"""The forces of a commitment ranked, with what was expected of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.plan import Scope, Weight
from tracker.domain.ranking import RankedBy, ranked_by, ranking
from tracker.domain.statistics.disclosure import CONFIDENTIAL
from tracker.domain.status import Status
from tracker.domain.words import number, one_line, percent_beside, quantity
from tracker.reports.blocks import Ranking, RankRow
from tracker.reports.entries import marks_words
from tracker.reports.order import Subject
from tracker.reports.published import WITHHELD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.plan import Commitment
    from tracker.domain.ranking import Ranked
    from tracker.reports.material import Material

_WITHOUT = {
    Status.NONE: "nothing reported",
    Status.STALE: "out of date",
    Status.EXEMPT: "exempt [z]",
}


def ranked_forces(material: Material, commitment: Commitment) -> Ranking | None:
    """The ranking; None for a milestone, for what is reported nationally, and for one force alone."""
    by = ranked_by(commitment)
    if by is None or commitment.scope is Scope.NATIONAL or len(commitment.forces) < 2:
        return None
    forces = material.board.forces
    cells = [
        (forces[slug], material.board.cells[slug, commitment.id].assessment) for slug in commitment.forces
    ]
    rows = (
        *(_row(material, commitment, by, ranked) for ranked in ranking(commitment, cells)),
        *_withheld(material, commitment),
    )
    basis = basis_words(commitment, by)
    return Ranking(
        id=f"ranking-{commitment.id}",
        caption=f"Forces by {basis}, best first",
        description=_description(rows, basis),
        basis=basis,
        rows=rows,
    )


def basis_words(commitment: Commitment, by: RankedBy) -> str:
    """What is ranked: “offenders per 1,000 officers”, “share of the expected progress”."""
    per, unit = commitment.measure.per, one_line(commitment.measure.unit)
    if by is RankedBy.PER_SIZE and per is not None:
        of = "inhabitants" if per.of is Weight.POPULATION else per.of.value
        return f"{unit} per {number(per.amount)} {of}"
    return unit if by is RankedBy.VALUE else by.value


def _row(material: Material, commitment: Commitment, by: RankedBy, ranked: Ranked) -> RankRow:
    status = ranked.assessment.status
    if ranked.value is None:
        words = _WITHOUT.get(status, "no value to rank")
    else:
        words = f"{_words(commitment, by, ranked.value)}{marks_words(ranked.assessment)}"
    return RankRow(
        rank=ranked.rank,
        force=ranked.force.slug,
        name=one_line(ranked.force.name),
        mark=material.mark(material.board.cells[ranked.force.slug, commitment.id]),
        value=ranked.value,
        value_words=words,
        expected=ranked.expected,
        expected_words="" if ranked.expected is None else _words(commitment, by, ranked.expected),
    )


def _withheld(material: Material, commitment: Commitment) -> Iterator[RankRow]:
    """The forces whose value is not published, below the others."""
    for slug, cid in material.withheld_of(Subject()):
        if cid == commitment.id:
            name = one_line(material.name(slug))
            yield RankRow(None, slug, name, WITHHELD, None, CONFIDENTIAL, None, CONFIDENTIAL)


def _words(commitment: Commitment, by: RankedBy, value: float) -> str:
    if by in (RankedBy.LEVEL, RankedBy.PROGRESS):
        return percent_beside(value, 1.0)
    return quantity(value, commitment.measure.kind)


def _description(rows: tuple[RankRow, ...], basis: str) -> str:
    placed = [row for row in rows if row.rank is not None]
    if not placed:
        return f"No force has a value to rank by {basis}."
    best, worst = placed[0], placed[-1]
    return (
        f"{len(placed)} forces by {basis}: from {best.name}, {best.value_words}, to {worst.name}, "
        f"{worst.value_words}."
    )
