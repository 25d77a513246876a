"""What a commitment's screen says of each force: its band, its line of the ranking and its bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from tracker.domain.ranking import RankedBy, ranked_by
from tracker.domain.update import State
from tracker.domain.words import number, one_line, percent, quantity
from tracker.tui.badge import cell_words
from tracker.tui.palette import STYLES

if TYPE_CHECKING:
    from tracker.domain.plan import Commitment
    from tracker.domain.ranking import Ranked

#: Performance up to, and how the band is called.
_BANDS = (
    (0.0, "backwards"),
    (0.25, "0–25%"),
    (0.5, "25–50%"),
    (0.75, "50–75%"),
    (1.0, "75–100%"),
    (float("inf"), "100% and over"),
)


def band_names(commitment: Commitment) -> list[str]:
    """The bands in which the forces are shown, the furthest first."""
    if commitment.is_milestone:
        return [*reversed([state.value for state in State]), "no word"]
    return [*reversed([name for _, name in _BANDS]), "not judged"]


def band_of(commitment: Commitment, row: Ranked) -> str:
    """The band of a force."""
    if commitment.is_milestone:
        update = row.assessment.update
        return update.draft.state.value if update and update.draft.state else "no word"
    performance = row.assessment.performance
    if performance is None or row.rank is None:
        return "not judged"
    if performance < 0:
        return _BANDS[0][1]
    return next((name for most, name in _BANDS[1:-1] if performance < most), _BANDS[-1][1])


def by_words(commitment: Commitment, by: RankedBy) -> str:
    """What the forces are ranked by."""
    per = commitment.measure.per
    if by is RankedBy.PER_SIZE and per is not None:
        return f"value per {number(per.amount)} {per.of.value}"
    return by.value


def ranking_line(commitment: Commitment, row: Ranked) -> list[Text]:
    """Place, force and status; value and expected, for its size where forces are ranked so; progress."""
    a, kind = row.assessment, commitment.measure.kind
    value, expected = a.value, a.expected
    if ranked_by(commitment) is RankedBy.PER_SIZE:
        value, expected = row.value, row.expected
    state = a.update.draft.state.value if a.update and a.update.draft.state else ""
    return [
        Text("" if row.rank is None else f"{row.rank}.", justify="right"),
        Text(one_line(row.force.name)),
        Text(f" {cell_words(a, commitment)} ", style=STYLES[a.status]),
        Text(state if value is None else quantity(value, kind), justify="right"),
        Text("" if expected is None else quantity(expected, kind), justify="right"),
        Text("" if a.performance is None else percent(a.performance), justify="right"),
    ]


def expected_bar(row: Ranked, most: float, width: int) -> Text:
    """The value as a bar as long as it is of the most, and a line where it was expected to be."""
    if not most:
        return Text()
    length = 0 if row.value is None else min(round(abs(row.value) / most * (width - 1)), width)
    bar = list("█" * length + " " * (width - length))
    if row.expected is not None:
        bar[min(round(abs(row.expected) / most * (width - 1)), width - 1)] = "│"
    return Text("".join(bar), style=Style(color=STYLES[row.assessment.status].bgcolor))
