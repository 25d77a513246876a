"""Plan files on their way into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.store import VersionDraft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tracker.domain.plan import Plan
    from tracker.planfile.reader import ReadPlan


def check_plan(path: Path) -> ReadPlan:
    """Read a plan file; :class:`TrackerError` lists everything that is wrong with it."""
    from tracker.data import register
    from tracker.planfile.reader import read_plan

    return read_plan(path, register())


def refuse_renaming(earlier: Sequence[Plan], plan: Plan) -> None:
    """:class:`RefusedError` where commitments cannot go on from those of earlier versions as a plan says."""
    from tracker.domain.renaming import renaming_problems

    problems = renaming_problems(earlier, plan)
    if problems:
        raise RefusedError(problems)


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
