"""Disclosure control for what is published: counts of people that could tell of somebody are not given.

Two methods. The health service's rule, the default (NHS Digital, Disclosure control methodology for
Hospital Episode Statistics, September 2018): 1 to 7 become [c], 8 and over are rounded to the nearest 5,
totals are rounded on their own, so that columns need not add up; 0 is shown; national totals and counts of
organisations are exempt. Or a threshold with secondary suppression
(:mod:`tracker.domain.statistics.suppression`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.plan import Kind
from tracker.domain.statistics.count_table import worked_out
from tracker.domain.statistics.method import Method
from tracker.domain.statistics.suppression import suppressed
from tracker.domain.words import number, plural

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from tracker.domain.plan import Commitment
    from tracker.domain.statistics.count_table import CountTable, Key, Range

METHOD = Method(
    "Disclosure control",
    "Small counts of people are withheld or rounded, so that nobody can be recognised in what is published.",
    "[c] does not mean that nothing was reported, and rounded figures need not add up to their totals.",
    "NHS Digital, disclosure control methodology for HES (2018); Hundepool and others (2012)",
)

#: The official shorthand for a confidential figure.
CONFIDENTIAL = "[c]"
#: Counts of people from this on are shown, rounded to the nearest STEP.
SHOWN_FROM = 8
STEP = 5


class Disclosure(StrEnum):
    """The two methods."""

    HEALTH_SERVICE = "health service rule"
    THRESHOLD = "threshold with secondary suppression"


@dataclass(frozen=True)
class Publication:
    """Every figure as it may be published; ``hidden`` are those shown as [c]."""

    shown: Mapping[Key, str]
    hidden: frozenset[Key]
    method: Disclosure
    rule: str

    @property
    def sentence(self) -> str:
        """What was done to the figures, in one plain sentence."""
        return f"{plural(len(self.hidden), 'figure')} withheld {CONFIDENTIAL}: {self.rule}."


def is_of_people(commitment: Commitment) -> bool:
    """Whether what a commitment reports may count people: counts and levels do, as far as the plan tells;
    milestones count organisations, rates and percentages are no counts."""
    return commitment.measure.kind in (Kind.COUNT, Kind.LEVEL)


def people(value: float) -> str:
    """A count of people by the health service's rule: 0, [c], or rounded to the nearest 5."""
    return CONFIDENTIAL if is_small(value) else number(rounded(value))


def is_small(value: float) -> bool:
    """Whether a count is withheld: 1 to 7, and what lies between 0 and 8 of counts with parts."""
    return 0 < abs(value) < SHOWN_FROM


def rounded(value: float) -> float:
    """A count rounded to the nearest 5, halves away from 0."""
    return math.copysign(math.floor(abs(value) / STEP + 0.5) * STEP, value) if value else 0.0


def share_of_people(numerator: float, denominator: float, multiplier: float) -> str:
    """A rate or percentage from rounded counts; [c] where either is withheld, [z] with a denominator of 0."""
    if is_small(numerator) or is_small(denominator):
        return CONFIDENTIAL
    if not denominator:
        return "[z]"
    return number(rounded(numerator) / rounded(denominator) * multiplier, 1)


def by_health_service(table: CountTable) -> Publication:
    """Every figure by the health service's rule; tops of the table are national totals, shown as they are.

    Where a withheld count could still be worked out exactly, the totals above it are withheld too, the
    nearest first.
    """
    hidden = {key for key, value in table.values.items() if is_small(value) and not _is_top(table, key)}
    while (told := _told(table, hidden)) is not None:
        while told in hidden:
            told = table.parent[told]
        hidden.add(told)
    shown = {
        key: _shown(value, hidden=key in hidden, exact=_is_top(table, key))
        for key, value in table.values.items()
    }
    rule = (
        f"counts of people below {SHOWN_FROM} are withheld, others rounded to the nearest {STEP}, "
        "totals on their own"
    )
    return Publication(shown, frozenset(hidden), Disclosure.HEALTH_SERVICE, rule)


def by_threshold(table: CountTable, threshold: float) -> Publication:
    """Every figure by a threshold with secondary suppression; what is shown is exact."""
    hidden = suppressed(table, threshold)
    shown = {key: _shown(value, hidden=key in hidden, exact=True) for key, value in table.values.items()}
    rule = f"counts of people below {number(threshold)} are withheld, and others that would tell them"
    return Publication(shown, hidden, Disclosure.THRESHOLD, rule)


def _is_top(table: CountTable, key: Key) -> bool:
    return key in table.parts and key not in table.parent


def _shown(value: float, *, hidden: bool, exact: bool) -> str:
    if hidden:
        return CONFIDENTIAL
    return number(value) if exact else number(rounded(value))


def _told(table: CountTable, hidden: AbstractSet[Key]) -> Key | None:
    """The first withheld count that can be worked out exactly."""
    if not hidden:
        return None
    ranges = worked_out(table, {key: _published(table, key, hidden) for key in table.values})
    told = [key for key in hidden if key not in table.parts and ranges[key][1] - ranges[key][0] < 1]
    return min(told, default=None)


def _published(table: CountTable, key: Key, hidden: AbstractSet[Key]) -> Range:
    """What the publication says of a figure: that it is small (of a total: that it is not 0), its value, or
    the numbers that round to it."""
    value = table.values[key]
    if key in hidden:
        most = math.inf if key in table.parts else SHOWN_FROM - (1.0 if table.is_whole else 0.0)
        least = -most if table.has_negative else 1.0 if table.is_whole else 0.0
        return least, most
    if not value or _is_top(table, key):
        return value, value
    slack = (STEP - 1) / 2 if table.is_whole else STEP / 2
    return rounded(value) - slack, rounded(value) + slack
