"""Quantiles and chances of Student's t, the binomial and the Poisson distribution, from scipy.special."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The probability inside a 95% interval.
CONFIDENCE = 0.95


@lru_cache(maxsize=1024)
def student_quantile(probability: float, degrees: int) -> float:
    """The value that Student's t with so many degrees of freedom stays below with a probability."""
    from scipy.special import stdtrit

    return float(stdtrit(degrees, probability))


def student_chance(value: float, degrees: int) -> float:
    """The probability that Student's t stays at or below a value."""
    from scipy.special import stdtr

    return float(stdtr(degrees, value))


def two_sided(degrees: int) -> float:
    """The t by which a standard error is multiplied for half a 95% interval."""
    return student_quantile(0.5 + CONFIDENCE / 2, degrees)


def poisson_quantiles(probability: float, means: Sequence[float]) -> list[float]:
    """For each mean the smallest count that is reached or undercut with at least a probability."""
    from scipy.special import pdtr, pdtrik

    guesses = _whole(pdtrik(probability, means).tolist())
    below = [max(count - 1, 0.0) for count in guesses]
    return _smallest(guesses, below, pdtr(below, means).tolist(), probability)


def binomial_quantiles(probability: float, trials: Sequence[float], share: float) -> list[float]:
    """The same for counts out of so many trials, each with the same probability ``share`` of counting."""
    from scipy.special import bdtr, bdtrik

    guesses = _whole(bdtrik(probability, trials, share).tolist())
    below = [max(count - 1, 0.0) for count in guesses]
    return _smallest(guesses, below, bdtr(below, [int(n) for n in trials], share).tolist(), probability)


def _whole(counts: Sequence[float]) -> list[float]:
    """Rounded up; the inverse of a discrete distribution answers between whole numbers."""
    return [float(-(-count // 1)) for count in counts]


def _smallest(
    guesses: Sequence[float], below: Sequence[float], chances: Sequence[float], probability: float
) -> list[float]:
    """One less where that already has the probability: the inverse can round up past the answer."""
    return [
        less if chance >= probability else guess
        for guess, less, chance in zip(guesses, below, chances, strict=True)
    ]
