"""From a board to the figures over its forces: the estimate, the funnel, and the counts to be published."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.domain.national import is_reported, size_by
from tracker.domain.plan import Auxiliary, Kind, Scope, Weight
from tracker.domain.statistics.bounds import bounds_of
from tracker.domain.statistics.count_table import CountTable
from tracker.domain.statistics.estimate import average_estimate, national_estimate
from tracker.domain.statistics.funnel import Chance, funnel
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tracker.domain.assess import Assessment
    from tracker.domain.board import Board
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug
    from tracker.domain.statistics.count_table import Key
    from tracker.domain.statistics.estimate import Estimate
    from tracker.domain.statistics.funnel import Funnel

#: How the sentence names each size.
_OF = {
    Auxiliary.POPULATION: "the population",
    Auxiliary.OFFICERS: "officers",
    Auxiliary.EQUAL: "forces",
    Auxiliary.BASELINE: "the baseline",
    Auxiliary.LAST_COMPLETE: "the last complete figure",
}


def estimate_of(
    board: Board, commitment_id: CommitmentId, last_complete: Board | None = None
) -> Estimate | NoFigure:
    """The national estimate of a commitment from the forces that have reported.

    Counts and levels are added up by the size the plan names (``measure.estimate_by``); rates and percentages
    are averaged by its weight. ``last_complete`` is an earlier board on which every force has a value, for
    plans that go by the last complete figure.
    """
    commitment = board.plan.commitment(commitment_id)
    if commitment.is_milestone:
        return NoFigure("No estimate: the forces that are done are counted, not estimated.")
    if commitment.scope is Scope.NATIONAL:
        return NoFigure("No estimate: the figure is reported nationally.")
    cells = _column(board, commitment)
    values = {slug: cell.value or 0.0 for slug, cell in cells.items() if is_reported(cell)}
    bounds = bounds_of(commitment.measure, values.values())
    if commitment.measure.kind in (Kind.RATE, Kind.PERCENTAGE):
        weight = commitment.measure.weight
        size = size_by(weight, board.forces)
        return average_estimate(
            values, {slug: size(slug) for slug in cells}, of=_OF[Auxiliary(weight.value)], bounds=bounds
        )
    by = commitment.measure.estimate_by or Auxiliary(commitment.measure.weight.value)
    if by is Auxiliary.LAST_COMPLETE and last_complete is None:
        return NoFigure("No estimate: there is no earlier date for which every force has reported.")
    found = _auxiliary(by, board, commitment, last_complete or board)
    return national_estimate(values, {slug: found(slug) for slug in cells}, of=_OF[by], bounds=bounds)


def funnel_of(board: Board, commitment_id: CommitmentId) -> Funnel | NoFigure:
    """The funnel of a commitment over the forces that have reported.

    Percentages and rates by their numerators and denominators, counts against the size that the plan compares
    forces by (``per``, else its weight).
    """
    commitment = board.plan.commitment(commitment_id)
    measure = commitment.measure
    if commitment.scope is Scope.NATIONAL or measure.kind in (Kind.MILESTONE, Kind.LEVEL):
        return NoFigure("No funnel: it compares counts, rates and percentages of forces.")
    cells = {slug: cell for slug, cell in _column(board, commitment).items() if is_reported(cell)}
    if measure.kind is Kind.COUNT:
        size = size_by(measure.per.of if measure.per else measure.weight, board.forces)
        counts = {slug: cell.value or 0.0 for slug, cell in cells.items()}
        amount = measure.per.amount if measure.per else 1.0
        return funnel(Chance.POISSON, counts, {slug: size(slug) for slug in counts}, amount)
    counts, sizes = _parts(cells)
    if not counts:
        return NoFigure("No funnel: it needs the numerators and denominators, and none were reported.")
    chance = Chance.BINOMIAL if measure.kind is Kind.PERCENTAGE else Chance.POISSON
    return funnel(chance, counts, sizes, measure.multiplier)


def count_table_of(board: Board, commitment_id: CommitmentId) -> CountTable:
    """The values of a commitment with their totals by region, nation and country, for disclosure control.

    A value that is out of date is shown, and is in no total.
    """
    commitment = board.plan.commitment(commitment_id)
    counts: dict[Key, float] = {}
    parts: dict[Key, list[Key]] = {}
    for slug in commitment.forces:
        cell = board.cells[slug, commitment_id].assessment
        if cell.value is None:
            continue
        force = board.forces[slug]
        path = [("force", slug), ("region", force.region), ("nation", force.nation), ("country", "")]
        counts[path[0]] = cell.value
        if not is_reported(cell):
            continue
        for part, total in pairwise(path):
            if part not in parts.setdefault(total, []):
                parts[total].append(part)
    return CountTable(counts, parts)


def _column(board: Board, commitment: Commitment) -> dict[ForceSlug, Assessment]:
    """The cells of the forces that are expected to report."""
    cells = {slug: board.cells[slug, commitment.id].assessment for slug in commitment.forces}
    return {slug: cell for slug, cell in cells.items() if cell.status is not Status.EXEMPT}


def _auxiliary(
    by: Auxiliary, board: Board, commitment: Commitment, last_complete: Board
) -> Callable[[ForceSlug], float]:
    if by is Auxiliary.BASELINE:
        return lambda slug: commitment.baselines[slug]
    if by is Auxiliary.LAST_COMPLETE:
        return lambda slug: last_complete.cells[slug, commitment.id].assessment.value or 0.0
    return size_by(Weight(by.value), board.forces)


def _parts(cells: Mapping[ForceSlug, Assessment]) -> tuple[dict[str, float], dict[str, float]]:
    counts, sizes = {}, {}
    for slug, cell in cells.items():
        draft = cell.update.draft if cell.update else None
        if draft and draft.numerator is not None and draft.denominator is not None:
            counts[slug], sizes[slug] = draft.numerator, draft.denominator
    return counts, sizes
