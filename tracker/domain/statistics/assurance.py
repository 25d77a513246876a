"""Assurance: will the target be met by the usual ups and downs alone?

By the limits of the XmR chart (NHS England, Making Data Count): a target beyond both limits is passed or
failed every time, one between them is hit and miss. A limit exactly at the target passes it, as a value at
the target does.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.performance import at_least
from tracker.domain.statistics.method import Method

if TYPE_CHECKING:
    from tracker.domain.statistics.xmr import Chart

METHOD = Method(
    "Assurance against the target",
    "It says whether the target would be met every time, never, or now and then if nothing changes.",
    "It does not say whether the latest value met the target.",
    "NHS England, Making Data Count",
)


class Assurance(StrEnum):
    """What can be relied on while nothing changes."""

    PASSES = "consistently passes"
    FAILS = "consistently fails"
    HIT_AND_MISS = "hit and miss"

    @property
    def letter(self) -> str:
        """The letter of the NHS icon."""
        return {Assurance.PASSES: "P", Assurance.FAILS: "F", Assurance.HIT_AND_MISS: "?"}[self]

    @property
    def sentence(self) -> str:
        """What it means in one plain sentence."""
        return _SENTENCES[self]


_SENTENCES = {
    Assurance.PASSES: "Passes the target every time while nothing changes.",
    Assurance.FAILS: "Fails the target every time unless something changes.",
    Assurance.HIT_AND_MISS: "Hits the target at times and misses it at times, by chance.",
}


def assurance(chart: Chart, target: float) -> Assurance | None:
    """The assurance of a chart's limits; None where neither direction is better."""
    if chart.better == 0:
        return None
    worst, best = (chart.low, chart.high) if chart.better > 0 else (-chart.high, -chart.low)
    goal = target * chart.better
    if at_least(worst, goal):
        return Assurance.PASSES
    return Assurance.HIT_AND_MISS if at_least(best, goal) else Assurance.FAILS
