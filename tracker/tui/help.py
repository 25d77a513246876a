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
    ("g", "go to a day: 2015-09-30, council:2015-07-16, 2018-09-30@2019-02-01"),
    ("K", "as known then, at the end of the day looked from, or as known now"),
    ("c", "what moved since the last council, and why; Enter there: both workings"),
    ("  p o r a /", "there: since the period before, own days, counts, all cells, filter"),
    ("y", "the history: updates, corrections, withdrawals, imports and plan versions"),
    ("Y", "the history of the cell under the cursor"),
    ("  Enter or b", "there: the board as it was known at that entry; Esc comes back"),
    ("  /", "there: filter, as in kent by:smith text:backlog kind:correction"),
    ("? ", "this help"),
    ("Esc", "back"),
    ("q", "leave"),
)


_FILTER = (
    "\nThe history's filter is words, all of which must hold. A force or a commitment by its name; by: an "
    "author; text: a word of a note, a cause, an action or a reason; kind: update, correction, withdrawal, "
    "import or plan; source: a file's name; since: and until: a day of recording. Quotes hold words "
    "together.\n"
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
    text.append("~  a shortfall is accepted for a time; the original target is always shown\n")
    text.append("↓↑ worse or better than at the last council, as it was known then\n\n")
    for key, words in KEYS:
        text.append(f"{key:<16}", style="bold")
        text.append(f"{words}\n")
    text.append(_FILTER)
    text.append("\nEvery rule is written down in docs/rules.md.")
    return text
