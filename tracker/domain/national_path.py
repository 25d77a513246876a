"""The national figure through time: what it was at the end of each period, and what is expected to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.assess import assess
from tracker.domain.calendar import next_period, period_of
from tracker.domain.national import expected_of_all, national_figure
from tracker.domain.reading import reading_of
from tracker.domain.rollup import roll_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from tracker.domain.force import Force
    from tracker.domain.national import NationalFigure
    from tracker.domain.plan import Commitment, ForceSlug, RollupThresholds
    from tracker.domain.rollup import Rollup
    from tracker.domain.update import Update


@dataclass(frozen=True, slots=True)
class PathPoint:
    """The national figure on a day, and the roll-up of the forces' cells."""

    day: date
    figure: NationalFigure
    rollup: Rollup


@dataclass(frozen=True)
class NationalPath:
    """What the national figure was up to a day, and what is expected of all forces after it, by day."""

    commitment: Commitment
    as_of: date
    points: tuple[PathPoint, ...]
    ahead: tuple[tuple[date, float], ...]


def national_path(
    commitment: Commitment,
    series: Mapping[ForceSlug, Sequence[Update]],
    forces: Mapping[ForceSlug, Force],
    rollup: RollupThresholds,
    as_of: date,
) -> NationalPath:
    """The path of a commitment as of a day.

    ``series`` hold one update an as-at date for each force; each past day is judged as it is known now.
    """
    past = [day for day in _days(commitment) if day < as_of]
    points = []
    for day in (*past, as_of):
        cells = {
            slug: assess(
                commitment,
                slug,
                reading_of(
                    commitment,
                    commitment.baselines.get(slug, 0.0),
                    [update for update in series.get(slug, ()) if update.draft.as_at <= day],
                ),
                day,
            )
            for slug in commitment.forces
        }
        figure = national_figure(commitment, cells, forces)
        points.append(PathPoint(day, figure, roll_up((cell.status for cell in cells.values()), rollup)))
    ahead = [] if commitment.is_milestone else [day for day in _days(commitment) if day > as_of]
    expected = tuple((day, expected_of_all(commitment, day, forces)) for day in ahead)
    return NationalPath(commitment, as_of, tuple(points), expected)


def _days(commitment: Commitment) -> Iterator[date]:
    """The ends of the periods from the start to the due date, and the due date."""
    period = period_of(commitment.starts, commitment.reporting)
    while period.end < commitment.due:
        yield period.end
        period = next_period(period, commitment.reporting)
    yield commitment.due
