"""Commitments that go on under another id: which is which, and what a plan may not say of them.

A commitment names every id it went by before, so that one plan alone says whose updates count.
"""

from __future__ import annotations

import difflib
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from tracker.domain.words import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.plan import Commitment, CommitmentId, Plan


def goes_on_as(old: Plan, new: Plan) -> dict[CommitmentId, CommitmentId]:
    """The new id of each commitment of an earlier plan that goes by another id in a later one."""
    before = {commitment.id for commitment in old.commitments}
    return {
        earlier: c.id
        for c in new.commitments
        if c.id not in before
        for earlier in c.replaces
        if earlier in before
    }


def predecessor(old: Plan, commitment: Commitment) -> Commitment | None:
    """What a commitment was in an earlier plan, under whatever id; None where it was not there."""
    return next((c for c in old.commitments if c.id in commitment.ids), None)


def whole_plan(plans: Sequence[Plan]) -> Plan:
    """The newest plan with every force and commitment that any version of it had; oldest version first."""
    newest = plans[-1]
    forces = {force.slug: force for force in newest.forces}
    commitments = {commitment.id: commitment for commitment in newest.commitments}
    for plan in reversed(plans[:-1]):
        forces = {force.slug: force for force in plan.forces} | forces
        for commitment in plan.commitments:
            commitments.setdefault(commitment.id, commitment)
    return replace(newest, forces=tuple(forces.values()), commitments=tuple(commitments.values()))


def ids_ever(plans: Sequence[Plan], commitment: CommitmentId) -> tuple[CommitmentId, ...]:
    """Every id that the commitment with this id has gone by in any version, before and since."""
    found = {commitment}
    for plan in reversed(plans):
        for each in plan.commitments:
            if found.intersection(each.ids):
                found.update(each.ids)
    return (commitment, *sorted(found - {commitment}))


def renaming_problems(earlier: Sequence[Plan], plan: Plan) -> list[str]:
    """Why a plan's ``replaces`` cannot hold after its earlier versions, oldest first, in sentences."""
    return [problem for c in plan.commitments if c.replaces for problem in _problems(earlier, c)]


def _problems(earlier: Sequence[Plan], commitment: Commitment) -> Iterator[str]:
    seen: dict[CommitmentId, Commitment] = {}
    for plan in earlier:
        seen |= {c.id: c for c in plan.commitments}
    for old in commitment.replaces:
        before = seen.get(old)
        if before is None:
            near = difflib.get_close_matches(old, seen, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            yield f"“{commitment.id}” replaces “{old}”, which no earlier version of the plan had.{hint}"
        elif before.measure.kind is not commitment.measure.kind:
            yield (
                f"“{commitment.id}” replaces “{old}”, but is a {commitment.measure.kind} where that was a "
                f"{before.measure.kind}: what was reported for it cannot go on. Leave “replaces” out."
            )
        else:
            yield from _broken_chain(before, commitment)
    yield from _side_by_side(earlier, commitment)


def _broken_chain(before: Commitment, commitment: Commitment) -> Iterator[str]:
    """A commitment that was renamed before: its older ids are named as well, or their past would be lost."""
    lost = [cid for cid in before.replaces if cid not in commitment.ids]
    if lost:
        every = ", ".join([*commitment.replaces, *lost])
        yield (
            f"“{commitment.id}” replaces “{before.id}”, which itself replaced {_named(lost)}: name every "
            f"earlier id, replaces: [{every}]."
        )


def _side_by_side(earlier: Sequence[Plan], commitment: Commitment) -> Iterator[str]:
    """Two commitments that stood in one version cannot go on as one."""
    for one, other in combinations(commitment.ids, 2):
        versions = [
            number
            for number, plan in enumerate(earlier, start=1)
            if {one, other} <= {c.id for c in plan.commitments}
        ]
        if versions:
            yield (
                f"“{commitment.id}” cannot go on from both “{one}” and “{other}”: they stood side by side in "
                f"{plural(len(versions), 'version')}, last in version {versions[-1]}."
            )


def _named(ids: Sequence[CommitmentId]) -> str:
    return ", ".join(f"“{cid}”" for cid in ids)
