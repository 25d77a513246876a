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
    """All that the rules look at: the commitment, the reading, and the numbers worked out from them.

    ``update`` is the update judged: None where there is none since the start.
    """

    commitment: Commitment
    as_of: date
    update: Update | None
    valueless: Update | None
    value: float | None
    missing_periods: int
    baseline: float
    target: float
    original_target: float
    expected: float
    performance: float | None
    whole: float | None
    accepted: Acceptance | None
    exemption: Exemption | None
