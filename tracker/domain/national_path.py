"""The national figure of a commitment through time, and the trajectory of all its forces together."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.domain.assess import assess
from tracker.domain.calendar import last_period_end, period_of
from tracker.domain.national import combined, national_figure
from tracker.domain.reading import AS_AT, reading_of
from tracker.domain.status import Status
from tracker.domain.trajectory import trajectory_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from tracker.domain.assess import Assessment
    from tracker.domain.force import Force
    from tracker.domain.national import NationalFigure
    from tracker.domain.plan import Commitment, ForceSlug
    from tracker.domain.reading import Reading
    from tracker.domain.update import Update

#: So many periods are looked back.
PERIODS = 12

#: A period counts once so large a share of its forces has reported for it: the figure of a period that few
#: have reported yet would be that of the period before.
MOST = 0.5


@dataclass(frozen=True, slots=True)
class NationalPoint:
    """The national figure as of the end of a period."""

    day: date
    figure: NationalFigure


def national_points(
    commitment: Commitment,
    series: Mapping[ForceSlug, Sequence[Update]],
    forces: Mapping[ForceSlug, Force],
    as_of: date,
) -> list[NationalPoint]:
    """The figure at the end of each period for which at least half of the forces expected have reported.

    ``series`` holds one update for each as-at date of a force, oldest first. The points are those of the last
    :data:`PERIODS` periods up to a day, oldest first, none from before the start.
    """
    found = []
    for day in reversed(list(_period_ends(commitment, as_of))):
        if not any(update.draft.as_at <= day for known in series.values() for update in known[:1]):
            continue  # nothing was known yet
        cells = {
            force: assess(commitment, force, _reading(commitment, force, series.get(force, ()), day), day)
            for force in commitment.forces
        }
        figure = national_figure(commitment, cells, forces)
        if figure.value is not None and _reported_for(commitment, cells, day) >= MOST:
            found.append(NationalPoint(day, figure))
    return found


def national_trajectory(
    commitment: Commitment, forces: Mapping[ForceSlug, Force], as_of: date
) -> list[tuple[date, float]]:
    """The corners of the trajectory of all forces together, those exempt on a day left out.

    Of a milestone it is the due date alone, with the number of forces.
    """
    slugs = [slug for slug in commitment.forces if commitment.exemption(slug, as_of) is None]
    if commitment.is_milestone:
        return [(commitment.due, float(len(slugs)))]
    paths = {slug: trajectory_of(commitment, slug) for slug in slugs}
    days = next(iter(paths.values())).dates if paths else ()
    return [
        (day, combined(commitment, {slug: path.values[i] for slug, path in paths.items()}, forces))
        for i, day in enumerate(days)
    ]


def _period_ends(commitment: Commitment, as_of: date) -> Iterator[date]:
    """The ends of the last periods up to a day, newest first."""
    day = last_period_end(as_of, commitment.reporting)
    for _ in range(PERIODS):
        if day < max(commitment.starts, commitment.baseline_at):
            return
        yield day
        day = period_of(day, commitment.reporting).start - timedelta(days=1)


def _reading(commitment: Commitment, force: ForceSlug, series: Sequence[Update], day: date) -> Reading:
    known = bisect_right(series, day, key=AS_AT)
    return reading_of(commitment, commitment.baselines.get(force, 0.0), series[:known])


def _reported_for(commitment: Commitment, cells: Mapping[ForceSlug, Assessment], day: date) -> float:
    """The share of the forces expected whose value describes the period that ends on a day, or is final."""
    start = period_of(day, commitment.reporting).start
    asked = [cell for cell in cells.values() if cell.status is not Status.EXEMPT]
    there = sum(
        cell.status is Status.COMPLETE or (cell.update is not None and cell.update.draft.as_at >= start)
        for cell in asked
    )
    return there / len(asked) if asked else 0.0
