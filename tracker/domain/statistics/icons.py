"""The icons of a cell over time in letters, which need neither colour nor a font: “H+ P”, “~ ?*”, “few”.

They are those of the NHS programme Making Data Count: H or L where the latest value is more than the usual
ups and downs, ~ where it is not; P, F or ? for a target that is passed every time, failed every time, or hit
and missed by chance. Its two colours, for better and for worse, are + and - here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.statistics.from_past import assurance_of, chart_of
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.xmr import ENOUGH, FEWEST, Variation

if TYPE_CHECKING:
    from tracker.domain.statistics.assurance import Assurance
    from tracker.domain.statistics.past import Past

_JUDGED = {Variation.IMPROVEMENT: "+", Variation.CONCERN: "-"}


@dataclass(frozen=True, slots=True)
class Icon:
    """How the values of a cell vary, and whether its target can be relied on.

    ``variation`` is None where there is no chart: ``letters`` then say why in a word.
    """

    letters: str
    variation: Variation | None = None
    assurance: Assurance | None = None
    is_trial: bool = False

    @property
    def sign(self) -> str:
        """It in at most five letters."""
        judged = _JUDGED.get(self.variation, "") if self.variation else ""
        relied = f" {self.assurance.letter}" if self.assurance else ""
        return f"{self.letters}{judged}{relied}{'*' if self.is_trial else ''}"

    @property
    def is_special(self) -> bool:
        """Whether the latest value is more than the usual ups and downs."""
        return self.variation not in (None, Variation.COMMON)


FEW = Icon("few")
MILESTONE = Icon("n/a")

#: The signs, and what each means.
MEANINGS = (
    ("H+ L+", "more than the usual ups and downs, high or low, and for the better (improvement)"),
    ("H- L-", "more than the usual ups and downs, high or low, and for the worse (concern)"),
    ("H L", "the same where neither side is better"),
    ("~", "no more than the usual ups and downs (common cause)"),
    ("P F ?", "the target is passed every time, failed every time, or hit and missed by chance"),
    ("*", f"fewer than {ENOUGH} values: the limits are trial"),
    ("few", f"fewer than {FEWEST} values to compare: nothing can be said"),
    ("n/a", "a milestone has states, not numbers"),
)


def icon_of(past: Past) -> Icon:
    """The icon of a cell, from its past."""
    if past.commitment.is_milestone:
        return MILESTONE
    chart = chart_of(past)
    if isinstance(chart, NoFigure):
        return FEW
    return Icon(chart.letter, chart.variation, assurance_of(past, chart), chart.is_trial)
