"""The help: what each sign means, and what each key does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.status import Status
from tracker.tui.badge import badge_text

if TYPE_CHECKING:
    from tracker.domain.board import Board

KEYS = (
    ("arrows, h j k l", "move the cursor; Page Up and Down, Home and End too"),
    ("Enter", "open the force under the cursor: all its commitments"),
    ("u", "update the cell under the cursor"),
    ("w", "the whole working of the cell: inputs, formula, thresholds, plan version"),
    ("n", "the next cell that is red, out of date or not reported"),
    ("d", "the returns that are missing or late, by force; r there: by region"),
    ("[ and ]", "the board as of the period before or after"),
    ("{ and }", "the board as of the council before or after"),
    ("t", "the board as of today, or of the plan's last due date"),
    ("g", "go to a day or a council: 2015-09-30, council:2015-07-16, 2018-09-30@2019-02-01"),
    ("K", "as known then, at the end of that day (for a council: what its paper said), or as known now"),
    ("? ", "this help"),
    ("Esc", "back"),
    ("q", "leave"),
)


def help_words(board: Board) -> Text:
    """Statuses with their meaning, then the keys."""
    text = Text()
    for status in Status:
        if status is Status.AMBER_RED and not board.plan.four_point:
            continue
        text.append_text(badge_text(status, four_point=board.plan.four_point))
        text.append(f"  {status.meaning}\n")
    text.append("!  the force says better than the rule computes\n")
    text.append("~  a shortfall is accepted for a time; the original target is always shown\n\n")
    for key, words in KEYS:
        text.append(f"{key:<16}", style="bold")
        text.append(f"{words}\n")
    text.append("\nEvery rule is written down in docs/rules.md.")
    return text
