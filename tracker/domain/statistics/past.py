"""The past of a cell: what was reported over time, ready for every figure over time.

After a break in the series (mark b) only what follows is compared. A total that is reported period by period
is added up from the baseline; where a period is missing the total is not known, and says so.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.calendar import period_of
from tracker.domain.plan import Kind, Reported
from tracker.domain.reading import period_total
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.points import Points
from tracker.domain.words import day_words, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.calendar import Period
    from tracker.domain.plan import Commitment, ForceSlug
    from tracker.domain.update import Draft, Update


@dataclass(frozen=True, slots=True)
class Past:
    """One cell over time, oldest first, in the measure's unit.

    ``reported`` are the numbers as they came. ``way`` are the totals or levels from the baseline, which is
    its first point, or the reason why they are not known.
    """

    commitment: Commitment
    force: ForceSlug
    reported: Points
    way: Points | NoFigure

    @property
    def way_ahead(self) -> Points | NoFigure:
        """The way so far while some of it is ahead; else the reason why there is nothing to forecast."""
        if isinstance(self.way, NoFigure) or not self.way or self.way.days[-1] < self.commitment.due:
            return self.way
        due = day_words(self.commitment.due)
        return NoFigure(f"No forecast: the latest value is for the due date, {due}, or later.")


def past_of(commitment: Commitment, force: ForceSlug, series: Sequence[Update]) -> Past:
    """The past of a cell from its series: one update for each as-at date, oldest first."""
    if commitment.is_milestone:
        return Past(commitment, force, Points(), NoFigure("A milestone has states, not numbers."))
    drafts = [update.draft for update in series]
    is_broken = "b" in "".join([draft.marks for draft in drafts])
    broken = [place for place, draft in enumerate(drafts) if "b" in draft.marks] if is_broken else []
    reported = _points(drafts[broken[-1] :] if broken else drafts)
    if commitment.measure.reported is Reported.PER_PERIOD:
        return Past(commitment, force, reported, _running_totals(commitment, force, series))
    start = commitment.baseline_at
    first = bisect_right(reported.days, start)
    way = Points(reported.days[first:], reported.values[first:])
    if not broken or drafts[broken[-1]].as_at <= start:
        way = way.before(start, commitment.baselines[force])
    return Past(commitment, force, reported, way)


def adds_up(commitment: Commitment) -> bool:
    """Whether the values of a commitment make a total that grows from the baseline."""
    measure = commitment.measure
    return measure.reported is Reported.PER_PERIOD or measure.kind is Kind.COUNT


def _points(drafts: Sequence[Draft]) -> Points:
    told = [(draft.as_at, draft.value) for draft in drafts if draft.value is not None]
    return Points(*zip(*told, strict=True)) if told else Points()


def _running_totals(commitment: Commitment, force: ForceSlug, series: Sequence[Update]) -> Points | NoFigure:
    total = commitment.baselines[force]
    known = period_total(commitment, total, series)
    if known is not None and known.missing:
        missing = plural(len(known.missing), "period")
        return NoFigure(f"The total so far is not known: {missing} not reported.")
    reported = _points([u.draft for u in series if u.draft.as_at > commitment.baseline_at])
    totals: list[float] = []
    latest: dict[Period, float] = {}
    for day, value in zip(reported.days, reported.values, strict=True):
        period = period_of(day, commitment.reporting)
        total += value - latest.get(period, 0.0)
        latest[period] = value
        totals.append(total)
    return Points(reported.days, tuple(totals)).before(commitment.baseline_at, commitment.baselines[force])
