"""The past of a cell: what was reported over time, ready for every figure over time.

After a break in the series (mark b) only what follows is compared. A total that is reported period by period
is added up from the baseline; where a period is missing the total is not known, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain.calendar import period_of
from tracker.domain.plan import Kind, Reported
from tracker.domain.reading import period_total
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.words import day_words, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain.calendar import Period
    from tracker.domain.plan import Commitment, ForceSlug
    from tracker.domain.update import Update

#: A day and the value at it.
Point: TypeAlias = "tuple[date, float]"


@dataclass(frozen=True, slots=True)
class Past:
    """One cell over time, oldest first, in the measure's unit.

    ``values`` are the numbers as reported. ``way`` are the totals or levels from the baseline, which is its
    first point, or the reason why they are not known.
    """

    commitment: Commitment
    force: ForceSlug
    values: Sequence[Point]
    way: Sequence[Point] | NoFigure

    @property
    def way_ahead(self) -> Sequence[Point] | NoFigure:
        """The way so far while some of it is ahead; else the reason why there is nothing to forecast."""
        if isinstance(self.way, NoFigure) or not self.way or self.way[-1][0] < self.commitment.due:
            return self.way
        due = day_words(self.commitment.due)
        return NoFigure(f"No forecast: the latest value is for the due date, {due}, or later.")


def past_of(commitment: Commitment, force: ForceSlug, series: Sequence[Update]) -> Past:
    """The past of a cell from its series: one update for each as-at date, oldest first."""
    if commitment.is_milestone:
        return Past(commitment, force, (), NoFigure("A milestone has states, not numbers."))
    broken = [place for place, update in enumerate(series) if "b" in update.draft.marks]
    since = series[broken[-1] :] if broken else series
    values = [
        (draft.as_at, draft.value) for draft in [update.draft for update in since] if draft.value is not None
    ]
    if commitment.measure.reported is Reported.PER_PERIOD:
        return Past(commitment, force, values, _running_totals(commitment, force, series))
    start = commitment.baseline_at
    way = [point for point in values if point[0] > start]
    if not broken or series[broken[-1]].draft.as_at <= start:
        way.insert(0, (start, commitment.baselines[force]))
    return Past(commitment, force, values, way)


def adds_up(commitment: Commitment) -> bool:
    """Whether the values of a commitment make a total that grows from the baseline."""
    measure = commitment.measure
    return measure.reported is Reported.PER_PERIOD or measure.kind is Kind.COUNT


def _running_totals(
    commitment: Commitment, force: ForceSlug, series: Sequence[Update]
) -> list[Point] | NoFigure:
    total = commitment.baselines[force]
    known = period_total(commitment, total, series)
    if known is not None and known.missing:
        return NoFigure(
            f"The total so far is not known: {plural(len(known.missing), 'period')} not reported."
        )
    points = [(commitment.baseline_at, total)]
    latest: dict[Period, float] = {}
    for update in series:
        day, value = update.draft.as_at, update.draft.value
        if value is not None and day > commitment.baseline_at:
            period = period_of(day, commitment.reporting)
            total += value - latest.get(period, 0.0)
            latest[period] = value
            points.append((day, total))
    return points
