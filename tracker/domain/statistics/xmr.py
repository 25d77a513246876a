"""Variation over time: the XmR chart by the rules of the NHS programme Making Data Count.

Mean, and limits at ±2.66 mean moving ranges; moving ranges of 3.267 means or more are left out once before
the limits are drawn (NHS England, Making Data Count; the constants are those of W. A. Shewhart's
individuals chart). Rules and their precedence as in the NHS-R community's published test vectors.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import repeat
from operator import gt, lt, sub
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain.statistics.method import Method
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.words import number, plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

METHOD = Method(
    "Variation over time (XmR chart)",
    "It tells a change that is more than the usual ups and downs from those ups and downs.",
    "The usual ups and downs do not mean that things are well, and a special cause does not say why.",
    "NHS England, Making Data Count; NHS-R community, plot the dots",
)

#: A stretch of values that meet a rule: the first place, the place after the last, and the side.
Run: TypeAlias = "tuple[int, int, int]"

LIMIT = 2.66
SCREEN = 3.267
#: Fewer values than this give trial limits; fewer than the second give none.
ENOUGH = 12
FEWEST = 3
#: The length of a run.
RUN = 7
#: Values closer together than this share of mean and reach are the same, floating-point noise apart.
NOISE = 1e-9


class Rule(StrEnum):
    """What makes a value stand out, strongest first."""

    ASTRONOMICAL = "outside the limits"
    TREND = "seven or more in a row all rising or all falling"
    NEAR_LIMIT = "two of three near a limit"
    SHIFT = "seven or more in a row on one side of the mean"


class Variation(StrEnum):
    """What the latest value says, by the direction of the measure."""

    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGH = "special cause, high"
    LOW = "special cause, low"
    COMMON = "common cause"


@dataclass(frozen=True, slots=True)
class Signal:
    """The rule that a value meets, and on which side: 1 high or rising, −1 low or falling."""

    rule: Rule
    side: int


@dataclass(frozen=True)
class Chart:
    """Values in the order of time with mean and limits.

    ``reach`` is from the mean to a limit; ``better`` is 1 where higher is better, −1 where lower is, 0 where
    neither is.
    """

    values: tuple[float, ...]
    mean: float
    reach: float
    better: int

    @property
    def low(self) -> float:
        """The lower limit."""
        return self.mean - self.reach

    @property
    def high(self) -> float:
        """The upper limit."""
        return self.mean + self.reach

    @property
    def is_trial(self) -> bool:
        """Whether there are too few values for limits that can be relied on."""
        return len(self.values) < ENOUGH

    @cached_property
    def signals(self) -> tuple[Signal | None, ...]:
        """The strongest rule that each value meets, or None."""
        return tuple(signals(self.values, self.mean, self.reach))

    @cached_property
    def latest(self) -> Signal | None:
        """The signal of the latest value; no rule for it looks further back than a run is long."""
        last = self.values[-RUN:]
        for rule, runs in _runs(last, zones_of(last, self.mean, self.reach)):
            for _, end, side in runs[-1:]:
                if end == len(last):
                    return _SIGNALS[rule, side]
        return None

    @property
    def variation(self) -> Variation:
        """What the latest value says."""
        return variation_of(self.latest, self.better)

    @property
    def letter(self) -> str:
        """The letter of the NHS icon: H or L for the side of a special cause, ~ for common cause."""
        return "~" if self.latest is None else "H" if self.latest.side > 0 else "L"

    @property
    def sentence(self) -> str:
        """What the latest value says in one plain sentence."""
        if self.latest is None:
            between = f"between {number(self.low)} and {number(self.high)}"
            said = f"No more than the usual ups and downs (common cause): {between}"
        else:
            side = "high or rising" if self.latest.side > 0 else "low or falling"
            change = _CHANGE[self.variation]
            said = f"More than the usual ups and downs ({change}): {self.latest.rule}, {side}"
        trial = f" Trial limits, from {plural(len(self.values), 'value')}: {ENOUGH} are needed."
        return f"{said}.{trial if self.is_trial else ''}"


_CHANGE = {
    Variation.IMPROVEMENT: "improvement",
    Variation.CONCERN: "concern",
    Variation.HIGH: "neither better nor worse",
    Variation.LOW: "neither better nor worse",
}


def chart(values: Sequence[float], better: int) -> Chart | NoFigure:
    """The chart of values in the order of time."""
    if len(values) < FEWEST:
        return NoFigure(f"No chart: {plural(len(values), 'value')}, at least {FEWEST} are needed.")
    mean = sum(values) / len(values)
    return Chart(tuple(values), mean, LIMIT * mean_moving_range(values), better)


def mean_moving_range(values: Sequence[float], *, screen: bool = True) -> float:
    """The mean of the steps from value to value, the outliers among them left out once."""
    ranges: list[float] = list(map(abs, map(sub, values[1:], values)))
    mean = sum(ranges) / len(ranges)
    if not screen or not mean or max(ranges) < SCREEN * mean:
        return mean
    kept = [each for each in ranges if each < SCREEN * mean]
    return sum(kept) / len(kept)


def variation_of(signal: Signal | None, better: int) -> Variation:
    """Improvement or concern by the direction of the measure; high or low where it has none."""
    if signal is None:
        return Variation.COMMON
    if better == 0:
        return Variation.HIGH if signal.side > 0 else Variation.LOW
    return Variation.IMPROVEMENT if signal.side == better else Variation.CONCERN


def signals(values: Sequence[float], mean: float, reach: float) -> list[Signal | None]:
    """The strongest rule that each value meets; ``reach`` is from the mean to a limit."""
    marked: list[Signal | None] = [None] * len(values)
    for rule, runs in reversed(list(_runs(values, zones_of(values, mean, reach)))):
        for start, end, side in runs:
            marked[start:end] = [_SIGNALS[rule, side]] * (end - start)
    return marked


def _runs(values: Sequence[float], zones: str) -> Iterator[tuple[Rule, list[Run]]]:
    """The runs of values that meet each rule, the strongest rule first."""
    yield Rule.ASTRONOMICAL, astronomical(zones)
    yield Rule.TREND, trends(values)
    yield Rule.NEAR_LIMIT, near_limits(zones)
    yield Rule.SHIFT, shifts(zones)


_SIGNALS = {(rule, side): Signal(rule, side) for rule in Rule for side in (1, -1)}


def zones_of(values: Sequence[float], mean: float, reach: float) -> str:
    """One letter a value: a above the mean, b near the upper limit (beyond two thirds of the way to it), c
    outside it; A, B, C the same below; "-" at the mean."""
    noise = NOISE * (abs(mean) + reach) or NOISE
    edges = [
        mean - reach - noise, mean - reach * 2 / 3 - noise, mean - noise,
        mean + noise, mean + reach * 2 / 3 + noise, mean + reach + noise,
    ]  # fmt: skip
    return bytes(map(bisect_left, repeat(edges), values)).translate(_ZONES).decode("ascii")


#: The zones from the lowest to the highest, between the six edges.
_ZONES = bytes.maketrans(bytes(range(7)), b"CBA-abc")


def astronomical(zones: str) -> list[Run]:
    """Values outside the limits."""
    return [(found.start(), found.end(), _side(found[0])) for found in _OUTSIDE.finditer(zones)]


def shifts(zones: str) -> list[Run]:
    """Runs of seven or more on one side of the mean."""
    return [(found.start(), found.end(), _side(found[0])) for found in _SHIFT.finditer(zones)]


def near_limits(zones: str) -> list[Run]:
    """The values near a limit where two of three in a row, all on one side, are near it."""
    return [(found.start(), found.end(), _side(found[0])) for found in _NEAR.finditer(zones)]


def trends(values: Sequence[float]) -> list[Run]:
    """Runs of seven or more that all rise or all fall; a tie breaks them."""
    later = values[1:]
    return [
        (found.start(), found.end() + 1, side)
        for side, moved in ((1, gt), (-1, lt))
        for found in _TREND.finditer(bytes(map(moved, later, values)))
    ]


def _side(zones: str) -> int:
    return 1 if zones.islower() else -1


def _near_pattern(near: str, side: str) -> str:
    """A value near a limit, in three in a row on its side of which another one is near it."""
    before = f"(?<={near}{side}{near})|(?<={side}{near}{near})"
    after = f"(?={near}{side})|(?={side}{near})"
    between = f"(?<={side}{near})(?={near})|(?<={near}{near})(?={side})"
    return f"{near}(?:{before}|{after}|{between})"


_OUTSIDE = re.compile("c+|C+")
_SHIFT = re.compile(f"[abc]{{{RUN},}}|[ABC]{{{RUN},}}")
_NEAR = re.compile(f"{_near_pattern('b', '[abc]')}|{_near_pattern('B', '[ABC]')}")
#: Six steps in the same direction, each a 1.
_TREND = re.compile(b"\x01{6,}")
