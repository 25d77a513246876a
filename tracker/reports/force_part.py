"""One force on one page: its cells, its movement, forces of similar size, and what is due next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.movement_words import causes_words
from tracker.domain.peers import peers_of
from tracker.domain.statistics.disclosure import CONFIDENTIAL
from tracker.domain.words import day_words, listed, number, one_line, plural
from tracker.reports.accounts import accounts
from tracker.reports.blocks import Column, Entry, HeatGroup, Paragraph, Table
from tracker.reports.entries import NOTHING, amount, day, marked, said, share, text
from tracker.reports.figures import force_blocks
from tracker.reports.heat_map import heat_map, heat_row, signs_sentence
from tracker.reports.model import Scope
from tracker.reports.moves import counts_sentence, moves_blocks
from tracker.reports.order import Subject
from tracker.reports.published import WITHHELD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.board import Cell
    from tracker.domain.due import Missing
    from tracker.domain.force import Force
    from tracker.domain.plan import CommitmentId
    from tracker.reports.blocks import Block
    from tracker.reports.material import Material


_TREND = 7


def cells_blocks(material: Material, force: Force) -> Iterator[Block]:
    """The force's cells, and its own account of the red and amber ones."""
    cells = material.cells_of(Subject(Scope.FORCE, force.slug))
    columns = [
        Column("Commitment"),
        Column("Status", "mark"),
        Column("Reported", "number"),
        Column("Expected", "number"),
        Column("Target", "number"),
        Column("Performance", "share"),
        Column("As at", "day"),
        Column("Trend", "trend"),
        Column("Reason"),
    ]
    withheld = material.withheld_of(Subject(Scope.FORCE, force.slug))
    rows = [_cell_row(material, cell) for cell in cells]
    rows += [_withheld_row(material, cid) for _, cid in withheld]
    if not any(row[_TREND].trend for row in rows):  # nobody has reported twice yet
        del columns[_TREND]
        rows = [(*row[:_TREND], *row[_TREND + 1 :]) for row in rows]
    caption = f"{one_line(force.name)} as at {day_words(material.as_of)}"
    yield Table(f"cells-{force.slug}", caption, tuple(columns), tuple(rows))
    caption = "Red and amber, in the force's own words"
    explained = accounts(material, f"accounts-{force.slug}", caption, cells, by_force=False)
    if explained and any(item.said for item in explained.items):
        yield explained
    yield from force_blocks(material, cells, f"figures-{force.slug}")


def movement_blocks(material: Material, force: Force) -> Iterator[Block]:
    """What moved since the last council."""
    moved = material.moved_of(Subject(Scope.FORCE, force.slug))
    if moved is None or material.previous is None:
        yield Paragraph("", "No council met before this day: there is nothing to compare with.")
        return
    why = causes_words(moved.causes)
    because = f" Why: {why}." if why else ""
    since = f"the council of {day_words(material.previous)}"
    yield Paragraph("", f"{counts_sentence(moved, since)}{because}")
    yield from moves_blocks(f"moves-{force.slug}", moved, by_force=False)


def peer_blocks(material: Material, force: Force) -> Iterator[Block]:
    """The forces of similar size beside it."""
    peers = peers_of(force, material.bodies)
    if not peers or not material.by_forces:
        return
    unit = "officers" if force.officers else "inhabitants"
    sizes = [f"{one_line(f.name)} ({number(f.officers or f.population)})" for f in (force, *peers)]
    rows = tuple(heat_row(material, other) for other in (force, *peers))
    group = HeatGroup("Forces of similar size", None, "", rows)
    words = f"Beside the forces nearest in size, by {unit}: {listed(sizes)}."
    yield Paragraph("", words + signs_sentence([group]))
    caption = f"{one_line(force.name)} and forces of similar size"
    yield heat_map(material, f"peers-{force.slug}", caption, [group])


def due_blocks(material: Material, force: Force) -> Iterator[Block]:
    """What is missing, and what is due next."""
    group = material.due.by_force.get(force.slug)
    coming = [cell.next for cell in group.cells if cell.next is not None] if group else []
    missing = list(group.missing) if group else []
    if not missing and not coming:
        yield Paragraph("", "No return is missing, and none is still to come.")
        return
    lead = (
        f"{plural(len(missing), 'return')} {'is' if len(missing) == 1 else 'are'} missing" if missing else ""
    )
    first = min((one.due_on for one in coming), default=None)
    then = f"the next {'is' if len(coming) == 1 else 'are'} due by {day_words(first)}" if first else ""
    sentence = "; ".join(part for part in (lead or "No return is missing", then) if part)
    yield Paragraph("", f"{sentence}.")
    columns = (Column("Commitment"), Column("Period"), Column("Due by", "day"), Column("Standing"))
    rows = tuple(_due_row(material, one) for one in (*missing, *coming))
    yield Table(f"due-{force.slug}", "Returns missing, and due next", columns, rows)


def _cell_row(material: Material, cell: Cell) -> tuple[Entry, ...]:
    a = cell.assessment
    commitment = material.plan.commitment(cell.commitment)
    return (
        text(f"{material.number_of(cell.commitment)}. {one_line(commitment.title)}"),
        marked(material.mark(cell)),
        said(a, commitment),
        amount(a.expected, commitment),
        day(commitment.due) if commitment.is_milestone else amount(a.target, commitment),
        share(a.performance),
        day(a.update.draft.as_at if a.update else None),
        _trend(material, cell),
        text(a.reason),
    )


def _withheld_row(material: Material, commitment_id: CommitmentId) -> tuple[Entry, ...]:
    title = one_line(material.plan.commitment(commitment_id).title)
    return (
        text(f"{material.number_of(commitment_id)}. {title}"),
        marked(WITHHELD),
        Entry(CONFIDENTIAL),
        *[NOTHING] * 5,
        text("Confidential: withheld from this edition."),
    )


def _trend(material: Material, cell: Cell) -> Entry:
    """The reported values, oldest first, whose ends are said in words."""
    commitment = material.plan.commitment(cell.commitment)
    series = material.series.get((cell.force, cell.commitment), ())
    values = tuple(u.draft.value for u in series if u.draft.value is not None)
    if len(values) < 2:
        return Entry("")
    ends = (amount(values[0], commitment).text, amount(values[-1], commitment).text)
    return Entry(" → ".join(ends), trend=values)


def _due_row(material: Material, one: Missing) -> tuple[Entry, ...]:
    title = one_line(material.plan.commitment(one.commitment).title)
    late = f"{one.lateness.value}, {plural(one.days_late, 'day')}" if one.days_late else one.lateness.value
    return (
        text(f"{material.number_of(one.commitment)}. {title}"),
        text(one.period.label()),
        day(one.due_on),
        text(late),
    )
