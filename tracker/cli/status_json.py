"""The board as JSON: keys are stable and documented in ``docs/commands.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.cell_record import cell_record, iso_instant
from tracker.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.domain.board import Board, Cell
    from tracker.domain.national import NationalFigure
    from tracker.domain.plan import CommitmentId
    from tracker.domain.rollup import Rollup
    from tracker.domain.statistics.figures import Figure


def board_record(
    board: Board, shown: list[Cell], figures: Mapping[CommitmentId, Sequence[Figure]] | None = None
) -> dict[str, Any]:
    """The whole answer of ``status --format json`` for a choice of cells; roll-ups are of the whole board.

    With ``figures`` every commitment has its estimate and its forecast as well.
    """
    return {
        "plan": board.plan.id,
        "title": board.plan.title,
        "plan_version": board.plan_version,
        "before_first_version": board.before_first_version,
        "marking": board.plan.marking,
        "illustrative": board.plan.illustrative,
        "as_of": board.as_of.isoformat(),
        "known_at": iso_instant(board.known_at),
        **_rollup(board.overall),
        "judged_against": "original" if board.as_first_recorded else "in force",
        "cells": [cell_record(board, cell) for cell in shown],
        "commitments": [
            {
                "commitment": cid,
                **_rollup(rollup),
                **_national(board.national[cid]),
                **(_borne(figures[cid]) if figures is not None else {}),
            }
            for cid, rollup in board.by_commitment.items()
        ],
        "forces": [{"force": slug, **_rollup(rollup)} for slug, rollup in board.by_force.items()],
        "regions": [{"region": name, **_rollup(rollup)} for name, rollup in board.by_region.items()],
    }


def _borne(figures: Sequence[Figure]) -> dict[str, Any]:
    from tracker.domain.statistics.figure_record import named

    return {key: named(figures, key) for key in ("estimate", "forecast")}


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
