"""The national figure of a commitment, and how much of the country stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.performance import performance
from tracker.domain.plan import Kind, Scope, Weight
from tracker.domain.status import Status
from tracker.domain.update import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tracker.domain.assess import Assessment
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment, ForceSlug


class Basis(StrEnum):
    """How the national figure was put together; shown beside it."""

    SUM = "sum"
    REPORTED = "reported nationally"
    PARTS = "sum of numerators over sum of denominators"
    POPULATION = "average weighted by population"
    OFFICERS = "average weighted by officers"
    EQUAL = "average of forces"
    DONE = "forces done"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The forces that reported out of those expected to, by number and by size (0 to 1)."""

    reported: int
    expected: int
    by_size: float

    @property
    def by_number(self) -> float:
        """Reported ÷ expected; 0 when nobody was expected."""
        return self.reported / self.expected if self.expected else 0.0


@dataclass(frozen=True, slots=True)
class NationalFigure:
    """Value, expected value and target over the forces that reported, in the measure's unit.

    A partial sum is never held against the whole: ``expected`` and ``target`` are those of the forces that
    reported; ``whole_target`` is that of all forces the commitment applies to (the national target where
    the plan states one). All but ``whole_target`` are None when nobody reported.
    """

    value: float | None
    expected: float | None
    target: float | None
    whole_target: float | None
    performance: float | None
    basis: Basis
    coverage: Coverage


_WEIGHT_BASIS = {
    Weight.POPULATION: Basis.POPULATION,
    Weight.OFFICERS: Basis.OFFICERS,
    Weight.EQUAL: Basis.EQUAL,
}


def national_figure(
    commitment: Commitment, cells: Mapping[ForceSlug, Assessment], forces: Mapping[ForceSlug, Force]
) -> NationalFigure:
    """The national figure over the cells of a commitment.

    Forces that are exempt are not expected; a stale or missing value does not count as reported.
    """
    expected = [slug for slug, cell in cells.items() if cell.status is not Status.EXEMPT]
    reported = [slug for slug in expected if is_reported(cells[slug])]
    size = size_by(commitment.measure.weight, forces)
    whole = sum(size(slug) for slug in expected)
    by_size = sum(size(slug) for slug in reported) / whole if whole else 0.0
    coverage = Coverage(len(reported), len(expected), by_size)
    if commitment.is_milestone:
        done = sum(_is_done(cells[slug]) for slug in reported)
        return NationalFigure(
            float(done), None, float(len(reported)), float(len(expected)),
            done / len(reported) if reported else None, Basis.DONE, coverage,
        )  # fmt: skip
    combine, basis = _combiner(commitment, [cells[slug] for slug in reported], size)
    whole_target = commitment.national_target
    if whole_target is None:
        whole_target = combine({slug: cells[slug].original_target or 0.0 for slug in expected})
    if not reported:
        return NationalFigure(None, None, None, whole_target, None, basis, coverage)
    judged = {slug: cells[slug] for slug in reported}
    value = _value(judged, combine, basis, commitment.measure.multiplier)
    goal = combine({slug: cell.expected or 0.0 for slug, cell in judged.items()})
    target = combine({slug: cell.target or 0.0 for slug, cell in judged.items()})
    baseline = combine({slug: cell.baseline or 0.0 for slug, cell in judged.items()})
    share = performance(commitment.measure, value, baseline, goal, target)
    return NationalFigure(value, goal, target, whole_target, share, basis, coverage)


def combined(
    commitment: Commitment, values: Mapping[ForceSlug, float], forces: Mapping[ForceSlug, Force]
) -> float:
    """One number for several forces, as the national figure puts them together: a sum, or an average."""
    combine, _ = _combiner(commitment, (), size_by(commitment.measure.weight, forces))
    return combine(values)


def is_reported(cell: Assessment) -> bool:
    """Whether a cell's value counts as reported: one that is not stale."""
    if cell.update is None or cell.status in (Status.NONE, Status.STALE):
        return False
    return cell.value is not None or cell.update.draft.state is not None


def _is_done(cell: Assessment) -> bool:
    return cell.update is not None and cell.update.draft.state is State.DONE


def size_by(weight: Weight, forces: Mapping[ForceSlug, Force]) -> Callable[[ForceSlug], float]:
    """The size of a force by the weight that the plan names; 1 each where they count equal."""
    if weight is Weight.POPULATION:
        return lambda slug: float(forces[slug].population)
    if weight is Weight.OFFICERS:
        return lambda slug: float(forces[slug].officers)
    return lambda _: 1.0


def _combiner(
    commitment: Commitment, cells: Sequence[Assessment], size: Callable[[ForceSlug], float]
) -> tuple[Callable[[Mapping[ForceSlug, float]], float], Basis]:
    measure = commitment.measure
    if commitment.scope is Scope.NATIONAL:
        return lambda values: sum(values.values()), Basis.REPORTED
    if measure.kind in (Kind.COUNT, Kind.LEVEL):
        return lambda values: sum(values.values()), Basis.SUM
    denominators = [cell.update.draft.denominator for cell in cells if cell.update]
    numerators = [cell.update.draft.numerator for cell in cells if cell.update]
    is_whole = None not in denominators and None not in numerators
    has_parts = is_whole and sum(filter(None, denominators)) > 0
    basis = Basis.PARTS if has_parts else _WEIGHT_BASIS[measure.weight]

    def average(values: Mapping[ForceSlug, float]) -> float:
        weights = {slug: size(slug) for slug in values}
        total = sum(weights.values())
        if not total:
            return sum(values.values()) / len(values) if values else 0.0
        return sum(values[slug] * weights[slug] for slug in values) / total

    return average, basis


def _value(
    cells: Mapping[ForceSlug, Assessment],
    combine: Callable[[Mapping[ForceSlug, float]], float],
    basis: Basis,
    multiplier: float,
) -> float:
    if basis is Basis.PARTS:
        drafts = [cell.update.draft for cell in cells.values() if cell.update]
        numerators = sum(draft.numerator or 0.0 for draft in drafts)
        return numerators / sum(draft.denominator or 0.0 for draft in drafts) * multiplier
    return combine({slug: cell.value or 0.0 for slug, cell in cells.items()})
