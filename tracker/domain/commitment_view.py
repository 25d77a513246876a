"""What a person is shown of one commitment: the national figure through time, and what is to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.national_path import NationalPoint
    from tracker.domain.plan import Commitment


@dataclass(frozen=True)
class CommitmentView:
    """The national figure at the end of the last periods as of a day, oldest first, and the corners of the
    trajectory of all forces after it."""

    commitment: Commitment
    as_of: date
    points: tuple[NationalPoint, ...]
    ahead: tuple[tuple[date, float], ...]
