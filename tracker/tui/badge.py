"""How a status is written on screen: sign and letter, and marks for what a reader should look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.words import quantity
from tracker.tui.palette import STYLES

if TYPE_CHECKING:
    from tracker.domain.assess import Assessment
    from tracker.domain.plan import Commitment
    from tracker.domain.status import Status


def badge(status: Status, *, four_point: bool = False) -> str:
    """Sign and letter: "■ R"; a status without a sign keeps its letter's place."""
    return f"{status.sign} {status.letter(four_point=four_point)}"


def badge_text(status: Status, *, four_point: bool = False) -> Text:
    """Sign, letter and word on the status's colour."""
    words = f" {badge(status, four_point=four_point).strip()} {status.value} "
    return Text(words, style=STYLES[status])


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
