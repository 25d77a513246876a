"""Why a cell moved: its five pictures from A to B, each with one thing more changed than the one before.

The order is fixed, and everything but the plan is changed under A's plan:

1. **correction of old data**: where A knew something for an as-at date, what is known for it at B (withdrawn
   dates gone); judged as of A;
2. **new data**: the as-at dates for which A knew nothing, as known at B and up to B's as-of; judged as of A;
3. **passing of time**: the same data, judged as of B;
4. **change of the plan**: the same data, as of B, judged under B's plan version.

The first picture is A itself and the last is B itself, so that the steps between them add up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain.assess import assess
from tracker.domain.performance import PLACES
from tracker.domain.update import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tracker.domain.assess import Assessment
    from tracker.domain.plan import Commitment, ForceSlug
    from tracker.domain.reading import Reading
    from tracker.domain.status import Status
    from tracker.domain.update import Update


class Cause(StrEnum):
    """The four causes, in the order in which they are changed."""

    CORRECTION = "correction of old data"
    NEW_DATA = "new data"
    TIME = "passing of time"
    PLAN = "change of the plan"


@dataclass(frozen=True, slots=True)
class Standing:
    """A cell in one picture: its assessment, and the commitment it is judged under.

    ``valueless`` is a later return that had no value to give.
    """

    commitment: Commitment
    assessment: Assessment
    valueless: Update | None = None

    @property
    def status(self) -> Status:
        """The computed status."""
        return self.assessment.status

    @property
    def update(self) -> Update | None:
        """The update judged: history from before the start is none."""
        update = self.assessment.update
        return update if update is not None and update.draft.as_at >= self.commitment.starts else None

    @property
    def heard(self) -> bool:
        """Whether there is anything to judge."""
        return self.update is not None

    @property
    def value(self) -> float | None:
        """The value judged, in the measure's unit."""
        return self.assessment.value if self.heard else None

    @property
    def state(self) -> State | None:
        """A milestone's state."""
        return self.update.draft.state if self.update else None

    @property
    def forecast(self) -> date | None:
        """When a milestone is expected to be done; None once it is."""
        return self.update.draft.forecast if self.update and self.state is not State.DONE else None

    @property
    def missing_as(self) -> str:
        """The mark in the place of a value: x not available; empty where there is a value or nothing."""
        return self.valueless.draft.marks if self.valueless and not self.heard else ""

    @property
    def said(self) -> tuple[float | None, State | None, date | None, str]:
        """What the force says: value, rounded to nine places, state, forecast, mark in a value's place."""
        value = None if self.value is None else round(self.value, PLACES)
        return value, self.state, self.forecast, self.missing_as

    def yardstick(self, force: ForceSlug) -> tuple[object, ...]:
        """All that a value is measured against, an accepted target included."""
        c = self.commitment
        return (
            *(c.measure, c.starts, c.baseline_at, c.due, c.waypoints, c.shape, c.thresholds),
            *(c.baselines.get(force), c.targets.get(force), self.assessment.target),
        )


#: A, corrected, with new data, after the time that passed, and B; None where the plan has no such cell.
_Seen: TypeAlias = "Standing | None"
Pictures: TypeAlias = tuple[_Seen, _Seen, _Seen, _Seen, _Seen]


@dataclass(frozen=True, slots=True)
class Step:
    """One cause, and the cell before and after it alone was changed."""

    cause: Cause
    before: Standing | None
    after: Standing | None
    contributes: bool

    @property
    def change(self) -> float | None:
        """By how much the performance moved; None where there is none before or none after."""
        return performance_change(self.before, self.after)

    @property
    def turns(self) -> bool:
        """Whether the status changed."""
        return self.before is not None and self.after is not None and self.before.status != self.after.status


@dataclass(frozen=True, slots=True)
class CellReadings:
    """One cell's readings: at A, corrected, with all that is known at B; and the last under B's plan."""

    at_a: Reading
    corrected: Reading
    complete: Reading
    at_b: Reading


def pictures(
    force: ForceSlug,
    plans: tuple[Commitment | None, Commitment | None],
    days: tuple[date, date],
    readings: CellReadings,
) -> Pictures:
    """The five pictures of a cell; ``plans`` and ``days`` are those of A and of B.

    A picture that could not differ from the one before is that one; an unchanged commitment is given twice.
    """
    (old, new), (day_a, day_b), r = plans, days, readings
    a = _standing(old, force, r.at_a, day_a)
    corrected = a if r.corrected == r.at_a else _standing(old, force, r.corrected, day_a)
    fresh = corrected if r.complete == r.corrected else _standing(old, force, r.complete, day_a)
    later = fresh if day_a == day_b else _standing(old, force, r.complete, day_b)
    b = later if old is new else _standing(new, force, r.at_b, day_b)
    return a, corrected, fresh, later, b


def steps(force: ForceSlug, seen: Pictures) -> tuple[Step, ...]:
    """The four steps between the five pictures, in their order."""
    pairs = zip(Cause, seen, seen[1:], strict=False)
    return tuple(Step(cause, before, after, _differ(force, before, after)) for cause, before, after in pairs)


def corrected_series(at_a: Iterable[Update], at_b: Iterable[Update]) -> list[Update]:
    """What stands at B for the as-at dates for which something stood at A."""
    dates = {update.draft.as_at for update in at_a}
    return [update for update in at_b if update.draft.as_at in dates]


def performance_change(before: Standing | None, after: Standing | None) -> float | None:
    """The difference of two performances, rounded to nine places."""
    old = before.assessment.performance if before else None
    new = after.assessment.performance if after else None
    return None if old is None or new is None else round(new - old, PLACES)


def _standing(
    commitment: Commitment | None, force: ForceSlug, reading: Reading, as_of: date
) -> Standing | None:
    if commitment is None or force not in commitment.forces:
        return None
    valueless = reading.valueless
    if valueless is not None and valueless.draft.as_at < commitment.starts:
        valueless = None
    return Standing(commitment, assess(commitment, force, reading, as_of), valueless)


def _differ(force: ForceSlug, before: Standing | None, after: Standing | None) -> bool:
    """Whether status, value, state, performance or yardstick differ."""
    if before is after:
        return False
    if before is None or after is None:
        return True
    if (before.status, before.said) != (after.status, after.said):
        return True
    moved = performance_change(before, after)
    if moved is None:
        moved = before.assessment.performance != after.assessment.performance
    return bool(moved) or before.yardstick(force) != after.yardstick(force)
