"""A commitment's national figure against its trajectory, as the data of a chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.national_path import national_points, national_trajectory
from tracker.domain.plan import Shape
from tracker.domain.words import day_words, one_line, percent_beside, quantity
from tracker.reports.blocks import ChartPoint, PathPoint, TrajectoryChart
from tracker.reports.position import coverage_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain.national_path import NationalPoint
    from tracker.domain.plan import Commitment
    from tracker.reports.material import Material


def national_chart(material: Material, commitment: Commitment) -> TrajectoryChart | None:
    """The chart; None where no period has a figure yet."""
    series = {slug: material.series.get((slug, commitment.id), ()) for slug in commitment.forces}
    points = national_points(commitment, series, material.board.forces, material.as_of)
    if not points:
        return None
    path = national_trajectory(commitment, material.board.forces, material.as_of)
    title = one_line(commitment.title)
    return TrajectoryChart(
        id=f"chart-{commitment.id}",
        caption=f"{title}: the national figure against the trajectory",
        description=_description(commitment, points, path),
        unit="forces done" if commitment.is_milestone else one_line(commitment.measure.unit),
        points=tuple(map(_point, points)),
        path=tuple(PathPoint(day, value) for day, value in path),
        is_step=commitment.shape is Shape.STEP,
        councils=tuple(c for c in material.plan.councils if points[0].day <= c <= material.as_of),
        as_of=material.as_of,
        coverage=f"Reported at {day_words(points[-1].day)}: {coverage_words(points[-1].figure.coverage)}",
    )


def _point(point: NationalPoint) -> ChartPoint:
    figure = point.figure
    coverage = figure.coverage
    return ChartPoint(
        point.day,
        figure.value or 0.0,
        figure.expected,
        coverage.reported,
        coverage.expected,
        coverage.by_size,
    )


def _description(
    commitment: Commitment, points: Sequence[NationalPoint], path: Sequence[tuple[date, float]]
) -> str:
    """The chart in words: where it starts, where it stands, what was expected, where it is to go."""
    first, last = points[0], points[-1]
    parts = [f"{_words(commitment, last.figure.value)} at {day_words(last.day)}"]
    if first is not last:
        parts.insert(0, f"{_words(commitment, first.figure.value)} at {day_words(first.day)}")
    if last.figure.expected is not None:
        share = last.figure.performance
        performance = f", performance {percent_beside(share, 1.0)}" if share is not None else ""
        parts.append(f"{_words(commitment, last.figure.expected)} expected then{performance}")
    if path:
        day, value = path[-1]
        parts.append(f"all forces: {_words(commitment, value)} by {day_words(day)}")
    return f"National figure: {'; '.join(parts)}."


def _words(commitment: Commitment, value: float | None) -> str:
    if value is None:
        return "no figure"
    if commitment.is_milestone:
        return f"{value:,.0f} done"
    return quantity(value, commitment.measure.kind)
