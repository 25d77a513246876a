"""The target of every force: a value, a change, or a share of a total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.plan import Direction, Scope, Weight
from tracker.domain.sharing import largest_remainder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.force import Force
    from tracker.planfile.document import CommitmentPart, TargetPart
    from tracker.planfile.figures import Figures
    from tracker.yamlfile.problems import Place, Report


def targets_of(
    part: CommitmentPart,
    baselines: Mapping[str, float],
    forces: tuple[str, ...],
    sizes: Mapping[str, Force],
    figures: Figures,
    place: Place,
    report: Report,
) -> dict[str, float]:
    """A target for each force, in the measure's unit; what is wrong goes to the report."""
    target, place = part.target, (*place, "target")
    ways = [key for key in ("value", "change", "total") if getattr(target, key) is not None]
    if len(ways) > 1:
        report.add(place, f"A target has one of value, change and total, not {' and '.join(ways)}.")
        return {}
    if target.of is not None and target.change is None:
        report.add((*place, "of"), "“of” says what a change is a change of: it goes with “change”.")
    if target.shared_by is not None and target.total is None:
        report.add((*place, "shared_by"), "“shared_by” goes with “total”.")
    if target.value is not None:
        return figures.by_force(target.value, forces, (*place, "value"))
    if target.change is not None:
        base = baselines
        if target.of is not None:
            base = figures.by_force(target.of, forces, (*place, "of"))
        return {slug: changed(base[slug], target.change) for slug in forces if slug in base}
    if target.total is not None:
        return _shared(target, part.scope, forces, sizes, place, report)
    if part.measure.direction is Direction.MAINTAIN:
        return dict(baselines)
    report.add(place, "The target has no number: give value, change or total.")
    return {}


def changed(base: float, change: str) -> float:
    """A number after a change: “+20%” multiplies, “+30” adds; rounded to nine places."""
    if change.endswith("%"):
        return round(base * (1 + float(change[:-1]) / 100), 9)
    return round(base + float(change), 9)


def _shared(
    target: TargetPart,
    scope: Scope,
    forces: tuple[str, ...],
    sizes: Mapping[str, Force],
    place: Place,
    report: Report,
) -> dict[str, float]:
    total = target.total or 0.0
    if scope is Scope.NATIONAL:
        report.add((*place, "total"), "A national commitment is not shared out: give its target as “value”.")
        return {}
    if total != int(total):
        report.add((*place, "total"), f"{total:g} cannot be shared in whole numbers: give a whole total.")
        return {}
    if target.shared_by is None:
        report.add(place, "Say how the total is shared: shared_by: population, officers or equal.")
        return {}
    weights = {slug: _size(sizes[slug], target.shared_by) for slug in forces}
    try:
        return {slug: float(n) for slug, n in largest_remainder(int(total), weights).items()}
    except ValueError:
        report.add((*place, "shared_by"), f"None of the forces has a size by {target.shared_by.value}.")
        return {}


def _size(force: Force, weight: Weight) -> float:
    if weight is Weight.EQUAL:
        return 1.0
    return float(force.population if weight is Weight.POPULATION else force.officers)
