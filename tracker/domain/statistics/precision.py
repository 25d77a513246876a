"""How precisely a figure may be written, and the word for how precise it is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tracker.domain.words import number

#: Coefficient of variation (standard error ÷ estimate) up to which each word holds: the quality key of the
#: Office for National Statistics (Annual Survey of Hours and Earnings).
QUALITY = ((0.05, "precise"), (0.10, "reasonably precise"), (0.20, "acceptable"))
UNRELIABLE = "unreliable for practical purposes"

#: Leading digits of a half-width up to which it is written with two digits, else with one (Particle Data
#: Group, Review of Particle Physics, Introduction, section 5.3).
TWO_DIGITS = 3.545


def quality_word(variation: float) -> str:
    """The word for a coefficient of variation."""
    return next((word for limit, word in QUALITY if variation <= limit), UNRELIABLE)


@dataclass(frozen=True, slots=True)
class Rounding:
    """The power of ten to which a figure and its interval are rounded."""

    exponent: int

    def nearest(self, value: float) -> str:
        """The figure itself."""
        return self._written(round(value / self._unit))

    def down(self, value: float) -> str:
        """The lower limit, rounded so that the interval never narrows."""
        return self._written(math.floor(round(value / self._unit, 6)))

    def up(self, value: float) -> str:
        """The upper limit, rounded so that the interval never narrows."""
        return self._written(math.ceil(round(value / self._unit, 6)))

    @property
    def _unit(self) -> float:
        return float(10.0**self.exponent)

    def _written(self, units: int) -> str:
        return number(units * self._unit, max(0, -self.exponent))


def rounding_for(half_width: float) -> Rounding:
    """The rounding that an interval with this half-width can bear; 0 is written to two decimals."""
    if half_width <= 0:
        return Rounding(-2)
    exponent = math.floor(math.log10(half_width))
    leading = half_width / 10.0**exponent
    return Rounding(exponent - 1 if leading < TWO_DIGITS else exponent)
