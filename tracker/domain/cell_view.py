"""What a person is shown of one cell, and what comes back when an update of it has been recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.domain.assess import Assessment
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment
    from tracker.domain.rebaselining import Rebaselining
    from tracker.domain.update import Receipt, Update


@dataclass(frozen=True)
class CellView:
    """One cell with all that explains it.

    ``update`` is the latest value with its texts; ``series`` one update for each as-at date, oldest first,
    history from before the plan's start included. ``original`` is the assessment against the plan's own
    target where a shortfall was accepted, else None. ``rebaselined`` says what was made easier since the
    promise was first recorded, and ``as_first_recorded`` what the cell would be under that.
    """

    force: Force
    commitment: Commitment
    assessment: Assessment
    original: Assessment | None
    update: Update | None
    series: tuple[Update, ...]
    plan_version: int
    rebaselined: Rebaselining | None = None
    as_first_recorded: Assessment | None = None


@dataclass(frozen=True)
class Recorded:
    """What recording an update did: its receipt, and the cell's status afterwards."""

    receipt: Receipt
    assessment: Assessment
