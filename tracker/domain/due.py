"""Chasing: which returns are missing on a day, of whom, how late, and how well everybody reports.

A return is what one force says of one commitment for one reporting period: a value whose as-at date lies
in the period. The rules are written down in ``docs/chasing.md``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain.board import cells_of
from tracker.domain.calendar import period_of
from tracker.domain.lateness import (
    Lateness,
    ReportingRate,
    expected_periods,
    final_due_on,
    has_fallen_due,
    lateness,
    reporting_rate,
    together,
)
from tracker.domain.plan import NATIONAL, Reported
from tracker.domain.update import MARKS, VALUELESS_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from tracker.domain.calendar import Period
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug, Plan
    from tracker.domain.update import ReportMade

#: The rates are over so many periods of each commitment, the latest that have fallen due.
RATED_PERIODS = 4


@dataclass(frozen=True, slots=True)
class Missing:
    """A return that has not come: ``days_late`` is 0 where it is not due yet.

    ``answer`` is what the force said in a value's place ("not available"), ``answered_on`` when.
    """

    force: ForceSlug
    commitment: CommitmentId
    period: Period
    due_on: date
    days_late: int
    lateness: Lateness
    answer: str | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class DueCell:
    """How one force reports on one commitment.

    ``missing`` are the returns that have fallen due and not come, oldest first; ``next`` is the next one to
    fall due, if it has not come already; ``last`` the value that came last; ``due`` the periods whose
    returns have fallen due, come or not, and ``rate`` rates the latest of them.
    """

    force: ForceSlug
    commitment: CommitmentId
    missing: tuple[Missing, ...]
    next: Missing | None
    last: ReportMade | None
    due: tuple[Period, ...]
    rate: ReportingRate


@dataclass(frozen=True)
class DueGroup:
    """Cells taken together: those of a force, of a region, of a commitment, or of the whole plan."""

    key: str
    cells: tuple[DueCell, ...]

    @cached_property
    def missing(self) -> tuple[Missing, ...]:
        """Every missing return, by period, then in the plan's order."""
        found = [missing for cell in self.cells for missing in cell.missing]
        return tuple(sorted(found, key=lambda missing: (missing.period.start, missing.period.end)))

    @cached_property
    def rate(self) -> ReportingRate:
        """The rates over the returns of all cells."""
        return together(cell.rate for cell in self.cells)

    @property
    def rated_periods(self) -> int:
        """Over how many periods the rates are, at most."""
        return max((min(len(cell.due), RATED_PERIODS) for cell in self.cells), default=0)

    @property
    def standing(self) -> Lateness | None:
        """The worst of what is missing; None where nothing is."""
        if any(missing.lateness is Lateness.SILENT for missing in self.missing):
            return Lateness.SILENT
        return Lateness.LATE if self.missing else None

    @property
    def days_late(self) -> int:
        """Days since the oldest missing return fell due; 0 where nothing is missing."""
        return max((missing.days_late for missing in self.missing), default=0)

    @cached_property
    def last(self) -> ReportMade | None:
        """The value that came last; of several that came together the one for the latest date."""
        made = [cell.last for cell in self.cells if cell.last is not None]
        return max(made, key=lambda last: (last.came_on, last.as_at), default=None)

    @property
    def has_fallen_due(self) -> bool:
        """Whether any return was expected so far."""
        return any(cell.due for cell in self.cells)

    @property
    def never(self) -> bool:
        """Whether a return has fallen due, and no value was ever reported."""
        return self.has_fallen_due and self.last is None

    @property
    def next_due_on(self) -> date | None:
        """The last day in time for the next return that is still to come."""
        return min((cell.next.due_on for cell in self.cells if cell.next), default=None)

    def _forces(self) -> dict[ForceSlug, DueGroup]:
        groups: dict[ForceSlug, list[DueCell]] = {}
        for cell in self.cells:
            groups.setdefault(cell.force, []).append(cell)
        return {slug: DueGroup(slug, tuple(cells)) for slug, cells in groups.items()}

    @cached_property
    def counts(self) -> DueCounts:
        """How many forces are expected to report, and how they stand."""
        forces = [group for slug, group in self._forces().items() if slug != NATIONAL]
        due = [force for force in forces if force.has_fallen_due]
        return DueCounts(
            expected=len(due),
            missing=sum(force.standing is not None for force in due),
            silent=sum(force.standing is Lateness.SILENT for force in due),
            never=sum(force.never for force in due),
        )

    @property
    def national_is_missing(self) -> bool:
        """Whether the national body has returns missing; it is not counted as a force."""
        return any(missing.force == NATIONAL for missing in self.missing)


@dataclass(frozen=True)
class DueCounts:
    """Forces from which a return has fallen due, and those of them with returns missing, with silent ones,
    and those that never reported; the national body is not a force."""

    expected: int
    missing: int
    silent: int
    never: int


