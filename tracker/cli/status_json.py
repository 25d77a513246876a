"""The board as JSON: keys are stable and documented in ``docs/commands.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.status import Status

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.board import Board, Cell
    from tracker.domain.national import NationalFigure
    from tracker.domain.rollup import Rollup

CELL_KEYS = (
    "force",
    "commitment",
    "status",
    "value",
    "state",
    "marks",
    "as_at",
    "expected",
    "target",
    "original_target",
    "original_due",
    "rebaselined",
    "rebaselined_since",
    "original_status",
    "baseline",
    "performance",
    "share_of_whole",
    "accepted",
    "self",
    "flagged",
    "reason",
    "recorded_at",
    "known_from",
    "back_loaded",
)


def board_record(board: Board, shown: list[Cell]) -> dict[str, Any]:
    """The whole answer of ``status --format json`` for a choice of cells; roll-ups are of the whole board."""
    return {
        "plan": board.plan.id,
        "title": board.plan.title,
        "plan_version": board.plan_version,
        "before_first_version": board.before_first_version,
        "marking": board.plan.marking,
        "illustrative": board.plan.illustrative,
        "as_of": board.as_of.isoformat(),
        "known_at": _instant(board.known_at),
        **_rollup(board.overall),
        "judged_against": "original" if board.as_first_recorded else "in force",
        "cells": [cell_record(board, cell) for cell in shown],
        "commitments": [
            {"commitment": cid, **_rollup(rollup), **_national(board.national[cid])}
            for cid, rollup in board.by_commitment.items()
        ],
        "forces": [{"force": slug, **_rollup(rollup)} for slug, rollup in board.by_force.items()],
        "regions": [{"region": name, **_rollup(rollup)} for name, rollup in board.by_region.items()],
    }


def cell_record(board: Board, cell: Cell) -> dict[str, Any]:
    """One cell; what does not apply is null."""
    a = cell.assessment
    key = (cell.force, cell.commitment)
    past, first = board.rebaselined.get(key), board.originals.get(key)
    update = a.update
    draft = update.draft if update else None
    return {
        "force": cell.force,
        "commitment": cell.commitment,
        "status": a.status.value,
        "value": a.value,
        "state": draft.state.value if draft and draft.state else None,
        "marks": update.marks if update else "",
        "as_at": _day(draft.as_at if draft else None),
        "expected": a.expected,
        "target": a.target,
        "original_target": past.original_target if past else a.original_target,
        "original_due": _day((past.original if past else board.plan.commitment(cell.commitment)).due),
        "rebaselined": past is not None,
        "rebaselined_since": past.since if past else None,
        "original_status": first.status.value if first else None,
        "baseline": a.baseline,
        "performance": a.performance,
        "share_of_whole": a.whole,
        "accepted": a.accepted is not None,
        "self": draft.self_status.value if draft and draft.self_status else None,
        "flagged": a.flagged,
        "reason": a.reason,
        "recorded_at": _instant(update.recorded_at if update else None),
        "known_from": _instant(update.known_from if update else None),
        "back_loaded": update.back_loaded if update else False,
    }


def _rollup(rollup: Rollup) -> dict[str, Any]:
    order = (
        Status.COMPLETE, Status.GREEN, Status.AMBER, Status.AMBER_RED, Status.RED,
        Status.STALE, Status.NONE, Status.EARLY, Status.EXEMPT,
    )  # fmt: skip
    return {"status": rollup.status.value, "counts": {s.value: rollup.counts[s] for s in order}}


def _national(figure: NationalFigure) -> dict[str, Any]:
    return {
        "reported": figure.coverage.reported,
        "expected_forces": figure.coverage.expected,
        "coverage": figure.coverage.by_number,
        "coverage_by_size": figure.coverage.by_size,
        "national": {
            "value": figure.value,
            "expected": figure.expected,
            "target": figure.target,
            "whole_target": figure.whole_target,
            "performance": figure.performance,
            "basis": figure.basis.value,
        },
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _instant(moment: datetime | None) -> str | None:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if moment else None
