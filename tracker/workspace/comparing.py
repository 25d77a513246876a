"""What moved between two sightings of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.movement import Readings, make_movements
from tracker.domain.words import day_words
from tracker.workspace.readings import corrected, not_collecting, readings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from tracker.domain.movement import Movements, Sighting
    from tracker.domain.plan import CommitmentId, ForceSlug
    from tracker.domain.rebaselining import Rebaselining
    from tracker.domain.when import Look
    from tracker.store import Store


def compare(
    store: Store,
    looks: tuple[Look, Look],
    sightings: tuple[Sighting, Sighting],
    rebaselined: Mapping[tuple[ForceSlug, CommitmentId], Rebaselining],
) -> Movements:
    """The movement of every cell from A to B."""
    (a, b), (before, after) = looks, sightings
    with not_collecting():
        old = readings(store, before.plan, a.as_of, a.known_at)
        mended = corrected(store, before.plan, after.plan, old, a, b)
        complete = readings(store, before.plan, b.as_of, b.known_at, after.plan)
        same_plan = before.plan_version == after.plan_version
        at_b = complete if same_plan else readings(store, after.plan, b.as_of, b.known_at)
        return make_movements(before, after, Readings(old, mended, complete, at_b), rebaselined)


def refuse_backwards(a: Look, b: Look, now: datetime) -> None:
    """:class:`RefusedError` where B is before A, by its day or by its knowledge."""
    known_a, known_b = (min(look.known_at or now, now) for look in (a, b))
    if b.as_of < a.as_of:
        raise RefusedError(
            f"Movement is told forwards: {day_words(b.as_of)} is before {day_words(a.as_of)}. "
            "Name the earlier day first."
        )
    if known_b < known_a:
        known = f"at {day_words(a.known_at.date())}" if a.known_at else "now"
        raise RefusedError(
            f"Movement is told forwards: the second is known at {day_words(known_b.date())}, and the "
            f"first later, {known}. Say what each is known at, as in 2018-09-30@2019-02-01."
        )
