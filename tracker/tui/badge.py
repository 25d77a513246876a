"""How a status is written on screen: sign and letter, and marks for what a reader should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.status import Status
from tracker.domain.words import day_words, percent, quantity
from tracker.tui.palette import STYLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.assess import Assessment
    from tracker.domain.plan import Commitment


def badge(status: Status, *, four_point: bool = False) -> str:
    """Sign and letter: "■ R"; a status without a sign keeps its letter's place."""
    return f"{status.sign} {status.letter(four_point=four_point)}"


def badge_text(status: Status, *, four_point: bool = False) -> Text:
    """Sign, letter and word on the status's colour."""
    words = f" {badge(status, four_point=four_point).strip()} {status.value} "
    return Text(words, style=STYLES[status])


#: Of counts, what needs looking at first.
_WORST_FIRST = (
    Status.RED,
    Status.NONE,
    Status.STALE,
    Status.AMBER_RED,
    Status.AMBER,
    Status.GREEN,
    Status.COMPLETE,
    Status.EARLY,
    Status.EXEMPT,
)


def counts_words(counts: Mapping[Status, int], *, four_point: bool = False) -> str:
    """How many cells have each status, by its letter, the worst first: "R3 ?1 A2 G8"."""
    letters = ((status.letter(four_point=four_point), counts.get(status, 0)) for status in _WORST_FIRST)
    return " ".join(f"{letter}{count}" for letter, count in letters if count)


def cell_words(assessment: Assessment, commitment: Commitment) -> str:
    """What the grid writes in a cell: "■ R", "■ R!" where the force says better, "▲ A~" where accepted."""
    words = badge(assessment.status, four_point=commitment.thresholds.four_point)
    return words + ("!" if assessment.flagged else "") + ("~" if assessment.accepted else "")


def value_words(assessment: Assessment, commitment: Commitment) -> str:
    """The value or the state reported, with its marks: "1,177.5 [r]"."""
    update = assessment.update
    if update is None:
        return ""
    if update.draft.state is not None:
        return update.draft.state.value
    if assessment.value is None:
        return ""
    marks = "".join(f"[{mark}]" for mark in update.marks)
    return f"{quantity(assessment.value, commitment.measure.kind)} {marks}".strip()


def second_words(assessment: Assessment, commitment: Commitment) -> tuple[str, ...]:
    """What stands below a value where a row has two lines, the longest form first: "88% of 160", "88%", or
    when a milestone is forecast."""
    if commitment.is_milestone:
        forecast = assessment.update.draft.forecast if assessment.update else None
        return (f"for {day_words(forecast)}",) if forecast else ()
    if assessment.value is None or assessment.expected is None or assessment.performance is None:
        return ()
    share = percent(assessment.performance)
    return f"{share} of {quantity(assessment.expected, commitment.measure.kind)}", share
