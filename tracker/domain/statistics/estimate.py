"""The national estimate from partial returns: a ratio estimate, never a count.

With y reported by n of N forces and a size x known for all of them, total = (Σy ÷ Σx) · X, where X is the
size of all (W. G. Cochran, Sampling Techniques, 3rd ed. 1977, chapter 6; S. L. Lohr, Sampling: Design and
Analysis, chapter 4). Where one force stands out by size it is taken as itself and the ratio applied to the
others (a certainty unit, Cochran section 5.5); where that force has not reported, the interval is that of a
prediction under the model y = βx + e with variance σ²x (R. M. Royall, Biometrika 57 (1970), 377).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.statistics.bounds import UNBOUNDED, Bounds
from tracker.domain.statistics.distributions import two_sided
from tracker.domain.statistics.method import Method
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.precision import quality_word, rounding_for
from tracker.domain.words import number, percent, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

METHOD = Method(
    "National estimate from partial returns",
    "It is what all forces would report together if the missing ones stood to their size as the others do.",
    "It is not a count: the forces that report first may differ from the rest, and the interval does not "
    "allow for that.",
    "Cochran, Sampling Techniques (1977), chapter 6; Royall, Biometrika 57 (1970)",
)

#: No estimate from fewer forces, or from less than this share of the size.
FEWEST = 5
SMALLEST_SHARE = 0.25
#: The share of the whole from which the largest force is taken as itself.
STANDS_OUT = 0.10


class Variance(StrEnum):
    """How the variance of the ratio estimate is found."""

    JACKKNIFE = "jackknife"
    LINEARISED = "linearised"


class Design(StrEnum):
    """Which forces the ratio speaks for."""

    COMPLETE = "every force reported"
    RATIO = "ratio to size"
    LARGEST_APART = "the largest force as itself, the ratio for the others"
    LARGEST_MISSING = "largest force not in the sample"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A national total (or average) with its standard error and 95% interval, in the measure's unit.

    ``of`` names the size in words ("officers"); ``by_size`` is the share of it that reported; ``degrees`` are
    those of Student's t, 0 where every force reported.
    """

    total: float
    standard_error: float
    low: float
    high: float
    degrees: int
    design: Design
    reported: int
    expected: int
    by_size: float
    of: str

    @property
    def variation(self) -> float | None:
        """The coefficient of variation: standard error ÷ estimate; None for an estimate of 0."""
        return self.standard_error / abs(self.total) if self.total else None

    @property
    def quality(self) -> str | None:
        """The word for its precision; None where every force reported, or for an estimate of 0."""
        if self.design is Design.COMPLETE or self.variation is None:
            return None
        return quality_word(self.variation)

    @property
    def figure(self) -> str:
        """The estimate, rounded to the precision of its interval."""
        return rounding_for((self.high - self.low) / 2).nearest(self.total)

    @property
    def interval(self) -> str:
        """The 95% interval in words, rounded outwards: 115,000 to 129,000."""
        rounding = rounding_for((self.high - self.low) / 2)
        return f"{rounding.down(self.low)} to {rounding.up(self.high)}"

    @property
    def basis(self) -> str:
        """Where it comes from: informed extrapolation from 12 of 43 forces, 38% of officers."""
        size = "" if self.of == "forces" else f", {percent(self.by_size)} of {self.of}"
        missing = f"; {Design.LARGEST_MISSING}" if self.design is Design.LARGEST_MISSING else ""
        return (
            f"informed extrapolation from {self.reported} of {plural(self.expected, 'force')}{size}{missing}"
        )

    @property
    def sentence(self) -> str:
        """The estimate in one plain sentence."""
        if self.design is Design.COMPLETE:
            return f"{number(self.total)}: all {plural(self.expected, 'force')} reported."
        word = f"; {self.quality}" if self.quality else ""
        return f"About {self.figure} (95% interval {self.interval}{word}): {self.basis}."


def national_estimate(
    values: Mapping[str, float],
    sizes: Mapping[str, float],
    *,
    of: str = "officers",
    bounds: Bounds = UNBOUNDED,
    variance: Variance = Variance.JACKKNIFE,
) -> Estimate | NoFigure:
    """The total of all forces in ``sizes`` from the ``values`` of those that reported.

    ``bounds`` are those of one force's value per unit of size; the interval never passes what the missing
    forces could add at most or at least.
    """
    refused = too_little(values, sizes, of)
    if refused is not None:
        return refused
    whole = sum(sizes.values())
    covered = sum(sizes[force] for force in values)
    if len(values) == len(sizes):
        total, error, degrees, design = sum(values.values()), 0.0, 0, Design.COMPLETE
    else:
        total, error, degrees, design = _estimated(values, sizes, variance)
    half = two_sided(degrees) * error if degrees else 0.0
    reported, missing = sum(values.values()), whole - covered
    could_be = Bounds(
        reported + (bounds.low * missing if missing else 0.0),
        reported + (bounds.high * missing if missing else 0.0),
    )
    return Estimate(
        total, error, could_be.hold(total - half), could_be.hold(total + half), degrees, design,
        len(values), len(sizes), covered / whole, of,
    )  # fmt: skip


