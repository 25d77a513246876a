"""From the past of a cell to the figures over time: chart, assurance, forecast, pace, growth, consistency."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from operator import sub
from typing import TYPE_CHECKING

from tracker.domain.national import size_by
from tracker.domain.plan import Bound, Direction, Kind, Reported
from tracker.domain.statistics.assurance import assurance
from tracker.domain.statistics.bounds import better_side, bounds_of
from tracker.domain.statistics.consistency import consistency
from tracker.domain.statistics.forecast import Goal, forecast
from tracker.domain.statistics.growth import growth
from tracker.domain.statistics.nation import days_of_most
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.pace import pace
from tracker.domain.statistics.past import adds_up
from tracker.domain.statistics.xmr import chart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tracker.domain.calendar import Frequency
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment, ForceSlug
    from tracker.domain.statistics.assurance import Assurance
    from tracker.domain.statistics.consistency import Consistency
    from tracker.domain.statistics.forecast import Forecast
    from tracker.domain.statistics.growth import Growth
    from tracker.domain.statistics.pace import Pace
    from tracker.domain.statistics.past import Past
    from tracker.domain.statistics.points import Points
    from tracker.domain.statistics.xmr import Chart

_DAYS_A_MONTH = 365.25 / 12
_DAYS_A_YEAR = 365.25


def chart_of(past: Past) -> Chart | NoFigure:
    """The XmR chart of a cell. A count that is reported as a total to date is charted by what each period
    added."""
    commitment = past.commitment
    if commitment.is_milestone:
        return NoFigure("No chart: a milestone has states, not numbers.")
    values: Sequence[float]
    if adds_up(commitment) and commitment.measure.reported is Reported.TO_DATE:
        values = () if isinstance(past.way, NoFigure) else added(commitment, past.way)
    else:
        values = past.reported.values
    return chart(values, better_side(commitment.measure))


def assurance_of(past: Past, found: Chart) -> Assurance | None:
    """The assurance of a cell's chart; None for counts that add up, whose target is for the whole way."""
    commitment = past.commitment
    return None if adds_up(commitment) else assurance(found, commitment.targets[past.force])


def forecast_of(past: Past) -> Forecast | NoFigure:
    """The forecast of a cell for the due date, against the plan's own target."""
    way, commitment = past.way_ahead, past.commitment
    if isinstance(way, NoFigure):
        return way
    target = commitment.targets[past.force]
    known = (target, min(way.values, default=target), max(way.values, default=target))
    return forecast(
        way,
        commitment.due,
        goal_of(commitment, target),
        better=better_side(commitment.measure),
        bounds=bounds_of(commitment.measure, known),
    )


def pace_of(past: Past) -> Pace | NoFigure:
    """The pace so far of a cell beside the pace that the remaining days ask for."""
    way, commitment = past.way_ahead, past.commitment
    if commitment.measure.direction is Direction.MAINTAIN:
        return NoFigure("No pace: a level is to be held.")
    if isinstance(way, NoFigure):
        return way
    if len(way) < 2:
        return NoFigure("No pace: nothing has been reported since the baseline.")
    target = (commitment.due, commitment.targets[past.force])
    days = commitment.reporting.months * _DAYS_A_MONTH
    first, latest = (way.days[0], way.values[0]), (way.days[-1], way.values[-1])
    return pace(first, latest, target, commitment.measure.direction, days)


def growth_of(past: Past) -> Growth | NoFigure:
    """Progress of a cell by compound growth a year."""
    way, commitment = past.way, past.commitment
    if isinstance(way, NoFigure):
        return way
    if len(way) < 2:
        return NoFigure("No compound growth: nothing has been reported since the baseline.")
    start = way.days[0]
    return growth(
        way.values[0],
        way.values[-1],
        commitment.targets[past.force],
        (way.days[-1] - start).days / _DAYS_A_YEAR,
        (commitment.due - start).days / _DAYS_A_YEAR,
        commitment.measure.direction,
    )


def consistency_of(pasts: Sequence[Past], forces: Mapping[ForceSlug, Force]) -> Consistency | NoFigure:
    """Whether the forces are becoming more alike, from the pasts of all of them on one commitment.

    Counts and levels are compared by size: per what the plan says, else for a force of average size. Dates
    count at which three quarters of the forces have a value, forces that have one at each of those dates.
    """
    scales = _scales(pasts, forces)
    found = {past.force: past.reported for past in pasts if scales[past.force]}
    days = days_of_most([points.days for points in found.values()], len(pasts))
    at_days = {force: points.at(tuple(days)) for force, points in found.items()}
    values = {
        force: [value / scales[force] for value in reported]
        for force, reported in at_days.items()
        if reported is not None
    }
    return consistency(days, values)


def goal_of(commitment: Commitment, target: float) -> Goal:
    """The values that meet a target; within a band they are those near enough to be green."""
    measure = commitment.measure
    if measure.direction is Direction.MAINTAIN and measure.bound is Bound.WITHIN:
        slack = (1 - commitment.thresholds.green) * abs(target)
        return Goal(target, target - slack, target + slack)
    if better_side(measure) > 0:
        return Goal(target, target, math.inf)
    return Goal(target, -math.inf, target)


def added(commitment: Commitment, way: Points) -> list[float]:
    """What each period added to a total; a step over several periods counts as their mean."""
    periods = _periods_between(way.days, commitment.reporting)
    steps = map(sub, way.values[1:], way.values)
    return [step / many for step, many in zip(steps, periods, strict=True)]


@lru_cache(maxsize=256)  # forces report for the same dates
def _periods_between(days: tuple[date, ...], reporting: Frequency) -> tuple[int, ...]:
    length = reporting.months * _DAYS_A_MONTH
    return tuple([max(1, round((day - earlier).days / length)) for earlier, day in pairwise(days)])


def _scales(pasts: Sequence[Past], forces: Mapping[ForceSlug, Force]) -> Mapping[ForceSlug, float]:
    """What each force's values are divided by so that forces of unlike size compare; 0 for one of no size."""
    slugs = [past.force for past in pasts]
    measure = pasts[0].commitment.measure if pasts else None
    if measure is None or measure.kind not in (Kind.COUNT, Kind.LEVEL):
        return dict.fromkeys(slugs, 1.0)
    size = size_by(measure.per.of if measure.per else measure.weight, forces)
    unit = measure.per.amount if measure.per else sum(map(size, slugs)) / len(slugs)
    return {slug: size(slug) / unit if unit else 0.0 for slug in slugs}
