"""What a published report says of itself: by which method figures were withheld, and which they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.statistics.disclosure import CONFIDENTIAL, SHOWN_FROM, STEP, Disclosure
from tracker.domain.status import Status
from tracker.domain.words import plural
from tracker.reports.blocks import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.plan import CommitmentId, ForceSlug
    from tracker.domain.statistics.figures import Figure
    from tracker.reports.blocks import TrajectoryChart

#: Counts below it are withheld by the second method; the first has its own.
THRESHOLD = 5

#: A cell that is withheld, with its status.
WITHHELD = Mark(Status.EXEMPT, withheld=True)


@dataclass(frozen=True)
class Published:
    """What was taken out of the material, and what may be told of what it was made from.

    ``withheld`` are the cells, ``totals`` the commitments whose national figure is withheld. ``guarded`` are
    the commitments whose forces report counts of people. ``charts`` and ``figures`` are those that tell no
    count, by commitment.
    """

    method: Disclosure
    withheld: frozenset[tuple[ForceSlug, CommitmentId]]
    totals: frozenset[CommitmentId]
    guarded: frozenset[CommitmentId]
    charts: Mapping[CommitmentId, TrajectoryChart | None]
    figures: Mapping[CommitmentId, tuple[Figure, ...]]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was done to the figures, for the first page."""
        if self.method is Disclosure.HEALTH_SERVICE:
            how = (
                f"counts of people below {SHOWN_FROM} are withheld, those shown for a force are rounded to "
                f"the nearest {STEP}, progress comes from rounded counts, and national totals are exact"
            )
        else:
            how = f"counts of people below {THRESHOLD} are withheld, and others that would tell them"
        hidden = plural(len(self.withheld) + len(self.totals), "figure")
        return (
            f"PUBLISHED EDITION: {how}.",
            (
                f"{hidden} withheld {CONFIDENTIAL}, a force's with its status, for a colour tells on which "
                "side of a threshold a count lies; roll-ups are of what is shown. Left out: the forces' own "
                "accounts, notes, authors, agreements, and of commitments that count people what moved."
            ),
        )
