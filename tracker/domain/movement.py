"""Movement: what happened to every cell from one sighting of the board, A, to a later one, B.

Every cell has exactly one kind: that of the first rule, below, that applies.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain.board import cells_of
from tracker.domain.causes import Cause, CellReadings, performance_change, pictures, steps
from tracker.domain.performance import PLACES
from tracker.domain.reading import NOTHING
from tracker.domain.renaming import goes_on_as
from tracker.domain.status import RANK, Status
from tracker.domain.update import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date, datetime

    from tracker.domain.causes import Pictures, Standing, Step
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug, Plan
    from tracker.domain.reading import Reading
    from tracker.domain.rebaselining import Rebaselining

    Key = tuple[ForceSlug, CommitmentId]

#: A performance that moved by less has not moved, as long as the status is the same.
NO_CHANGE_UNDER = 0.05


class Kind(StrEnum):
    """What happened to a cell, in the order in which they are shown."""

    WORSENED = "worsened"
    IMPROVED = "improved"
    WENT_SILENT = "went silent"
    NEWLY_REPORTED = "newly reported"
    REVISED = "revised"
    NEWLY_JUDGED = "newly judged"
    NO_LONGER_JUDGED = "no longer judged"
    NOT_COMPARABLE = "not comparable"
    ADDED = "added"
    TAKEN_OUT = "taken out"
    NO_CHANGE = "no change"


@dataclass(frozen=True)
class Sighting:
    """The board looked at: as of a day, known at an instant (None: now), under one plan version."""

    as_of: date
    known_at: datetime | None
    plan: Plan
    plan_version: int
    before_first_version: bool = False


@dataclass(frozen=True, slots=True)
class Movement:
    """What happened to one cell, and the four steps that lead from A to B.

    ``before`` and ``after`` are the cell at A and at B, None where the plan then had no such cell.
    """

    force: ForceSlug
    commitment: CommitmentId
    kind: Kind
    before: Standing | None
    after: Standing | None
    steps: tuple[Step, ...]

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The causes that had a part in it, in their order."""
        return tuple(step.cause for step in self.steps if step.contributes)

    @property
    def change(self) -> float | None:
        """By how much the performance moved; None where there is none at A or none at B."""
        return performance_change(self.before, self.after)


@dataclass(frozen=True)
class Movements:
    """The movement of every cell of both plans, in B's order, what was taken out last.

    ``rebaselined`` are the cells of B whose promise was made easier since it was first recorded.
    """

    a: Sighting
    b: Sighting
    moves: tuple[Movement, ...]
    rebaselined: Mapping[Key, Rebaselining] = field(default_factory=dict)

    @cached_property
    def forces(self) -> Mapping[ForceSlug, Force]:
        """The forces of both plans by slug."""
        both = {force.slug: force for force in self.b.plan.forces}
        return both | {f.slug: f for f in self.a.plan.forces if f.slug not in both}

    @cached_property
    def commitments(self) -> Mapping[CommitmentId, Commitment]:
        """The commitments of both plans by id; one that was renamed is there as it is called at B."""
        both = {c.id: c for c in self.b.plan.commitments}
        renamed = goes_on_as(self.a.plan, self.b.plan)
        return both | {c.id: c for c in self.a.plan.commitments if c.id not in both and c.id not in renamed}

    @cached_property
    def counts(self) -> Mapping[Kind, int]:
        """How many cells there are of each kind."""
        return _counted(self.moves)

    @cached_property
    def causes(self) -> Mapping[Cause, int]:
        """In how many cells that are not “no change” each cause had a part; a cell can have several."""
        found = Counter(cause for move in self.changed for cause in move.causes)
        return {cause: found[cause] for cause in Cause}

    @property
    def changed(self) -> list[Movement]:
        """The cells that are not “no change”."""
        return [move for move in self.moves if move.kind is not Kind.NO_CHANGE]

    @cached_property
    def by_commitment(self) -> Mapping[CommitmentId, Mapping[Kind, int]]:
        """The counts of every commitment."""
        return self._grouped(lambda move: move.commitment, self.commitments)

    @cached_property
    def by_region(self) -> Mapping[str, Mapping[Kind, int]]:
        """The counts of every region."""
        regions = [force.region for force in self.forces.values()]
        return self._grouped(lambda move: self.forces[move.force].region, regions)

    @cached_property
    def by_force(self) -> Mapping[ForceSlug, Mapping[Kind, int]]:
        """The counts of every force."""
        return self._grouped(lambda move: move.force, self.forces)

    def narrowed(
        self,
        force: ForceSlug | None = None,
        commitment: CommitmentId | None = None,
        region: str | None = None,
    ) -> Movements:
        """The movement of the cells of one force, one commitment, one region; the counts are theirs."""
        kept = (
            move
            for move in self.moves
            if force in (None, move.force)
            and commitment in (None, move.commitment)
            and region in (None, self.forces[move.force].region)
        )
        return replace(self, moves=tuple(kept))

    def _grouped(self, key: Callable[[Movement], str], names: Iterable[str]) -> dict[str, Mapping[Kind, int]]:
        groups: dict[str, list[Movement]] = {name: [] for name in names}
        for move in self.moves:
            groups[key(move)].append(move)
        return {name: _counted(moves) for name, moves in groups.items() if moves}


@dataclass(frozen=True)
class Readings:
    """The readings of every cell: at A, corrected, complete, all by A's ids; and under B's plan, by B's.

    See :class:`tracker.domain.causes.CellReadings`; a cell that is not there has nothing reported.
    """

    at_a: Mapping[Key, Reading]
    corrected: Mapping[Key, Reading]
    complete: Mapping[Key, Reading]
    at_b: Mapping[Key, Reading]

    def of(self, then: Key, now: Key) -> CellReadings:
        """The readings of one cell, by its key at A and at B."""
        a, corrected, complete = (
            source.get(then, NOTHING) for source in (self.at_a, self.corrected, self.complete)
        )
        return CellReadings(a, corrected, complete, self.at_b.get(now, NOTHING))


