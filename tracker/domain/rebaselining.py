"""Re-baselining: promises that were made easier since they were first recorded, and what they were before.

A version makes a promise easier for a force where any respect of :class:`tracker.domain.easing.Ease` is so.
It counts for as long as the promise is still easier than it was before that version.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from tracker.domain.easing import eased, is_judged_alike
from tracker.domain.renaming import predecessor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tracker.domain.easing import Ease
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug, Plan

    Key = tuple[ForceSlug, CommitmentId]


@dataclass(frozen=True, slots=True)
class Rebaselining:
    """What one force's promise was and is: re-baselined ``since`` a plan version, in the respects ``eases``.

    ``before`` is the commitment just before that version, ``original`` as it was first recorded for the
    force, in ``original_version``.
    """

    force: ForceSlug
    since: int
    eases: tuple[Ease, ...]
    before: Commitment
    original: Commitment
    original_version: int
    now: Commitment

    @property
    def original_target(self) -> float | None:
        """The target first recorded; None for a milestone."""
        return self.original.targets.get(self.force)

    @property
    def original_due(self) -> date:
        """The due date first recorded."""
        return self.original.due

    @property
    def yardstick(self) -> Commitment | None:
        """The commitment of today measured as it first was; None where its values mean something else now.

        Only what a value is measured against is taken from the past: who is exempt, and how often returns
        are made, is as it is.
        """
        first = self.original
        if not is_judged_alike(first.measure, self.now.measure):
            return None
        return replace(
            self.now,
            measure=first.measure,
            starts=first.starts,
            due=first.due,
            baseline_at=first.baseline_at,
            baselines=first.baselines,
            targets=first.targets,
            waypoints=first.waypoints,
            shape=first.shape,
            thresholds=first.thresholds,
            accept=(),
        )


def rebaselinings(plans: Sequence[Plan]) -> Mapping[Key, Rebaselining]:
    """Every re-baselined cell of the last of these plans: version 1, version 2 … up to the one in force."""
    return {
        (force, commitment.id): found
        for commitment in plans[-1].commitments
        if len(past := _past(plans, commitment)) > 1
        for force in commitment.forces
        if (found := _rebaselining(past, force)) is not None
    }


def _past(plans: Sequence[Plan], commitment: Commitment) -> list[tuple[int, Commitment]]:
    """What a commitment was, and from which version on, wherever it changed; the last is what it is."""
    past: list[tuple[int, Commitment]] = []
    for version, plan in enumerate(plans, start=1):
        then = predecessor(plan, commitment)
        if then is not None and (not past or past[-1][1] != then):
            past.append((version, then))
    return past


def _rebaselining(past: Sequence[tuple[int, Commitment]], force: ForceSlug) -> Rebaselining | None:
    own = [(version, commitment) for version, commitment in past if force in commitment.forces]
    first_version, first = own[0]
    now = own[-1][1]
    for (_, before), (version, after) in pairwise(own):
        if eased(before, after, force) and (still := eased(before, now, force)):
            return Rebaselining(force, version, still, before, first, first_version, now)
    return None
