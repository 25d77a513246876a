"""Forces ranked on one commitment, each beside what was expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.plan import Weight
from tracker.domain.status import RANK
from tracker.domain.update import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.domain.assess import Assessment
    from tracker.domain.board import Board
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment, Normaliser


@dataclass(frozen=True, slots=True)
class Ranked:
    """A force's cell in its place; ``value`` and ``expected`` are by the plan's normaliser where it has one,
    else in the measure's unit. Several forces that do equally well have one place; None: nothing to rank."""

    place: int | None
    force: Force
    assessment: Assessment
    value: float | None
    expected: float | None


def ranking(board: Board, commitment: Commitment, forces: Iterable[Force]) -> tuple[Ranked, ...]:
    """The forces that have a cell, the best performance first, those without one last."""
    rows = []
    for force in forces:
        cell = board.cell(force.slug, commitment.id)
        if cell is not None:
            rows.append((score(cell.assessment), force, cell.assessment))
    rows.sort(key=lambda row: (row[0] is None, -(row[0] or 0.0), row[1].name))
    scores = [row[0] for row in rows if row[0] is not None]
    per = commitment.measure.per
    return tuple(
        Ranked(
            None if found is None else scores.index(found) + 1,
            force,
            a,
            normalised(a.value, force, per),
            normalised(a.expected, force, per),
        )
        for found, force, a in rows
    )


def score(assessment: Assessment) -> float | None:
    """By what a cell is ranked: its performance, or how far a milestone has come.

    None where the status makes no claim: exempt, too early, out of date, or nothing reported.
    """
    if assessment.status not in RANK:
        return None
    if assessment.update is not None and assessment.update.draft.state is not None:
        return float(list(State).index(assessment.update.draft.state))
    return None if assessment.performance is None else round(assessment.performance, 9)


def normalised(value: float | None, force: Force, per: Normaliser | None) -> float | None:
    """A value per so many officers or residents; None where the force has no such number."""
    if value is None or per is None or per.of is Weight.EQUAL:
        return value
    size = force.population if per.of is Weight.POPULATION else force.officers
    return value / size * per.amount if size else None
