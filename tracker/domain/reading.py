"""A reading: what is known of one cell as of a day, ready to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from operator import attrgetter
from typing import TYPE_CHECKING

from tracker.domain.calendar import Period, next_period, period_of
from tracker.domain.plan import Reported

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from tracker.domain.plan import Commitment
    from tracker.domain.trajectory import Trajectory
    from tracker.domain.update import Update

#: The as-at date of an update.
AS_AT: Callable[[Update], date] = attrgetter("draft.as_at")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days that one per-period value covers: later than ``after``, up to and including ``until``."""

    after: date
    until: date


@dataclass(frozen=True, slots=True)
class PeriodTotal:
    """Per-period values added up from the baseline date; ``missing`` periods were not reported."""

    value: float
    stretches: tuple[Stretch, ...]
    missing: tuple[Period, ...]

    def expected(self, trajectory: Trajectory) -> float:
        """What was expected over the same days: a partial sum is never held against the whole way."""
        return trajectory.baseline + sum(
            trajectory.expected(s.until) - trajectory.expected(s.after) for s in self.stretches
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """The latest value of a cell, and the later return, if any, that had no value to give.

    ``update`` is the latest update with a value or a state; ``valueless`` is a later one that says "not
    available", "not applicable" or "confidential"; ``total`` is set where values are reported per period.
    """

    update: Update | None = None
    valueless: Update | None = None
    total: PeriodTotal | None = None


NOTHING = Reading()


def reading_of(commitment: Commitment, baseline: float, series: Sequence[Update]) -> Reading:
    """The reading of a cell from its series: one update an as-at date, oldest first, none too late."""
    last = next((update for update in reversed(series) if update.has_value), None)
    if last is None:
        return Reading(None, series[-1]) if series else NOTHING
    valueless = series[-1] if series[-1] is not last else None
    total = None
    if commitment.measure.reported is Reported.PER_PERIOD:
        total = period_total(commitment, baseline, series)
    return Reading(last, valueless, total)


def period_total(commitment: Commitment, baseline: float, series: Iterable[Update]) -> PeriodTotal | None:
    """Add up per-period values; None when there is none after the baseline date.

    ``series`` holds one update for each as-at date, oldest first; those without a value count nothing. Within
    one period the latest as-at date stands for the period, and only the days up to it are counted as covered.
    """
    latest: dict[Period, Update] = {}
    for update in series:
        if update.draft.value is not None and update.draft.as_at > commitment.baseline_at:
            latest[period_of(update.draft.as_at, commitment.reporting)] = update
    if not latest:
        return None
    stretches = tuple(
        Stretch(max(period.start - timedelta(days=1), commitment.baseline_at), update.draft.as_at)
        for period, update in latest.items()
    )
    value = baseline + sum(u.draft.value for u in latest.values() if u.draft.value is not None)
    return PeriodTotal(value, stretches, tuple(_missing(commitment, list(latest))))


def _missing(commitment: Commitment, reported: Sequence[Period]) -> Iterable[Period]:
    period = period_of(commitment.baseline_at + timedelta(days=1), commitment.reporting)
    while period < reported[-1]:
        if period not in reported:
            yield period
        period = next_period(period, commitment.reporting)
