"""The tour: five steps on the board, each done by the key that it is about, or passed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is about, the part of the board that it points at, and the action that does it."""

    title: str
    says: str
    asks: str
    points_at: str
    action: str


STEPS = (
    Step(
        title="the board",
        says="A row is a force, a column a commitment. Every cell has a sign and a letter, and the line "
        "below says what they mean; the colour only repeats them.",
        asks="Press n: the next cell that is red, out of date or not reported.",
        points_at="#legend",
        action="next_problem",
    ),
    Step(
        title="why",
        says="The panel says in a sentence, with its numbers, why the cell under the cursor is what it is.",
        asks="Press w: the whole working, with formula, thresholds and plan version. Esc closes it.",
        points_at="CellPanel",
        action="working",
    ),
    Step(
        title="when",
        says="The line under the heading is time: ▼ the day looked from, C the councils, T today. The board "
        "is shown as of any day, as it was known on any day.",
        asks="Press [: the board one period earlier. ] leads on again, and g to any day.",
        points_at="TimeBar",
        action="step",
    ),
    Step(
        title="what moved",
        says="An arrow before a letter says that the cell is worse ↓ or better ↑ than at the last council.",
        asks="Press c: what moved, and why. Esc comes back.",
        points_at="#heading",
        action="compare",
    ),
    Step(
        title="an update",
        says="The form of a cell says what an update would give before anything is recorded. ? on any screen "
        "shows its keys, Ctrl+P finds everything, H takes this tour again.",
        asks="Press u: the form of the cell under the cursor. Esc leaves it, and nothing is recorded.",
        points_at="CellPanel",
        action="update",
    ),
)
