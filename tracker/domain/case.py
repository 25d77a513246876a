"""A case: all that the status rules look at, and the verdict that one of them gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from tracker.domain.plan import Acceptance, Commitment, Exemption
    from tracker.domain.status import Status
    from tracker.domain.update import Update

#: A sentence that is only put together when somebody reads it.
Sentence: TypeAlias = "Callable[[], str]"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule decides, and its sentence."""

    status: Status
    sentence: Sentence


@dataclass(slots=True)  # not frozen: one is made for every cell and thrown away, and freezing costs
class Case:
    """All that the rules look at where nothing was reported since the start; numbers are NaN for a milestone.

    ``valueless`` is the last return since the start that had no value to give.
    """

    commitment: Commitment
    as_of: date
    exemption: Exemption | None
    accepted: Acceptance | None
    valueless: Update | None
    baseline: float
    target: float
    original_target: float
    expected: float


@dataclass(slots=True)
class Answered(Case):
    """A case with something to judge: the update, and the numbers worked out from it."""

    update: Update
    value: float
    missing_periods: int
    performance: float | None
    whole: float | None
