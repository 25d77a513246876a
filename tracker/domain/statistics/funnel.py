"""Variation between forces: which differ from the rest by more than chance.

Funnel limits (95% and 99.8%) about the national rate, exact binomial for shares and Poisson for counts
against a size, widened where forces differ more than chance alone explains (D. J. Spiegelhalter, Funnel
plots for comparing institutional performance, Statistics in Medicine 24 (2005), 1185): the half-widths are
multiplied by √φ, φ the mean of the squared z-scores, winsorised at a tenth at either end, where it is above
1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.statistics.distributions import binomial_quantiles, poisson_quantiles
from tracker.domain.statistics.method import Method
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.words import number, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

METHOD = Method(
    "Variation between forces (funnel)",
    "It names the forces whose rate differs from the national rate by more than their size alone explains.",
    "It does not rank the forces inside the limits, and outside them it does not say why.",
    "Spiegelhalter, Statistics in Medicine 24 (2005), 1185",
)

#: Tail probabilities of the two pairs of limits: 95% and 99.8%.
INNER, OUTER = 0.025, 0.001
#: The share of z-scores drawn in at either end before the over-dispersion is measured.
WINSORISED = 0.1
FEWEST = 5
NOISE = 1e-9


class Chance(StrEnum):
    """How a count varies by chance: so many out of so many, or so many for a size."""

    BINOMIAL = "binomial"
    POISSON = "Poisson"


class Position(StrEnum):
    """Where a force stands to the limits."""

    ABOVE = "above the 99.8% limit"
    RATHER_ABOVE = "above the 95% limit"
    INSIDE = "inside the limits"
    RATHER_BELOW = "below the 95% limit"
    BELOW = "below the 99.8% limit"


@dataclass(frozen=True, slots=True)
class Limits:
    """Lower and upper limits of a rate, 95% and 99.8%, in the measure's unit."""

    low_outer: float
    low_inner: float
    high_inner: float
    high_outer: float

    def position(self, rate: float) -> Position:
        """Where a rate stands; a rate at a limit is inside it, floating-point noise apart."""
        noise = NOISE * max(abs(rate), abs(self.high_outer))
        if rate > self.high_inner + noise:
            return Position.ABOVE if rate > self.high_outer + noise else Position.RATHER_ABOVE
        if rate < self.low_inner - noise:
            return Position.BELOW if rate < self.low_outer - noise else Position.RATHER_BELOW
        return Position.INSIDE


@dataclass(frozen=True, slots=True)
class Point:
    """One force: what it counted, out of or against what size, its rate and its limits."""

    force: str
    count: float
    size: float
    rate: float
    limits: Limits
    position: Position


@dataclass(frozen=True)
class Funnel:
    """The forces about the national rate; ``overdispersion`` is φ, 1 where chance explains the spread."""

    chance: Chance
    rate: float
    overdispersion: float
    points: tuple[Point, ...]

    @property
    def high(self) -> tuple[str, ...]:
        """The forces above the 99.8% limit, farthest first."""
        found = [p for p in self.points if p.position is Position.ABOVE]
        return tuple(p.force for p in sorted(found, key=lambda p: p.limits.high_outer - p.rate))

    @property
    def low(self) -> tuple[str, ...]:
        """The forces below the 99.8% limit, farthest first."""
        found = [p for p in self.points if p.position is Position.BELOW]
        return tuple(p.force for p in sorted(found, key=lambda p: p.rate - p.limits.low_outer))

    @property
    def sentence(self) -> str:
        """How many forces differ, in one plain sentence."""
        many = plural(len(self.points), "force")
        apart = len(self.high) + len(self.low)
        wide = (
            f" Limits widened {number(math.sqrt(self.overdispersion), 1)} times: "
            "forces differ for more reasons than chance and size."
            if self.overdispersion > 1
            else ""
        )
        if not apart:
            return f"None of {many} differs from the rest by more than chance.{wide}"
        verb = "differs" if apart == 1 else "differ"
        return (
            f"{apart} of {many} {verb} from the rest by more than chance: {len(self.high)} above, "
            f"{len(self.low)} below the 99.8% limits.{wide}"
        )


def funnel(
    chance: Chance, counts: Mapping[str, float], sizes: Mapping[str, float], multiplier: float = 1.0
) -> Funnel | NoFigure:
    """The funnel of counts out of (binomial) or against (Poisson) sizes, rates times ``multiplier``."""
    forces = [force for force in counts if sizes[force] > 0]
    refused = _cannot(chance, [counts[f] for f in forces], [sizes[f] for f in forces])
    if refused is not None:
        return refused
    values, bases = [counts[f] for f in forces], [sizes[f] for f in forces]
    rate = sum(values) / sum(bases)
    phi = overdispersion(z_scores(chance, values, bases, rate))
    widen = math.sqrt(phi)
    points = []
    for force, value, size, exact in zip(forces, values, bases, limits(chance, bases, rate), strict=True):
        widened = Limits(*((rate + (at / size - rate) * widen) * multiplier for at in exact))
        shown = value / size * multiplier
        points.append(Point(force, value, size, shown, widened, widened.position(shown)))
    return Funnel(chance, rate * multiplier, phi, tuple(points))


def limits(chance: Chance, sizes: Sequence[float], rate: float) -> list[tuple[float, ...]]:
    """For each size the counts at the four limits, lowest first: exact quantiles."""
    tails = (OUTER, INNER, 1 - INNER, 1 - OUTER)
    if chance is Chance.BINOMIAL:
        columns = [binomial_quantiles(tail, sizes, rate) for tail in tails]
    else:
        means = [size * rate for size in sizes]
        columns = [poisson_quantiles(tail, means) for tail in tails]
    return list(zip(*columns, strict=True))


def z_scores(chance: Chance, counts: Sequence[float], sizes: Sequence[float], rate: float) -> list[float]:
    """(count − expected) ÷ its standard deviation under chance alone."""
    share = rate * (1 - rate) if chance is Chance.BINOMIAL else rate
    return [
        (count - size * rate) / math.sqrt(size * share) for count, size in zip(counts, sizes, strict=True)
    ]


def overdispersion(scores: Sequence[float]) -> float:
    """φ: the mean squared z-score, a tenth at either end drawn in to the next; never below 1."""
    ordered = sorted(scores)
    cut = int(WINSORISED * len(ordered))
    low, high = ordered[cut], ordered[-1 - cut]
    return max(1.0, sum(min(max(z, low), high) ** 2 for z in ordered) / len(ordered))


def _cannot(chance: Chance, counts: Sequence[float], sizes: Sequence[float]) -> NoFigure | None:
    if len(counts) < FEWEST:
        return NoFigure(f"No funnel: {plural(len(counts), 'force')}, at least {FEWEST} are needed.")
    if any(count < 0 or count != int(count) for count in counts):
        return NoFigure("No funnel: it needs counts, whole numbers that are not below 0.")
    if not any(counts):
        return NoFigure("No funnel: nothing was counted anywhere.")
    if chance is Chance.BINOMIAL:
        if any(count > size or size != int(size) for count, size in zip(counts, sizes, strict=True)):
            return NoFigure("No funnel: a share needs whole numbers, and no numerator above its denominator.")
        if sum(counts) == sum(sizes):
            return NoFigure("No funnel: every force is at 100%.")
    return None
