"""Plan files on their way into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.store import VersionDraft

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.planfile.reader import ReadPlan


def check_plan(path: Path) -> ReadPlan:
    """Read a plan file; :class:`TrackerError` lists everything that is wrong with it."""
    from tracker.data import register
    from tracker.planfile.reader import read_plan

    return read_plan(path, register())


def version_draft(read: ReadPlan, reason: str) -> VersionDraft:
    """A plan that was read, as the next version to record."""
    return VersionDraft(
        plan_id=read.plan.id,
        title=read.plan.title,
        reason=reason.strip(),
        source_text=read.source_text,
        files=read.files,
        record=read.record,
    )
