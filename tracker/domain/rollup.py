"""Roll-ups: the status of a force, a region, a commitment or the plan, from the counts of its cells.

Letters are never averaged, and the counts always stand beside the roll-up.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.performance import at_least
from tracker.domain.status import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.domain.plan import RollupThresholds

_NOT_DUE = frozenset({Status.EXEMPT, Status.EARLY})
_BAD = (Status.RED, Status.NONE, Status.STALE)
_GOOD = (Status.GREEN, Status.COMPLETE)


@dataclass(frozen=True)
class Rollup:
    """A roll-up's status, and how many cells have each status."""

    status: Status
    counts: Mapping[Status, int]

    @property
    def due(self) -> int:
        """The cells that count: all but the exempt and the early."""
        return sum(n for status, n in self.counts.items() if status not in _NOT_DUE)

    @property
    def reason(self) -> str:
        """The counts in words, worst first."""
        order = (*_BAD, Status.AMBER_RED, Status.AMBER, *_GOOD, Status.EARLY, Status.EXEMPT)
        parts = [f"{self.counts[s]} {s.value}" for s in order if self.counts.get(s)]
        return ", ".join(parts) or "nothing to judge"


def roll_up(statuses: Iterable[Status], thresholds: RollupThresholds) -> Rollup:
    """Red if at least a quarter of the due cells are red, none or stale; green if at least three quarters
    are green or complete and none is red; otherwise amber. The shares are the plan's.

    With no due cell it is exempt when all cells are, else early.
    """
    counted = Counter(statuses)
    counts = {status: counted.get(status, 0) for status in Status}
    due = sum(n for status, n in counts.items() if status not in _NOT_DUE)
    if not due:
        only_exempt = counts[Status.EXEMPT] and not counts[Status.EARLY]
        return Rollup(Status.EXEMPT if only_exempt else Status.EARLY, counts)
    bad = sum(counts[s] for s in _BAD)
    good = sum(counts[s] for s in _GOOD)
    if bad and at_least(bad / due, thresholds.red):
        return Rollup(Status.RED, counts)
    if at_least(good / due, thresholds.green) and not counts[Status.RED]:
        return Rollup(Status.GREEN, counts)
    return Rollup(Status.AMBER, counts)
