"""How the values of a commitment must fit together: dates in order, numbers on the right side."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.domain.plan import Bound, Direction
from tracker.domain.words import number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.plan import Commitment
    from tracker.planfile.document import CommitmentPart, RagPart
    from tracker.yamlfile.problems import Place, Report


def check_thresholds(rag: RagPart, place: Place, report: Report, above: RagPart | None = None) -> None:
    """Green is the highest threshold, then amber, then amber_red."""
    defaults = {"green": 0.95, "amber": 0.80, "amber_red": None}
    levels = {
        key: next((getattr(r, key) for r in (rag, above) if r and getattr(r, key) is not None), default)
        for key, default in defaults.items()
    }
    order = [(key, level) for key, level in levels.items() if level is not None]
    for (high, a), (low, b) in pairwise(order):
        if b > a:
            report.add(place, f"The threshold {low} ({b:g}) must not be above {high} ({a:g}).")


def check_replaced(parts: Mapping[int, CommitmentPart], report: Report) -> None:
    """A replaced id is gone from the plan, and goes on under one commitment alone."""
    present = {part.id for part in parts.values()}
    taken: dict[str, str] = {}
    for i, part in parts.items():
        for j, old in enumerate(part.replaces):
            place: Place = ("commitments", i, "replaces", j)
            if old == part.id:
                report.add(place, f"“{old}” cannot replace itself: name the id it went by before.")
            elif old in present:
                message = f"“{old}” is a commitment of this plan: what is replaced is in the plan no longer."
                report.add(place, message)
            elif old in taken:
                report.add(
                    place, f"“{old}” is replaced by “{taken[old]}” already: one alone can go on from it."
                )
            taken.setdefault(old, part.id)


def check_commitment(commitment: Commitment, part: CommitmentPart, place: Place, report: Report) -> None:
    """Everything about one commitment that does not fit together."""
    if commitment.is_milestone:
        _milestone(commitment, part, place, report)
        return
    if commitment.due <= commitment.baseline_at:
        message = (
            f"The target's date {commitment.due} must be after the baseline's, {commitment.baseline_at}."
        )
        report.add((*place, "target", "by"), message)
    if part.measure.bound is not None and commitment.measure.direction is not Direction.MAINTAIN:
        message = "“bound” goes with direction: maintain."
        report.add((*place, "measure", "bound"), message)
    _right_side(commitment, place, report)
    _waypoints(commitment, part, place, report)
    _accepted(commitment, place, report)


def _milestone(commitment: Commitment, part: CommitmentPart, place: Place, report: Report) -> None:
    for key in ("value", "change", "of", "total", "shared_by", "national"):
        if getattr(part.target, key) is not None:
            report.add((*place, "target", key), "A milestone has a date and no number: leave this out.")
    if part.trajectory:
        report.add((*place, "trajectory"), "A milestone has no trajectory: leave the key out.")
    if part.accept:
        report.add((*place, "accept"), "A milestone has no number to accept a shortfall of.")
    if commitment.due < commitment.starts:
        message = f"The due date {commitment.due} is before the start, {commitment.starts}."
        report.add((*place, "target", "by"), message)


def _right_side(commitment: Commitment, place: Place, report: Report) -> None:
    direction = commitment.measure.direction
    if direction is Direction.MAINTAIN:
        return
    wrong = [
        slug
        for slug, target in commitment.targets.items()
        if slug in commitment.baselines
        and (target < commitment.baselines[slug]) is (direction is Direction.INCREASE)
        and target != commitment.baselines[slug]
    ]
    if wrong:
        slug = wrong[0]
        more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
        side = "below" if direction is Direction.INCREASE else "above"
        target, baseline = number(commitment.targets[slug]), number(commitment.baselines[slug])
        report.add(
            (*place, "target"),
            f"The measure is to {direction.value}, but the target of {slug}{more}, {target}, is {side} its "
            f"baseline, {baseline}.",
        )


def _waypoints(commitment: Commitment, part: CommitmentPart, place: Place, report: Report) -> None:
    if part.trajectory and commitment.measure.direction is Direction.MAINTAIN:
        report.add((*place, "trajectory"), "What is maintained has no trajectory: leave the key out.")
        return
    last = commitment.baseline_at
    for i, waypoint in enumerate(part.trajectory):
        inner = (*place, "trajectory", i)
        if not commitment.baseline_at < waypoint.by < commitment.due:
            span = f"{commitment.baseline_at} and {commitment.due}"
            report.add((*inner, "by"), f"The waypoint's date {waypoint.by} must lie between {span}.")
        elif waypoint.by <= last:
            report.add(
                (*inner, "by"), f"The waypoint's date {waypoint.by} must be after the one before, {last}."
            )
        last = max(last, waypoint.by)
        if (waypoint.value is None) is (waypoint.share is None):
            report.add(inner, "A waypoint has a value or a share: one of them.")
        if waypoint.share is not None and waypoint.share > 1:
            report.add((*inner, "share"), f"The share {waypoint.share:g} must be between 0 and 1.")
        if waypoint.value is not None:
            _within_span(commitment, waypoint.value, (*inner, "value"), report)


def _within_span(commitment: Commitment, value: float, place: Place, report: Report) -> None:
    for slug, target in commitment.targets.items():
        low, high = sorted((commitment.baselines.get(slug, target), target))
        if not low <= value <= high:
            span = f"{number(low)} to {number(high)}"
            message = f"The waypoint {number(value)} is outside the way of {slug}, {span}; a share fits all."
            report.add(place, message)
            return


def _accepted(commitment: Commitment, place: Place, report: Report) -> None:
    direction, bound = commitment.measure.direction, commitment.measure.bound
    is_falling = direction is Direction.DECREASE or (
        direction is Direction.MAINTAIN and bound is Bound.AT_MOST
    )
    for agreed in commitment.accept:
        original = commitment.targets.get(agreed.force)
        if original is None:
            continue
        is_easier = agreed.target > original if is_falling else agreed.target < original
        if not is_easier:
            report.add(
                (*place, "accept"),
                f"An accepted shortfall is easier than the target: {number(agreed.target)} against "
                f"{number(original)} for {agreed.force}.",
            )
