"""A straight line through points by least squares, and how well it is known.

Ordinary least squares with s² = Σ(residual²) ÷ (n − 2); N. R. Draper and H. Smith, Applied Regression
Analysis, chapter 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: A sum of squared residuals below this share of the sum of squares is 0, floating-point noise apart.
NOISE = 1e-18


@dataclass(frozen=True, slots=True)
class Line:
    """The fitted line: ``variance`` is s², ``spread`` Σ(x − x̄)², ``total`` Σ(y − ȳ)²."""

    points: int
    slope: float
    intercept: float
    centre: float
    spread: float
    total: float
    residual: float

    @property
    def variance(self) -> float:
        """s², the variance of a point about the line."""
        return self.residual / (self.points - 2)

    def at(self, x: float) -> float:
        """The line's height."""
        return self.intercept + self.slope * x

    def prediction_error(self, x: float) -> float:
        """The standard error of a new value at x: the line's own and that of a single value about it."""
        return math.sqrt(self.variance * (1 + 1 / self.points + (x - self.centre) ** 2 / self.spread))

    @property
    def chance_of_no_trend(self) -> float:
        """The p-value of the likelihood-ratio test of the line against no trend: n · ln(Σ(y − ȳ)² ÷
        Σ(residual²)) against χ² with one degree of freedom."""
        if not self.total:
            return 1.0
        if not self.residual:
            return 0.0
        return math.erfc(math.sqrt(max(0.0, self.points * math.log(self.total / self.residual)) / 2))


def line_through(x: Sequence[float], y: Sequence[float]) -> Line:
    """The least-squares line through at least three points with at least two different x."""
    n, middle = len(x), sum(y) / len(y)
    centre, away, spread = _about_mean(tuple(x))
    slope = sum(map(mul, away, y)) / spread
    fitted = [middle + slope * each for each in away]
    residual, explained = math.dist(y, fitted) ** 2, slope * slope * spread
    noise = NOISE * (residual + explained + n * middle * middle)
    residual = residual if residual > noise else 0.0
    total = residual + (explained if explained > noise else 0.0)
    return Line(n, slope, middle - slope * centre, centre, spread, total, residual)


@lru_cache(maxsize=256)  # forces report for the same dates
def _about_mean(x: tuple[float, ...]) -> tuple[float, tuple[float, ...], float]:
    """The mean, the distances from it, and the sum of their squares."""
    centre = sum(x) / len(x)
    away = tuple(each - centre for each in x)
    return centre, away, sum(map(mul, away, away))
