"""Which returns are expected, which have fallen due, and who is late or silent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.calendar import Period, next_period, period_of, periods

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from tracker.domain.plan import Commitment


class Lateness(StrEnum):
    """How a missing return stands: not due yet, late, or silent when a whole further period has passed."""

    NOT_DUE = "not due"
    LATE = "late"
    SILENT = "silent"


@dataclass(frozen=True)
class ReportingRate:
    """Returns expected, made at all, and made in time; a rate is None when nothing was expected."""

    expected: int
    reported: int
    on_time: int

    @property
    def rate(self) -> float | None:
        """Reported ÷ expected."""
        return self.reported / self.expected if self.expected else None

    @property
    def on_time_rate(self) -> float | None:
        """On time ÷ expected."""
        return self.on_time / self.expected if self.expected else None


def together(rates: Iterable[ReportingRate]) -> ReportingRate:
    """The rates of several: returns add up, rates are never averaged."""
    given = list(rates)
    return ReportingRate(
        expected=sum(rate.expected for rate in given),
        reported=sum(rate.reported for rate in given),
        on_time=sum(rate.on_time for rate in given),
    )


def expected_periods(commitment: Commitment) -> Iterator[Period]:
    """The periods for which a return is expected: from the start to the one that holds the due date."""
    return periods(max(commitment.starts, commitment.baseline_at), commitment.due, commitment.reporting)


def first_due_on(commitment: Commitment) -> date:
    """The last day on which the first return is in time."""
    first = next(expected_periods(commitment), None) or period_of(commitment.due, commitment.reporting)
    return first.due_on(commitment.due_after)


def final_due_on(commitment: Commitment) -> date:
    """The last day on which the return that covers the target's due date is in time."""
    return period_of(commitment.due, commitment.reporting).due_on(commitment.due_after)


def has_fallen_due(due_on: date, as_of: date) -> bool:
    """Whether a return is overdue: the day itself is still in time."""
    return as_of > due_on


def lateness(commitment: Commitment, period: Period, as_of: date) -> Lateness:
    """How a return that has not come stands on a day."""
    if not has_fallen_due(period.due_on(commitment.due_after), as_of):
        return Lateness.NOT_DUE
    following = next_period(period, commitment.reporting)
    if has_fallen_due(following.due_on(commitment.due_after), as_of):
        return Lateness.SILENT
    return Lateness.LATE


def reporting_rate(due: Iterable[date], made: Iterable[date | None]) -> ReportingRate:
    """The rates over returns given as pairs: the last day in time, and the day it came (None: never)."""
    pairs = list(zip(due, made, strict=True))
    return ReportingRate(
        expected=len(pairs),
        reported=sum(came is not None for _, came in pairs),
        on_time=sum(came is not None and came <= last for last, came in pairs),
    )
