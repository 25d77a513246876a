"""What a form says beside its fields and below them: old and new, what would come of it, what looks odd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.words import day_words, number, one_line, quantity, shown
from tracker.tui.badge import badge_text

if TYPE_CHECKING:
    from tracker.domain.plan import Commitment
    from tracker.domain.update import Draft
    from tracker.workspace import Foreseen

#: The fields that say what they were in the last report.
COMPARED = ("value", "state", "forecast", "mark", "self")


def change_words(field: str, draft: Draft, foreseen: Foreseen, commitment: Commitment) -> str:
    """A field's old and new content: ``was 14``, ``14 → 98 (+84)``, ``as before``, or nothing."""
    last = foreseen.replaced or foreseen.before
    old = _content(field, last.draft, commitment) if last else ""
    new = _content(field, draft, commitment)
    if not old:
        return ""
    if not new:
        return f"was {old}"
    if old == new:
        return "as before"
    if field != "value" or last is None or draft.value is None or last.draft.value is None:
        return f"{old} → {new}"
    by = draft.value - last.draft.value
    return f"{old} → {new} ({'+' if by > 0 else ''}{number(by)})"


def _content(field: str, draft: Draft, commitment: Commitment) -> str:
    if field == "value":
        return "" if draft.value is None else quantity(draft.value, commitment.measure.kind)
    if field == "state":
        return draft.state.value if draft.state else ""
    if field == "forecast":
        return draft.forecast.isoformat() if draft.forecast else ""
    if field == "self":
        return draft.self_status.value if draft.self_status else ""
    return draft.marks


def foreseen_words(draft: Draft, foreseen: Foreseen, commitment: Commitment) -> Text:
    """What recording the draft would do; what forbids it is bold, what looks odd asks for a second look."""
    if draft.says_nothing:
        return Text("\n".join(map(shown, foreseen.problems)), style="bold")
    text = Text("Would be ")
    text.append_text(badge_text(foreseen.assessment.status, four_point=commitment.thresholds.four_point))
    text.append(f" {shown(foreseen.assessment.reason)}")
    replaced = foreseen.replaced
    if replaced is not None:
        does = "Takes away" if draft.withdrawal else "Corrects"
        who = one_line(replaced.author)
        text.append(f"\n{does} number {replaced.seq:,} as at {day_words(draft.as_at)}, by {who}.")
    for problem in foreseen.problems:
        text.append(f"\n{shown(problem)}", style="bold")
    for question in foreseen.questions:
        text.append("\nCheck: ", style="bold reverse")
        text.append(f"{shown(question)}")
    return text
