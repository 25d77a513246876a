"""A movement as a flat record: the rows of ``compare --format csv`` and of the movement of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.causes import Cause
from tracker.domain.movement import Kind
from tracker.domain.movement_words import sentence

if TYPE_CHECKING:
    from tracker.domain.causes import Standing
    from tracker.domain.movement import Movement, Movements

_STANDING_KEYS = ("status", "value", "state", "as_at", "expected", "target", "performance")

#: The columns of a row: each key of a cell at A and at B, then why.
ROW_KEYS = (
    *("force", "region", "commitment", "kind", "performance_change", "causes"),
    *(f"{key}_{side}" for key in _STANDING_KEYS for side in ("a", "b")),
    "sentence",
    *("rebaselined", "rebaselined_since", "original_target", "original_due"),
)


def row_record(found: Movements, move: Movement) -> dict[str, Any]:
    """One movement as a flat row."""
    row = head_record(found, move) | {"causes": "; ".join(move.causes)}
    for side, standing in (("a", move.before), ("b", move.after)):
        row |= {f"{key}_{side}": value for key, value in (standing_record(standing) or {}).items()}
    return row


def head_record(found: Movements, move: Movement) -> dict[str, Any]:
    """What happened to a cell, without its two sides."""
    force = found.forces[move.force]
    past = found.rebaselined.get((move.force, move.commitment))
    return {
        "force": move.force,
        "region": force.region,
        "commitment": move.commitment,
        "kind": move.kind.value,
        "performance_change": None if move.kind is Kind.NOT_COMPARABLE else move.change,
        "causes": [cause.value for cause in Cause if cause in move.causes],
        "sentence": sentence(move, force.name),
        "rebaselined": past is not None,
        "rebaselined_since": past.since if past else None,
        "original_target": past.original_target if past else None,
        "original_due": past.original_due.isoformat() if past else None,
    }


def standing_record(standing: Standing | None) -> dict[str, Any] | None:
    """One side of a movement; null where the plan had no such cell."""
    if standing is None:
        return None
    a, update = standing.assessment, standing.update
    return {
        "status": standing.status.value,
        "value": standing.value,
        "state": standing.state.value if standing.state else None,
        "as_at": update.draft.as_at.isoformat() if update else None,
        "expected": a.expected,
        "target": a.target,
        "performance": a.performance,
    }
