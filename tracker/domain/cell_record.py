"""A cell as a flat record: the keys of ``status --format json`` and of the cells of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.board import Board, Cell

#: The keys of a record, in their order; stable, and documented in ``docs/commands.md``.
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
        "as_at": iso_day(draft.as_at if draft else None),
        "expected": a.expected,
        "target": a.target,
        "original_target": past.original_target if past else a.original_target,
        "original_due": iso_day((past.original if past else board.plan.commitment(cell.commitment)).due),
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
        "recorded_at": iso_instant(update.recorded_at if update else None),
        "known_from": iso_instant(update.known_from if update else None),
        "back_loaded": update.back_loaded if update else False,
    }


def iso_day(day: date | None) -> str | None:
    """A day as 2015-09-30."""
    return day.isoformat() if day else None


def iso_instant(moment: datetime | None) -> str | None:
    """An instant as 2015-10-18T23:59:59.999999Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if moment else None