def make_movements(
    a: Sighting, b: Sighting, readings: Readings, rebaselined: Mapping[Key, Rebaselining]
) -> Movements:
    """Compare every cell of two sightings."""
    renamed = goes_on_as(a.plan, b.plan)
    old = {renamed.get(c.id, c.id): c for c in a.plan.commitments}
    new = {c.id: old[c.id] if old.get(c.id) == c else c for c in b.plan.commitments}
    before = [(force, renamed.get(cid, cid)) for force, cid in cells_of(a.plan)]
    keys = dict.fromkeys([*cells_of(b.plan), *before])
    days = (a.as_of, b.as_of)
    moves = []
    for force, cid in keys:
        then = old[cid].id if cid in old else cid
        read = readings.of((force, then), (force, cid))
        seen = pictures(force, (old.get(cid), new.get(cid)), days, read)
        moves.append(make_movement(force, cid, seen))
    return Movements(a, b, tuple(moves), rebaselined)


def make_movement(force: ForceSlug, commitment: CommitmentId, seen: Pictures) -> Movement:
    """The movement of one cell from its five pictures."""
    taken = steps(force, seen)
    before, after = seen[0], seen[-1]
    return Movement(force, commitment, _kind(force, before, after, taken), before, after, taken)


def _counted(moves: Iterable[Movement]) -> dict[Kind, int]:
    found = Counter(move.kind for move in moves)
    return {kind: found[kind] for kind in Kind}


# --- the rules, in their order -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Pair:
    """A cell that both plans have, at A and at B."""

    force: ForceSlug
    before: Standing
    after: Standing
    causes: frozenset[Cause]

    @property
    def statuses(self) -> tuple[Status, Status]:
        return self.before.status, self.after.status


_SILENT = frozenset({Status.NONE, Status.STALE})
_CLAIMLESS = frozenset({Status.EARLY, Status.EXEMPT})
_STATES = tuple(State)


def _kind(force: ForceSlug, before: Standing | None, after: Standing | None, taken: tuple[Step, ...]) -> Kind:
    if before is None:
        return Kind.ADDED
    if after is None:
        return Kind.TAKEN_OUT
    pair = _Pair(force, before, after, frozenset(step.cause for step in taken if step.contributes))
    return next((kind for kind in (rule(pair) for rule in _RULES) if kind), Kind.NO_CHANGE)


def _yardstick_changed(pair: _Pair) -> Kind | None:
    """Measured against something else: another definition, baseline, target, trajectory or threshold."""
    if pair.before.yardstick(pair.force) == pair.after.yardstick(pair.force):
        return None
    return Kind.NOT_COMPARABLE


def _exemption_changed(pair: _Pair) -> Kind | None:
    """An exemption ended or began."""
    was, is_now = (status is Status.EXEMPT for status in pair.statuses)
    if was == is_now:
        return Kind.NO_CHANGE if was else None
    return Kind.NEWLY_JUDGED if was else Kind.NO_LONGER_JUDGED


def _reported(pair: _Pair) -> Kind | None:
    """A value where there was none; or new data where the last value was out of date."""
    if not pair.before.heard and pair.after.heard:
        return Kind.NEWLY_REPORTED
    was, is_now = (status in _SILENT for status in pair.statuses)
    return Kind.NEWLY_REPORTED if was and not is_now and Cause.NEW_DATA in pair.causes else None


def _silent(pair: _Pair) -> Kind | None:
    """None or stale where it was not; or no value where there was one."""
    was, is_now = (status in _SILENT for status in pair.statuses)
    lost = pair.before.heard and not pair.after.heard
    return Kind.WENT_SILENT if lost or (is_now and not was) else None


def _revised(pair: _Pair) -> Kind | None:
    """Another value or state for the same past, and nothing else had a part."""
    said_otherwise = pair.before.said != pair.after.said
    return Kind.REVISED if said_otherwise and pair.causes == {Cause.CORRECTION} else None


def _judged(pair: _Pair) -> Kind | None:
    """The first colour, after it was too early or out of date; or none any more."""
    before, after = pair.statuses
    if (before in _CLAIMLESS or before in _SILENT) and after in RANK:
        return Kind.NEWLY_JUDGED
    return Kind.NO_LONGER_JUDGED if before not in _CLAIMLESS and after in _CLAIMLESS else None


def _ranked(pair: _Pair) -> Kind | None:
    """A better or a worse colour."""
    before, after = pair.statuses
    if before == after or before not in RANK or after not in RANK:
        return None
    return Kind.IMPROVED if RANK[after] > RANK[before] else Kind.WORSENED


def _moved(pair: _Pair) -> Kind | None:
    """The same colour, and a performance that moved by 0.05 or more; or a milestone's state that did.

    Complete stays complete, and what is too early to judge is not compared.
    """
    before, after = pair.before, pair.after
    if pair.statuses[0] != pair.statuses[1] or after.status in (Status.COMPLETE, Status.EARLY):
        return None
    change = performance_change(before, after)
    if change is None and before.state is not None and after.state is not None:
        change = float(_STATES.index(after.state) - _STATES.index(before.state))
    if change is None or round(abs(change) - NO_CHANGE_UNDER, PLACES) < 0:
        return None
    return Kind.IMPROVED if change > 0 else Kind.WORSENED


_RULES: tuple[Callable[[_Pair], Kind | None], ...] = (
    _yardstick_changed,
    _exemption_changed,
    _reported,
    _silent,
    _revised,
    _judged,
    _ranked,
    _moved,
)
