"""What happened to single cells, in the lines and tables of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.movement import Kind
from tracker.domain.movement_words import (
    forecast_words,
    goal_words,
    performance_words,
    short_values,
    status_words,
    value_words,
    why_words,
)
from tracker.domain.status import RANK
from tracker.domain.words import listed, one_line, percent_beside, plural
from tracker.reports.blocks import Column, Paragraph, Table
from tracker.reports.entries import count, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tracker.domain.movement import Movement, Movements
    from tracker.reports.blocks import Block

#: So many of the biggest movements each way stand in the summary.
BIGGEST = 3


def move_line(moved: Movements, move: Movement) -> str:
    """A movement on one line: “Kent, “CAID in use”: red → complete, not started → done: new data.”"""
    title = one_line(moved.commitments[move.commitment].title)
    said = [part for part in (status_words(move), value_words(move), performance_words(move)) if part]
    why = why_words(move)
    force = one_line(moved.forces[move.force].name)
    return f"{force}, “{title}”: {', '.join(said)}{': ' + why if why else ''}."


def biggest(moved: Movements, kind: Kind) -> list[Movement]:
    """The biggest movements of a kind: by the steps between the colours, then by performance."""
    found = [move for move in moved.moves if move.kind is kind]
    return sorted(found, key=_size, reverse=True)[:BIGGEST]


#: Each kind as a sentence says it of one cell and of several.
_VERBS = {
    Kind.WORSENED: ("worsened", "worsened"),
    Kind.IMPROVED: ("improved", "improved"),
    Kind.WENT_SILENT: ("went silent", "went silent"),
    Kind.NEWLY_REPORTED: ("was newly reported", "were newly reported"),
    Kind.REVISED: ("was revised", "were revised"),
    Kind.NEWLY_JUDGED: ("was newly judged", "were newly judged"),
    Kind.NO_LONGER_JUDGED: ("is no longer judged", "are no longer judged"),
    Kind.NOT_COMPARABLE: ("is not comparable", "are not comparable"),
    Kind.ADDED: ("was added", "were added"),
    Kind.TAKEN_OUT: ("was taken out", "were taken out"),
    Kind.NO_CHANGE: ("did not change", "did not change"),
}


def counts_sentence(moved: Movements, since: str) -> str:
    """What happened to all cells since a day: “Of 432 cells 12 improved, 9 worsened and 411 did not …”."""
    said = [f"{count:,} {_VERBS[kind][count > 1]}" for kind in Kind if (count := moved.counts[kind])]
    if not moved.moves:
        return f"There is nothing to compare since {since}."
    cells = plural(len(moved.moves), "cell")
    return f"Of {cells}, {listed(said) or 'none moved'} since {since}."


def counts_by(
    table_id: str,
    caption: str,
    head: str,
    groups: Mapping[str, Mapping[Kind, int]],
    names: Mapping[str, str],
) -> Table:
    """Counts by kind, a line a group; a kind that did not happen has no column."""
    kinds = [kind for kind in Kind if any(counts[kind] for counts in groups.values())]
    columns = (Column(head), *(Column(kind.value.capitalize(), "number") for kind in kinds))
    rows = tuple(
        (text(names.get(key, key)), *(count(counts[kind]) for kind in kinds))
        for key, counts in groups.items()
    )
    return Table(table_id, caption, columns, rows)


def moves_blocks(table_id: str, moved: Movements, *, by_force: bool) -> Iterator[Block]:
    """What moved: the newly reported by name, for there is nothing to compare, and a line for each other.

    Each is named by its force, or by its commitment where all are one force's.
    """
    new = [move for move in moved.changed if move.kind is Kind.NEWLY_REPORTED]
    if new:
        every = "every force" if by_force else "every commitment"
        is_all = len(new) == len(moved.moves) > 1
        names = listed([_name(moved, move, by_force=by_force) for move in new])
        yield Paragraph("", f"Newly reported: {every if is_all else names}.")
    rest = [move for move in moved.changed if move.kind is not Kind.NEWLY_REPORTED]
    if rest:
        caption = "What else moved since the last council" if new else "What moved since the last council"
        yield _moves_table(table_id, caption, moved, rest, by_force=by_force)


def _name(moved: Movements, move: Movement, *, by_force: bool) -> str:
    if by_force:
        return one_line(moved.forces[move.force].name)
    return f"“{one_line(moved.commitments[move.commitment].title)}”"


def _moves_table(
    table_id: str, caption: str, moved: Movements, moves: Iterable[Movement], *, by_force: bool
) -> Table:
    """Every movement on a line, by force, or by commitment where all are one force's."""
    columns = (
        Column("Force" if by_force else "Commitment"),
        Column("What happened"),
        Column("Status"),
        Column("Value"),
        Column("Performance"),
        Column("Why"),
    )
    rows = []
    for move in moves:
        first = moved.forces[move.force].name if by_force else moved.commitments[move.commitment].title
        more = [part for part in (why_words(move), goal_words(move), forecast_words(move)) if part]
        status = status_words(move)
        cells = (first, move.kind.value, status, short_values(move), _performance(move), "; ".join(more))
        rows.append(tuple(map(text, cells)))
    return Table(table_id, caption, columns, tuple(rows))


def _performance(move: Movement) -> str:
    if move.kind is Kind.NOT_COMPARABLE:
        return ""
    old, new = (s.assessment.performance if s else None for s in (move.before, move.after))
    if old is None or new is None:
        return "" if new is None else percent_beside(new, 1.0)
    return (
        f"{percent_beside(old, new)} → {percent_beside(new, old)}"
        if move.change
        else percent_beside(new, 1.0)
    )


def _size(move: Movement) -> tuple[int, float]:
    if move.before is None or move.after is None:
        return 0, 0.0
    old, new = RANK.get(move.before.status), RANK.get(move.after.status)
    steps = abs(new - old) if old is not None and new is not None else 0
    return steps, abs(move.change or 0.0)
