"""The board in parts, so that what a screen shows first need not wait for what it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.domain.board import Board, joined, make_board
from tracker.workspace.readings import not_collecting, original_readings, readings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from tracker.domain.board import Key
    from tracker.domain.plan import Commitment, Plan
    from tracker.domain.rebaselining import Rebaselining
    from tracker.store import Store

#: As many commitments as a screen of ordinary width shows of a plan that has more.
FIRST = 16
#: As many as are judged at a time, so that leaving need not wait long.
NEXT = 24


def first_part(
    store: Store,
    in_force: tuple[Plan, int, bool],
    as_of: date,
    known_at: datetime | None,
    rebaselined: Mapping[Key, Rebaselining],
) -> Board:
    """The board with the first commitments judged, whole where there are no more; ``in_force`` is the plan,
    its version, and whether the look is at what was known before the first."""
    plan, version, before = in_force
    pending = frozenset(commitment.id for commitment in plan.commitments)
    empty = Board(plan, version, before, as_of, known_at, {}, rebaselined, pending=pending)
    return _with(store, empty, plan.commitments[:FIRST])


def next_part(store: Store, board: Board) -> Board:
    """The same board with the next of its pending commitments judged."""
    pending = [commitment for commitment in board.plan.commitments if commitment.id in board.pending]
    return _with(store, board, tuple(pending[:NEXT]))


def _with(store: Store, board: Board, commitments: tuple[Commitment, ...]) -> Board:
    """The board with these commitments judged as well."""
    ids = {commitment.id for commitment in commitments}
    with not_collecting():
        part = replace(board.plan, commitments=commitments)
        past = {key: found for key, found in board.rebaselined.items() if key[1] in ids}
        made = make_board(
            part,
            board.plan_version,
            readings(store, part, board.as_of, board.known_at),
            as_of=board.as_of,
            rebaselined=past,
            original_readings=original_readings(store, past, board.as_of, board.known_at),
        )
        return joined(board, made)
