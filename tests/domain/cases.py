"""Small commitments and updates for the tests of the rules; every argument has a plain default."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tracker.domain.assess import Assessment, assess
from tracker.domain.calendar import Frequency
from tracker.domain.plan import Commitment, Direction, Kind, Measure, Scope
from tracker.domain.reading import NOTHING, Reading
from tracker.domain.status import Status
from tracker.domain.update import Draft, State, Update

START = date(2015, 4, 1)
DUE = date(2016, 3, 31)
MIDWAY = date(2015, 9, 30)


def commitment(baseline: float = 0.0, target: float = 100.0, **changes: Any) -> Commitment:
    """A count for Kent from 1 April 2015 to 31 March 2016, reported quarterly; ``kind`` and ``direction``
    go to the measure, everything else to the commitment."""
    measure = Measure(
        kind=changes.pop("kind", Kind.COUNT),
        unit="offenders",
        direction=changes.pop("direction", Direction.INCREASE),
    )
    for name in ("bound", "reported", "per", "weight", "multiplier", "estimate_by"):
        if name in changes:
            measure = replace(measure, **{name: changes.pop(name)})
    forces = changes.pop("forces", ("kent",))
    made = Commitment(
        id="offenders-pursued",
        title="Pursue more offenders",
        strand="pursue",
        lead="National lead",
        source="test",
        scope=Scope.FORCE,
        measure=measure,
        starts=START,
        due=DUE,
        reporting=Frequency.QUARTERLY,
        due_after=21,
        stale_after=135,
        forces=forces,
        baseline_at=START,
        baselines=dict.fromkeys(forces, baseline),
        targets=dict.fromkeys(forces, target),
    )
    return replace(made, **changes)


def milestone(**changes: Any) -> Commitment:
    """A milestone for Kent, due on 2 January 2016."""
    return commitment(kind=Kind.MILESTONE, baselines={}, targets={}, due=date(2016, 1, 2), **changes)


def update(as_at: date = MIDWAY, value: float | None = None, **fields: Any) -> Update:
    """A recorded update of Kent."""
    moment = datetime(as_at.year, as_at.month, as_at.day, 12, tzinfo=UTC)
    draft = Draft("kent", "offenders-pursued", as_at, value, **fields)
    return Update(1, draft, "tester", moment, moment, "0" * 64)


def judged(
    promise: Commitment,
    value: float | None = None,
    as_at: date = MIDWAY,
    as_of: date | None = None,
    **more: Any,
) -> Assessment:
    """The assessment of one value, by default looked at on its own date; None is nothing reported."""
    reading = NOTHING if value is None else Reading(update(as_at, value, **more))
    return assess(promise, "kent", reading, as_of or as_at)


def status(
    promise: Commitment, value: float | None = None, as_at: date = MIDWAY, as_of: date | None = None
) -> Status:
    """The status of one value."""
    return judged(promise, value, as_at, as_of).status


def state_status(
    promise: Commitment,
    state: State,
    as_of: date,
    *,
    as_at: date | None = None,
    forecast: date | None = None,
) -> Status:
    """The status of a milestone's state as of a day, reported that day unless said otherwise."""
    reading = Reading(update(as_at or as_of, state=state, forecast=forecast))
    return assess(promise, "kent", reading, as_of).status