@dataclass(frozen=True)
class DueList:
    """The returns of a plan as they stand on a day, known at an instant (None: now).

    ``on`` may be still to come: the list is then what would be missing if nothing more came.
    """

    plan: Plan
    plan_version: int
    before_first_version: bool
    on: date
    known_at: datetime | None
    cells: tuple[DueCell, ...]

    @cached_property
    def overall(self) -> DueGroup:
        """The whole plan."""
        return DueGroup("", self.cells)

    @cached_property
    def by_force(self) -> Mapping[ForceSlug, DueGroup]:
        """Every force: silent ones first, then the latest, then by name; exempt ones have no cell."""
        names = {force.slug: force.name for force in self.plan.forces}
        groups = self._grouped((slug, slug) for slug in names)
        order = sorted(groups.values(), key=lambda group: (_urgency(group), names[group.key]))
        return {group.key: group for group in order}

    @cached_property
    def by_region(self) -> Mapping[str, DueGroup]:
        """Every region, in the plan's order."""
        return self._grouped((force.slug, force.region) for force in self.plan.forces)

    @cached_property
    def by_commitment(self) -> Mapping[CommitmentId, DueGroup]:
        """Every commitment, in the plan's order."""
        cells: dict[CommitmentId, list[DueCell]] = {c.id: [] for c in self.plan.commitments}
        for cell in self.cells:
            cells[cell.commitment].append(cell)
        return {cid: DueGroup(cid, tuple(found)) for cid, found in cells.items()}

    @cached_property
    def forces(self) -> Mapping[ForceSlug, Force]:
        """The plan's forces by slug."""
        return {force.slug: force for force in self.plan.forces}

    @property
    def last_due_on(self) -> date | None:
        """The last day in time for the plan's last return, where it has passed."""
        last = max((final_due_on(c) for c in self.plan.commitments), default=None)
        return last if last is not None and has_fallen_due(last, self.on) else None

    def _grouped(self, keys: Iterable[tuple[ForceSlug, str]]) -> dict[str, DueGroup]:
        key_of = dict(keys)
        cells: dict[str, list[DueCell]] = {key: [] for key in key_of.values()}
        for cell in self.cells:
            cells[key_of[cell.force]].append(cell)
        return {key: DueGroup(key, tuple(found)) for key, found in cells.items()}


def due_list(
    plan: Plan,
    plan_version: int,
    made: Mapping[tuple[ForceSlug, CommitmentId], Sequence[ReportMade]],
    *,
    on: date,
    known_at: datetime | None = None,
    before_first_version: bool = False,
) -> DueList:
    """What is missing on a day, from what was reported of each cell; a force exempt that day is left out."""
    commitments = {commitment.id: commitment for commitment in plan.commitments}
    slots = {cid: tuple(_slots_until(commitment, on)) for cid, commitment in commitments.items()}
    cells = tuple(
        _cell(commitments[cid], force, slots[cid], made.get((force, cid), ()), on)
        for force, cid in cells_of(plan)
        if commitments[cid].exemption(force, on) is None
    )
    return DueList(plan, plan_version, before_first_version, on, known_at, cells)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A period for which a commitment asks for a return, and how one that has not come stands on a day."""

    period: Period
    due_on: date
    lateness: Lateness


def _slots_until(commitment: Commitment, on: date) -> Iterator[_Slot]:
    """The periods whose returns have fallen due, those that are open, and the first that begins later."""
    for period in expected_periods(commitment):
        yield _Slot(period, period.due_on(commitment.due_after), lateness(commitment, period, on))
        if period.start > on:
            return


def _cell(
    commitment: Commitment, force: ForceSlug, slots: Sequence[_Slot], made: Iterable[ReportMade], on: date
) -> DueCell:
    reports = sorted((r for r in made if _counts(commitment, r, on)), key=lambda report: report.as_at)
    valued = [report for report in reports if report.has_value]
    done_in = period_of(valued[-1].as_at, commitment.reporting) if valued and valued[-1].is_done else None
    came: dict[Period, date] = {}
    for report in valued:
        period = period_of(report.as_at, commitment.reporting)
        came[period] = min(came.get(period, report.came_on), report.came_on)
    latest_last = sorted((r for r in reports if not r.has_value), key=lambda r: (r.as_at, r.came))
    answers = {period_of(r.as_at, commitment.reporting): r for r in latest_last}
    asked = [
        slot
        for slot in slots
        if (done_in is None or slot.period <= done_in) and commitment.exemption(force, slot.due_on) is None
    ]
    due = [slot for slot in asked if slot.lateness is not Lateness.NOT_DUE]
    open_ = [slot for slot in asked if slot.period not in came] if done_in is None else []
    missing = [
        Missing(
            force, commitment.id, slot.period, slot.due_on, max((on - slot.due_on).days, 0), slot.lateness,
            *_answer(answers.get(slot.period)),
        )
        for slot in open_
    ]  # fmt: skip
    rated = due[-RATED_PERIODS:]
    return DueCell(
        force=force,
        commitment=commitment.id,
        missing=tuple(each for each in missing if each.lateness is not Lateness.NOT_DUE),
        next=next((each for each in missing if each.lateness is Lateness.NOT_DUE), None),
        last=max(valued, key=lambda report: (report.came_on, report.as_at), default=None),
        due=tuple(slot.period for slot in due),
        rate=reporting_rate([slot.due_on for slot in rated], [came.get(slot.period) for slot in rated]),
    )


def _counts(commitment: Commitment, report: ReportMade, on: date) -> bool:
    """Whether a report had come by the day and is judged: history from before the start is not.

    Per-period values add up from the baseline date, so one for that date or before it is no return either.
    """
    if report.came_on > on or not commitment.starts <= report.as_at <= on:
        return False
    return commitment.measure.reported is Reported.TO_DATE or report.as_at > commitment.baseline_at


def _answer(report: ReportMade | None) -> tuple[str | None, date | None]:
    if report is None:
        return None, None
    word = next((MARKS[mark] for mark in report.marks if mark in VALUELESS_MARKS), "not available")
    return word, report.came_on


def _urgency(group: DueGroup) -> tuple[int, int]:
    rank = {Lateness.SILENT: 0, Lateness.LATE: 1}
    return (rank[group.standing] if group.standing else len(rank), -group.days_late)
