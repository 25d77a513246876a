"""One commitment, or one force, with its past."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.domain.commitment_view import CommitmentView
from tracker.domain.due import due_list
from tracker.domain.force_view import ForceView
from tracker.domain.national_path import national_points, national_trajectory
from tracker.workspace.readings import series_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.plan import Commitment, ForceSlug, Plan
    from tracker.store import Store


def commitment_view(
    store: Store, plan: Plan, commitment: Commitment, as_of: date, known_at: datetime | None
) -> CommitmentView:
    """The national figure of a commitment through time; the trajectory goes on from the last of it."""
    series = series_of(store, commitment, as_of, known_at)
    forces = {force.slug: force for force in plan.forces}
    points = sorted(national_points(commitment, series, forces, as_of), key=lambda point: point.day)
    corners = () if commitment.is_milestone else national_trajectory(commitment, forces, as_of)
    last = points[-1].day if points else commitment.baseline_at
    ahead = tuple((day, value) for day, value in corners if day > last or not points)
    return CommitmentView(commitment, as_of, tuple(points), ahead)


def force_view(
    store: Store, plan: Plan, force: ForceSlug, as_of: date, on: date, known_at: datetime | None
) -> ForceView:
    """The series of each commitment of a force, and its missing returns on a day."""
    own = tuple(replace(c, forces=(force,)) for c in plan.commitments if force in c.forces)
    alone = replace(plan, forces=(plan.force(force),), commitments=own)
    starts = {(force, c.id): c.starts for c in own}
    made = store.reported(starts, as_of=on, known_at=known_at, earlier=plan.earlier_ids)
    due = due_list(alone, 0, made, on=on, known_at=known_at)
    series = {
        c.id: tuple(store.series(force, c.id, as_of=as_of, known_at=known_at, texts=True, earlier=c.replaces))
        for c in own
    }
    return ForceView(force, as_of, series, {cell.commitment: cell for cell in due.cells})
