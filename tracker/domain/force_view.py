"""What a person is shown of one force: the past of each of its cells, and when it reports."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tracker.domain.due import DueCell
    from tracker.domain.plan import CommitmentId, ForceSlug
    from tracker.domain.update import Update


@dataclass(frozen=True)
class ForceView:
    """The series of each commitment of a force, with the texts of the updates, and what is due of each.

    ``series`` hold one update for each as-at date, oldest first; ``due`` has no entry where the force is
    exempt.
    """

    force: ForceSlug
    as_of: date
    series: Mapping[CommitmentId, tuple[Update, ...]]
    due: Mapping[CommitmentId, DueCell]
