"""A report made again from what was kept when it was issued."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.reports.model import Report


@dataclass(frozen=True, slots=True)
class ReportAgain:
    """The report as issued, when and by whom; ``differences`` say where and why one made now differs."""

    report: Report
    issued_at: datetime
    author: str
    differences: tuple[str, ...]
