"""What the ledger says of every cell of a plan, ready to be judged."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.domain.board import cells_of
from tracker.domain.plan import Reported
from tracker.domain.reading import Reading, reading_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date, datetime

    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug, Plan
    from tracker.domain.rebaselining import Rebaselining
    from tracker.domain.update import Update
    from tracker.domain.when import Look
    from tracker.store import Store


def readings(
    store: Store,
    plan: Plan,
    as_of: date,
    known_at: datetime | None,
    later: Plan | None = None,
    ledger: int | None = None,
) -> dict[tuple[ForceSlug, CommitmentId], Reading]:
    """The reading of every cell of a plan of which anything is known, as of a day.

    With a ``later`` plan, what was recorded under the ids that its commitments have gone by since counts.
    ``ledger`` is the last ledger number to look at.
    """
    ids = earlier_ids(plan, later)
    rows = store.latest(cells_of(plan), as_of=as_of, known_at=known_at, earlier=ids, ledger=ledger)
    readings = {key: Reading(row.update, row.valueless) for key, row in rows.items()}
    for promise in plan.commitments:
        if promise.measure.reported is Reported.PER_PERIOD:
            series = store.series_by_force(
                promise.id, as_of=as_of, known_at=known_at, earlier=ids.get(promise.id, ()), ledger=ledger
            )
            for force in promise.forces:
                if (force, promise.id) in rows:
                    baseline = promise.baselines[force]
                    readings[force, promise.id] = reading_of(promise, baseline, series.get(force, ()))
    return readings


def original_readings(
    store: Store,
    rebaselined: Mapping[tuple[ForceSlug, CommitmentId], Rebaselining],
    as_of: date,
    known_at: datetime | None,
    ledger: int | None = None,
) -> dict[tuple[ForceSlug, CommitmentId], Reading]:
    """The readings under the original of re-baselined cells whose values add up from the baseline date."""
    found = {}
    for (force, cid), past in rebaselined.items():
        yardstick = past.yardstick
        if yardstick is not None and yardstick.measure.reported is Reported.PER_PERIOD:
            series = store.series(
                force, cid, as_of=as_of, known_at=known_at, earlier=yardstick.replaces, ledger=ledger
            )
            found[force, cid] = reading_of(yardstick, yardstick.baselines[force], series)
    return found


def series_of(
    store: Store, commitment: Commitment, as_of: date, known_at: datetime | None
) -> dict[ForceSlug, tuple[Update, ...]]:
    """Every force of a commitment through time, under every id that it went by."""
    known = store.series_by_force(commitment.id, as_of=as_of, known_at=known_at, earlier=commitment.replaces)
    return {force: tuple(known.get(force, ())) for force in commitment.forces}


def earlier_ids(plan: Plan, later: Plan | None = None) -> dict[CommitmentId, tuple[CommitmentId, ...]]:
    """The other ids of each commitment that has any: those it went by before, and in a later plan."""
    found = plan.earlier_ids
    if later is None or later is plan:
        return found
    known = {commitment.id for commitment in plan.commitments}
    for commitment in later.commitments:
        for cid in known.intersection(commitment.replaces):
            found[cid] = tuple(other for other in commitment.ids if other != cid)
    return found


def corrected(
    store: Store,
    plan: Plan,
    later: Plan,
    old: Mapping[tuple[ForceSlug, CommitmentId], Reading],
    a: Look,
    b: Look,
) -> Mapping[tuple[ForceSlug, CommitmentId], Reading]:
    """The readings at A with what is known at B of A's own as-at dates; see tracker.domain.causes.

    Where a look as of A finds the same with B's knowledge, nothing was corrected; only the series of
    the other cells are read.
    """
    from tracker.domain.causes import corrected_series

    if a.known_at == b.known_at:
        return old
    then = readings(store, plan, a.as_of, b.known_at, later)
    ids = earlier_ids(plan, later)
    found = dict(old)
    commitments = {commitment.id: commitment for commitment in plan.commitments}
    for force, cid in old:
        if then.get((force, cid)) == old[force, cid]:
            continue
        promise = commitments[cid]
        at_a = store.series(force, cid, as_of=a.as_of, known_at=a.known_at, earlier=promise.replaces)
        at_b = store.series(force, cid, as_of=a.as_of, known_at=b.known_at, earlier=ids.get(cid, ()))
        series = corrected_series(at_a, at_b)
        found[force, cid] = reading_of(promise, promise.baselines.get(force, 0.0), series)
    return found


@contextmanager
def not_collecting() -> Iterator[None]:
    """Make a board without looking for cyclic garbage among its many small records: they hold none.

    They are not frozen afterwards: whatever screen had just been left would be frozen with them, for ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
