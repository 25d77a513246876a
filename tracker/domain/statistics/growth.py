"""Progress by compound annual growth, as the platforms of the Sustainable Development Goals report it.

Observed growth a year ÷ required growth a year, in bands (United Nations, Sustainable Development Goals
Progress Chart, technical note; Open SDG, progress calculation). A target of 0 stands as 0.001.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.performance import at_least, is_no_worse
from tracker.domain.plan import Direction
from tracker.domain.statistics.method import Method
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.words import percent

METHOD = Method(
    "Progress by compound growth",
    "It says how the growth a year so far compares with the growth a year that reaches the target in time.",
    "It is not the performance of the board, which goes by straight lines, and sees two values only.",
    "Open SDG, progress calculation; United Nations, SDG Progress Chart, technical note",
)

#: What stands for a target of 0, which no constant growth reaches.
FOR_ZERO = 0.001


class Progress(StrEnum):
    """The bands, best first."""

    ACHIEVED = "target achieved"
    SUBSTANTIAL = "substantial progress"
    MODERATE = "moderate progress"
    LIMITED = "limited progress"
    DETERIORATION = "deterioration"


#: The least ratio of each band; below all is deterioration.
BANDS = ((0.95, Progress.SUBSTANTIAL), (0.60, Progress.MODERATE), (0.0, Progress.LIMITED))


@dataclass(frozen=True, slots=True)
class Growth:
    """Observed and required growth a year (0.05 is 5%), and observed ÷ required towards the target."""

    observed: float
    required: float
    ratio: float
    progress: Progress

    @property
    def sentence(self) -> str:
        """The two growths and the band in one plain sentence."""
        band = f"{self.progress.value[0].upper()}{self.progress.value[1:]}"
        return (
            f"{band}: {percent(self.observed, 1)} a year so far, {percent(self.required, 1)} a year required."
        )


def growth(
    baseline: float, latest: float, target: float, years: float, years_in_all: float, direction: Direction
) -> Growth | NoFigure:
    """The growth from the baseline to the latest value after ``years``, against that which reaches the target
    after ``years_in_all``; for measures that are to rise or fall."""
    if baseline <= 0 or latest < 0 or target < 0:
        return NoFigure("No compound growth: it needs a baseline above 0 and nothing below 0.")
    if direction is Direction.MAINTAIN or years <= 0 or years_in_all <= 0:
        return NoFigure(
            "No compound growth: it needs a measure that is to rise or fall, and time that has passed."
        )
    observed = (latest / baseline) ** (1 / years) - 1
    required = ((target or FOR_ZERO) / baseline) ** (1 / years_in_all) - 1
    if is_no_worse(latest, target, direction):
        ratio = _ratio(observed, required, direction) if required else 1.0
        return Growth(observed, required, ratio, Progress.ACHIEVED)
    if not required:
        return NoFigure("No compound growth: the target is the baseline.")
    ratio = _ratio(observed, required, direction)
    return Growth(observed, required, ratio, band(ratio))


def band(ratio: float) -> Progress:
    """The band of a ratio; a ratio exactly at a limit has reached it."""
    for least, name in BANDS:
        if at_least(ratio, least):
            return name
    return Progress.DETERIORATION


def _ratio(observed: float, required: float, direction: Direction) -> float:
    return observed / abs(required) * (-1 if direction is Direction.DECREASE else 1)
