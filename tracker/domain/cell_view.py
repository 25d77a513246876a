"""What a person is shown of one cell, and what comes back when an update of it has been recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.domain.assess import Assessment
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment
    from tracker.domain.rebaselining import Rebaselining
    from tracker.domain.update import Draft, Receipt, Update


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
class Foreseen:
    """What recording a draft would do.

    ``problems`` are the reasons why it cannot be recorded, ``questions`` what looks odd about it and blocks
    nothing. ``replaced`` is the update that stands for the same as-at date, ``before`` the one for the latest
    earlier date; both without their texts.
    """

    assessment: Assessment
    problems: tuple[str, ...]
    questions: tuple[str, ...]
    replaced: Update | None
    before: Update | None


@dataclass(frozen=True)
class Recorded:
    """What recording an update did: its receipt, and the cell's status afterwards.

    ``draft`` is what was recorded, ``replaced`` the update that stood for the same as-at date until then.
    """

    receipt: Receipt
    assessment: Assessment
    draft: Draft
    replaced: Update | None = None
