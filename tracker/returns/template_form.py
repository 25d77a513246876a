"""What one force is asked in a return: which commitments, as at which day, and what is known already.

A return is made for the latest reporting period of the plan that has ended on a day. A commitment with a
reporting frequency of its own is asked for its own latest ended period.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tracker.domain.calendar import Period, day_words, last_period_end, period_of
from tracker.domain.errors import RefusedError
from tracker.domain.lateness import expected_periods
from tracker.domain.plan import NATIONAL, Direction, Reported
from tracker.domain.reading import NOTHING
from tracker.domain.trajectory import trajectory_of
from tracker.domain.update import State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug, Plan
    from tracker.domain.reading import Reading
    from tracker.domain.update import Update


@dataclass(frozen=True, slots=True)
class Asked:
    """A commitment that a return asks for.

    ``as_at`` is the end of the commitment's own period. ``expected`` is in the measure's unit on that day,
    or within the period where values are reported per period; None for a milestone. ``last`` is what was
    reported last, be it "not available".
    """

    commitment: Commitment
    period: Period
    as_at: date
    expected: float | None
    last: Update | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A commitment of the force that a return does not ask for, and a sentence that says why."""

    commitment: Commitment
    reason: str


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """All that one force's workbook says; the same form makes the same bytes."""

    plan: Plan
    plan_version: int
    force: Force
    period: Period
    made_on: date
    asked: tuple[Asked, ...]
    left_out: tuple[LeftOut, ...] = ()

    @property
    def file_name(self) -> str:
        """The workbook's name: the force's slug and the period's end."""
        return f"{self.force.slug}-{self.period.end.isoformat()}.xlsx"

    @property
    def due_on(self) -> date:
        """The last day on which the return is in time."""
        return self.period.due_on(self.plan.due_after)

    def workbook(self) -> bytes:
        """The XLSX file."""
        from tracker.returns.template_writer import workbook_of

        return workbook_of(self)


def forms_of(
    plan: Plan,
    plan_version: int,
    forces: Sequence[ForceSlug],
    readings: Mapping[tuple[ForceSlug, CommitmentId], Reading],
    *,
    on: date,
    made_on: date,
) -> list[ReturnForm]:
    """The forms of these forces (none named: all, without the national bodies) on a day.

    A force that has nothing to report has no form; :class:`RefusedError` where that is so of all.
    """
    calendar = _Calendar(plan, on)
    slugs = forces or [force.slug for force in plan.forces if force.slug != NATIONAL]
    made: list[ReturnForm] = []
    for slug in dict.fromkeys(slugs):
        rows = [
            calendar.row(commitment, slug, readings.get((slug, commitment.id), NOTHING))
            for commitment in plan.commitments
            if slug in commitment.forces
        ]
        asked = tuple(row for row in rows if isinstance(row, Asked))
        left_out = tuple(row for row in rows if isinstance(row, LeftOut))
        if asked:
            form = ReturnForm(plan, plan_version, plan.force(slug), calendar.period, made_on, asked, left_out)
            made.append(form)
    if not made:
        raise RefusedError(calendar.why_nothing([plan.force(slug) for slug in slugs]))
    return made


class _Calendar:
    """The periods of a plan and of its commitments, seen from a day."""

    def __init__(self, plan: Plan, on: date) -> None:
        self._expected = {
            c.id: tuple(expected_periods(c)) or (period_of(c.due, c.reporting),) for c in plan.commitments
        }
        self._on = on
        day = min(on, max((periods[-1].end for periods in self._expected.values()), default=on))
        self.period = period_of(last_period_end(day, plan.reporting), plan.reporting)
        self._latest = {
            cid: next((p for p in reversed(periods) if p.end <= day), None)
            for cid, periods in self._expected.items()
        }

    def row(self, commitment: Commitment, force: ForceSlug, reading: Reading) -> Asked | LeftOut:
        """What the return asks of one commitment."""
        period = self._latest[commitment.id]
        if period is None:
            first = self._expected[commitment.id][0]
            return LeftOut(
                commitment, f"The first return is for the period that ends on {day_words(first.end)}."
            )
        is_over = period == self._expected[commitment.id][-1]
        last = reading.valueless or reading.update
        as_at = period.end
        if period.end < self.period.start:
            settled = _settled(commitment, reading, period, is_over=is_over)
            if settled:
                return LeftOut(commitment, settled)
            if is_over and commitment.is_milestone:
                as_at = self.period.end
        exemption = commitment.exemption(force, as_at)
        if exemption is not None:
            return LeftOut(commitment, f"Exempt until {day_words(exemption.until)}: {exemption.reason}.")
        return Asked(commitment, period, as_at, _expected(commitment, force, period, as_at), last)

    def why_nothing(self, forces: Sequence[Force]) -> str:
        """Why no workbook was made."""
        if self._expected and not any(self._latest.values()):
            first = min(periods[0].end for periods in self._expected.values())
            return (
                f"No reporting period of the plan has ended by {day_words(self._on)}: the first ends on "
                f"{day_words(first)}. Name a later day."
            )
        who = forces[0].name if len(forces) == 1 else "No force"
        verb = "has nothing" if len(forces) == 1 else "has anything"
        return f"{who} {verb} to report for the period that ended on {day_words(self.period.end)}."


def _settled(commitment: Commitment, reading: Reading, period: Period, *, is_over: bool) -> str | None:
    """Why nothing is left to report of a commitment whose latest period ended before the return's began.

    A milestone is asked for until it is done, a number until there is one for its period, or for its due
    date where the period is its last (``is_over``).
    """
    update = reading.update
    if update is None:
        return None
    as_at = update.draft.as_at
    if is_over and commitment.is_milestone:
        if update.draft.state is State.DONE:
            return f"Done as at {day_words(as_at)}: nothing is left to report."
        return None
    if as_at < (commitment.due if is_over else period.start):
        return None
    if is_over:
        return f"Its last return, as at {day_words(as_at)}, has been made."
    return f"Reported as at {day_words(as_at)}; returns are {commitment.reporting.value}."


def _expected(commitment: Commitment, force: ForceSlug, period: Period, as_at: date) -> float | None:
    if commitment.is_milestone:
        return None
    accepted = commitment.acceptance(force, as_at)
    trajectory = trajectory_of(commitment, force, accepted.target if accepted else None)
    measure = commitment.measure
    if measure.reported is Reported.TO_DATE or measure.direction is Direction.MAINTAIN:
        return trajectory.expected(as_at)
    before = max(period.start - timedelta(days=1), commitment.baseline_at)
    return trajectory.expected(as_at) - trajectory.expected(before)
