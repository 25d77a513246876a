"""The sentences of re-baselining: what a promise was, what it is, and what it would be under the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.words import day_words, plural, quantity

if TYPE_CHECKING:
    from tracker.domain.assess import Assessment
    from tracker.domain.board import Board
    from tracker.domain.plan import Commitment, ForceSlug
    from tracker.domain.rebaselining import Rebaselining


def promise_words(commitment: Commitment, force: ForceSlug) -> str:
    """What a force has promised: "180 by 31 Mar 2016", for a milestone "done by 31 Mar 2016"."""
    target = commitment.targets.get(force)
    goal = "done" if target is None else quantity(target, commitment.measure.kind)
    return f"{goal} by {day_words(commitment.due)}"


def rebaselined_words(past: Rebaselining) -> str:
    """What was made easier, and since when: "re-baselined in version 2, from 180 by …: easier target"."""
    before, now = (promise_words(c, past.force) for c in (past.before, past.now))
    change = f" from {before} to {now}" if before != now else ""
    return f"re-baselined in version {past.since}{change}: {', '.join(past.eases)}"


def original_words(past: Rebaselining, first: Assessment | None) -> str:
    """What the cell would be as the promise was first recorded: "first recorded as 180 by …: red"."""
    promise = f"first recorded as {promise_words(past.original, past.force)}"
    if first is None:
        return f"{promise}, and measured otherwise"
    under = f"under that it would be {first.status.value}"
    return under if past.original == past.before else f"{promise}: {under}"


def board_words(board: Board) -> str:
    """How many cells of a board are re-baselined, in a sentence; empty where none is."""
    count = sum(key in board.cells for key in board.rebaselined)
    if not count:
        return ""
    if board.as_first_recorded:
        unsaid = count - sum(key in board.originals for key in board.rebaselined)
        rest = f"; {plural(unsaid, 'cell')} cannot be, being measured otherwise now" if unsaid else ""
        return f"{plural(count - unsaid, 'cell')} judged against what was first recorded (†){rest}."
    return f"{plural(count, 'cell')} re-baselined: judged against a promise that was made easier (†)."
