"""The one door to a tracker database: open it, then look, record, review.

Screens and commands call this package and nothing below it. It brings the clock and the file to the rules:
what a function of :mod:`tracker.domain` is given as an argument, the workspace knows.
"""

from __future__ import annotations

from tracker.domain.cell_view import CellView, Foreseen, Recorded
from tracker.domain.errors import RefusedError, TrackerError
from tracker.domain.issued_report import IssuedReport
from tracker.domain.redaction import Redaction
from tracker.store import Entry, Import, ImportEntry, PlanVersion, StoreError, ToRedact, UpdateEntry
from tracker.workspace.clock import end_of_day
from tracker.workspace.door import Workspace
from tracker.workspace.plan_files import check_plan
from tracker.workspace.returns_desk import ReturnsDesk

__all__ = [
    "CellView",
    "Entry",
    "Foreseen",
    "Import",
    "ImportEntry",
    "IssuedReport",
    "PlanVersion",
    "Recorded",
    "Redaction",
    "RefusedError",
    "ReturnsDesk",
    "StoreError",
    "ToRedact",
    "TrackerError",
    "UpdateEntry",
    "Workspace",
    "check_plan",
    "end_of_day",
]
