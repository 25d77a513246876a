"""Movement as JSON and as rows: keys are stable and documented in ``docs/commands.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.causes import Cause
from tracker.domain.movement import Kind
from tracker.domain.movement_words import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.causes import Standing
    from tracker.domain.movement import Movement, Movements, Sighting

_STANDING_KEYS = ("status", "value", "state", "as_at", "expected", "target", "performance")

#: The columns of a row: each key of a cell at A and at B, then why.
ROW_KEYS = (
    *("force", "region", "commitment", "kind", "performance_change", "causes"),
    *(f"{key}_{side}" for key in _STANDING_KEYS for side in ("a", "b")),
    "sentence",
    *("rebaselined", "rebaselined_since", "original_target", "original_due"),
)


def movements_record(found: Movements, *, all_cells: bool) -> dict[str, Any]:
    """The whole answer of ``compare --format json``."""
    plan = found.b.plan
    return {
        "plan": plan.id,
        "title": plan.title,
        "marking": plan.marking,
        "illustrative": plan.illustrative,
        "a": _sighting(found.a),
        "b": _sighting(found.b),
        "cells": len(found.moves),
        "counts": _counts(found.counts),
        "causes": {cause.value: count for cause, count in found.causes.items()},
        "commitments": [{"commitment": k, "counts": _counts(v)} for k, v in found.by_commitment.items()],
        "regions": [{"region": k, "counts": _counts(v)} for k, v in found.by_region.items()],
        "forces": [{"force": k, "counts": _counts(v)} for k, v in found.by_force.items()],
        "movements": [_movement(found, move) for move in (found.moves if all_cells else found.changed)],
    }


def row_record(found: Movements, move: Movement) -> dict[str, Any]:
    """One movement as a flat row."""
    row = _head(found, move) | {"causes": "; ".join(move.causes)}
    for side, standing in (("a", move.before), ("b", move.after)):
        row |= {f"{key}_{side}": value for key, value in (_standing(standing) or {}).items()}
    return row


def _movement(found: Movements, move: Movement) -> dict[str, Any]:
    return {
        **_head(found, move),
        "a": _standing(move.before),
        "b": _standing(move.after),
        "steps": [
            {
                "cause": step.cause.value,
                "contributes": step.contributes,
                "status": step.after.status.value if step.after else None,
                "value": step.after.value if step.after else None,
                "performance": step.after.assessment.performance if step.after else None,
                "performance_change": step.change,
            }
            for step in move.steps
        ],
    }


def _head(found: Movements, move: Movement) -> dict[str, Any]:
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


def _standing(standing: Standing | None) -> dict[str, Any] | None:
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


def _sighting(sighting: Sighting) -> dict[str, Any]:
    known = sighting.known_at
    return {
        "as_of": sighting.as_of.isoformat(),
        "known_at": known.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if known else None,
        "plan_version": sighting.plan_version,
        "before_first_version": sighting.before_first_version,
    }


def _counts(counts: Mapping[Kind, int]) -> dict[str, int]:
    return {kind.value: count for kind, count in counts.items()}
