"""Movement as JSON and as rows: keys are stable and documented in ``docs/commands.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.movement_record import head_record, standing_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.movement import Kind, Movement, Movements, Sighting


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


def _movement(found: Movements, move: Movement) -> dict[str, Any]:
    return {
        **head_record(found, move),
        "a": standing_record(move.before),
        "b": standing_record(move.after),
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
