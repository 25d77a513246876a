"""Movement as text: the counts first, then every cell that moved, kind by kind."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from tracker.cli.output import Text, badge, drawable, table, terminal_width
from tracker.domain.causes import Cause
from tracker.domain.movement import Kind
from tracker.domain.movement_words import (
    MEANINGS,
    causes_words,
    counts_words,
    short_performance,
    short_values,
    short_why,
    sighting_words,
)
from tracker.domain.words import day_words, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tracker.domain.causes import Standing
    from tracker.domain.movement import Movement, Movements


def print_movements(found: Movements, *, all_cells: bool) -> None:
    """Print the heading, the counts, and the cells."""
    for line in _heading(found):
        click.echo(line)
    if not found.moves:
        click.echo("The plan has no such cell.")
        return
    for block in _counts(found, all_cells=all_cells):
        click.echo()
        click.echo(block)
    for kind in Kind:
        moves = [move for move in found.moves if move.kind is kind]
        if moves and (all_cells or kind is not Kind.NO_CHANGE):
            click.echo()
            for line in _wrapped(f"{kind.value.upper()}: {len(moves):,}. {_sentence(MEANINGS[kind])}", 4):
                click.echo(line)
            for line in _listed(found, moves):
                click.echo(line)
    _tell_what_is_missing(found, all_cells=all_cells)


def _heading(found: Movements) -> Iterator[str]:
    plan = found.b.plan
    yield f"{shown(plan.title)}  [{shown(plan.marking)}]"
    if plan.illustrative:
        made_up = "ILLUSTRATIVE DATA: the updates of this plan are made up and are not real returns."
        yield from _wrapped(made_up, 4)
    for name, sighting in (("From A:", found.a), ("To B:", found.b)):
        yield from _wrapped(f"{name:<8}{sighting_words(sighting)}", 8)
    yield from _wrapped(f"{plural(len(found.moves), 'cell')}: {counts_words(found.counts)}", 4)
    if causes := causes_words(found.causes):
        yield from _wrapped(f"Why: {causes}", 4)


def _counts(found: Movements, *, all_cells: bool) -> Iterator[str]:
    """By commitment, by region and by force; a table of one line would say what the heading says."""
    if len(found.by_commitment) > 1:
        yield _count_table("Commitment", found.by_commitment, {})
    if len(found.by_region) > 1:
        yield _count_table("Region", found.by_region, {})
    if len(found.by_force) > 1 and len(found.by_commitment) > 1:
        names = {slug: force.name for slug, force in found.forces.items()}
        moved = {move.force for move in found.changed}
        shown_ones = {slug: own for slug, own in found.by_force.items() if all_cells or slug in moved}
        still = len(found.by_force) - len(shown_ones)
        if shown_ones:
            rest = f"\nThe other {plural(still, 'force')}: no change." if still else ""
            yield _count_table("Force", shown_ones, names) + rest


def _count_table(head: str, groups: Mapping[str, Mapping[Kind, int]], names: Mapping[str, str]) -> str:
    rows: list[list[str | Text]] = [[names.get(k, k), counts_words(v)] for k, v in groups.items()]
    return table([head, "Cells"], rows)


def _listed(found: Movements, moves: list[Movement]) -> Iterator[str]:
    """The moves of one kind, commitment by commitment."""
    for cid, commitment in found.commitments.items():
        own = [move for move in moves if move.commitment == cid]
        if not own:
            continue
        if len(found.by_commitment) > 1:
            yield from _wrapped(shown(commitment.title), 4)
        rows = [_row(found, move) for move in own]
        head = ["  Force", "Status", "Value", "Perf.", "Why"]
        if not any(row[3] for row in rows):  # milestones have no performance
            head, rows = [*head[:3], head[4]], [[*row[:3], row[4]] for row in rows]
        yield table(head, rows)


def _row(found: Movements, move: Movement) -> list[str | Text]:
    force = f"  {found.forces[move.force].name}"
    past = found.rebaselined.get((move.force, move.commitment))
    since = drawable(f"† re-baselined in version {past.since}") if past else ""
    why = "; ".join(part for part in (short_why(move), since) if part)
    return [force, _badges(move), short_values(move), short_performance(move), why]


def _badges(move: Movement) -> Text:
    """Sign and letter, before and after; one where they are the same."""
    old, new = (_badge(standing) for standing in (move.before, move.after))
    if move.before is None or move.after is None or old.text == new.text:
        return new if move.after else old
    return Text(f"{old.text} → {new.text}", new.status)


def _badge(standing: Standing | None) -> Text:
    if standing is None:
        return Text("")
    return badge(standing.status, four_point=standing.commitment.thresholds.four_point)


def _tell_what_is_missing(found: Movements, *, all_cells: bool) -> None:
    """What a person may wonder about, to stderr."""
    same = found.counts[Kind.NO_CHANGE]
    if same and not all_cells:
        click.echo(f"{plural(same, 'cell')} without change; --all lists them too.", err=True)
    last = found.b.plan.ends
    if found.b.as_of > last and found.b.plan.commitments:
        click.echo(
            f"The plan's last due date was {day_words(last)}: B as of {last} looks no further.", err=True
        )
    unheard = all(move.before is None or not move.before.heard for move in found.moves)
    if found.a.known_at is not None and unheard and found.causes[Cause.NEW_DATA]:
        click.echo(
            f"Nothing was known at A yet. What is known of {day_words(found.a.as_of)} now: "
            f"{found.a.as_of}@now.",
            err=True,
        )


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."


def _wrapped(text: str, indent: int) -> list[str]:
    return textwrap.wrap(text, terminal_width(), subsequent_indent=" " * indent, break_on_hyphens=False)