def average_estimate(
    values: Mapping[str, float],
    weights: Mapping[str, float],
    *,
    of: str = "officers",
    bounds: Bounds = UNBOUNDED,
) -> Estimate | NoFigure:
    """The weighted average over all forces, for rates and percentages: the estimated total of value × weight
    over the whole weight."""
    weighted = {force: value * weights[force] for force, value in values.items()}
    found = national_estimate(weighted, weights, of=of, bounds=bounds)
    if isinstance(found, NoFigure):
        return found
    whole = sum(weights.values())
    return replace(
        found,
        total=found.total / whole,
        standard_error=found.standard_error / whole,
        low=found.low / whole,
        high=found.high / whole,
    )


def too_little(values: Mapping[str, float], sizes: Mapping[str, float], of: str) -> NoFigure | None:
    """Why there is no estimate: a size is missing, or fewer than 5 forces or a quarter of it reported."""
    unsized = [force for force in sizes if sizes[force] <= 0]
    if unsized:
        return NoFigure(f"No estimate: {of} not known for {', '.join(sorted(unsized))}.")
    if len(values) == len(sizes) and sizes:
        return None
    if len(values) < FEWEST:
        return NoFigure(
            f"No estimate: {len(values)} of {plural(len(sizes), 'force')} reported, "
            f"at least {FEWEST} are needed."
        )
    share = sum(sizes[force] for force in values) / sum(sizes.values())
    if share < SMALLEST_SHARE:
        return NoFigure(
            f"No estimate: {percent(share)} of {of} reported, at least {percent(SMALLEST_SHARE)} is needed."
        )
    return None


def standing_out(sizes: Mapping[str, float]) -> str | None:
    """The force that is larger than every other and at least a tenth of the whole; None without one."""
    ordered = sorted(sizes, key=lambda force: sizes[force], reverse=True)
    largest = ordered[0]
    is_alone = len(ordered) == 1 or sizes[largest] > sizes[ordered[1]]
    return largest if is_alone and sizes[largest] >= STANDS_OUT * sum(sizes.values()) else None


def _estimated(
    values: Mapping[str, float], sizes: Mapping[str, float], variance: Variance
) -> tuple[float, float, int, Design]:
    """Total, standard error and degrees of freedom by the design that the largest force calls for."""
    largest = standing_out(sizes)
    whole = sum(sizes.values())
    if largest is None:
        y, x = _pairs(values, sizes)
        total, error = ratio_total(y, x, whole, len(sizes), variance)
        return total, error, len(y) - 1, Design.RATIO
    if largest in values:
        y, x = _pairs({force: values[force] for force in values if force != largest}, sizes)
        total, error = ratio_total(y, x, whole - sizes[largest], len(sizes) - 1, variance)
        return values[largest] + total, error, len(y) - 1, Design.LARGEST_APART
    y, x = _pairs(values, sizes)
    total, error = predicted_total(y, x, whole)
    return total, error, len(y) - 1, Design.LARGEST_MISSING


def _pairs(values: Mapping[str, float], sizes: Mapping[str, float]) -> tuple[list[float], list[float]]:
    """Values and sizes side by side, in an order that does not depend on who reported first."""
    forces = sorted(values)
    return [values[force] for force in forces], [sizes[force] for force in forces]


def ratio_total(
    y: Sequence[float], x: Sequence[float], whole: float, population: int, variance: Variance
) -> tuple[float, float]:
    """The ratio estimate of a total and its standard error, with the finite-population correction."""
    total = sum(y) / sum(x) * whole
    if variance is Variance.JACKKNIFE:
        return total, jackknife_error(y, x, whole, population)
    return total, linearised_error(y, x, whole, population)


def linearised_error(y: Sequence[float], x: Sequence[float], whole: float, population: int) -> float:
    """(X ÷ x̄) · √((1 − n/N) · s² ÷ n), where s² = Σ(y − Bx)² ÷ (n − 1): Lohr, section 4.1."""
    n, ratio = len(y), sum(y) / sum(x)
    spread = sum((b - ratio * a) ** 2 for a, b in zip(x, y, strict=True)) / (n - 1)
    return whole / (sum(x) / n) * math.sqrt((1 - n / population) * spread / n)


def jackknife_error(y: Sequence[float], x: Sequence[float], whole: float, population: int) -> float:
    """√((1 − n/N) · (n − 1)/n · Σ(T₍ᵢ₎ − T)²), each T₍ᵢ₎ the estimate without force i: Lohr, section 9.3."""
    n, sum_y, sum_x = len(y), sum(y), sum(x)
    total = sum_y / sum_x * whole
    spread = sum(((sum_y - b) / (sum_x - a) * whole - total) ** 2 for a, b in zip(x, y, strict=True))
    return math.sqrt((1 - n / population) * (n - 1) / n * spread)


def predicted_total(y: Sequence[float], x: Sequence[float], whole: float) -> tuple[float, float]:
    """The same total, and its error as a prediction: √(σ² · X · (X − Σx) ÷ Σx).

    σ² = Σ((y − Bx)² ÷ x) ÷ (n − 1). Royall 1970: only what was not reported is predicted.
    """
    sum_x, ratio = sum(x), sum(y) / sum(x)
    variance = sum((b - ratio * a) ** 2 / a for a, b in zip(x, y, strict=True)) / (len(y) - 1)
    return ratio * whole, math.sqrt(variance * whole * (whole - sum_x) / sum_x)
