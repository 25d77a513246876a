"""Several commitments of one force in one go: what was recorded, and what is due next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.words import one_line, plural, shown
from tracker.tui.badge import badge_text

if TYPE_CHECKING:
    from datetime import date

    from tracker.domain.due import DueList
    from tracker.domain.plan import CommitmentId, ForceSlug, Plan
    from tracker.workspace import Recorded


@dataclass(frozen=True)
class Sitting:
    """One force's forms, one after the other: those that were opened, and what was recorded in them."""

    force: ForceSlug
    opened: tuple[CommitmentId, ...] = ()
    recorded: tuple[Recorded, ...] = ()

    def opening(self, commitment: CommitmentId) -> Sitting:
        """With one more form opened."""
        return replace(self, opened=(*self.opened, commitment))

    def recording(self, done: Recorded) -> Sitting:
        """With one more update recorded."""
        return replace(self, recorded=(*self.recorded, done))

    def next_due(self, due: DueList) -> tuple[CommitmentId, date] | None:
        """The force's next commitment with a missing return, in the plan's order from the last one opened,
        and the end of the latest period that misses it; None when every one of them was opened."""
        group = due.by_force.get(self.force)
        if group is None:
            return None
        order = [commitment.id for commitment in due.plan.commitments]
        last = self.opened[-1] if self.opened else None
        at = order.index(last) + 1 if last in order else 0
        missing = {cell.commitment: cell.missing[-1].period.end for cell in group.cells if cell.missing}
        for commitment in (*order[at:], *order[:at]):
            if commitment in missing and commitment not in self.opened:
                return commitment, missing[commitment]
        return None


def receipts(sitting: Sitting, plan: Plan) -> Text:
    """What was recorded in a sitting: a paragraph for each update."""
    text = Text(f"{plural(len(sitting.recorded), 'update')} recorded.\n", style="bold")
    for done in sitting.recorded:
        promise = plan.commitment(done.draft.commitment)
        text.append(f"\n{one_line(promise.title)}\n", style="bold")
        text.append(f"Number {done.receipt.seq:,}, hash {done.receipt.hash[:12]}. Now ", style="not bold")
        text.append_text(badge_text(done.assessment.status, four_point=plan.four_point))
        text.append(f" {shown(done.assessment.reason)}\n", style="not bold")
    return text
