"""Annex A: each commitment, its national figure, movement and forces, and who is red or amber and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.national import Basis
from tracker.domain.plan import Direction, Scope, Weight
from tracker.domain.status import Status
from tracker.domain.words import day_words, listed, number, one_line, percent_beside, plural, quantity
from tracker.reports.accounts import accounts
from tracker.reports.blocks import Paragraph
from tracker.reports.figures import commitment_blocks, estimate_blocks
from tracker.reports.moves import counts_sentence, moves_blocks
from tracker.reports.national_chart import national_chart
from tracker.reports.numbering import Part
from tracker.reports.ranked_forces import ranked_forces
from tracker.reports.standing import counts_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.national import NationalFigure
    from tracker.domain.plan import Commitment
    from tracker.reports.blocks import Block
    from tracker.reports.material import Material

_SIZES = {Weight.POPULATION: "of the population", Weight.OFFICERS: "of officers", Weight.EQUAL: "of forces"}


def commitment_part(material: Material, commitment: Commitment) -> Part:
    """Everything about one commitment."""
    blocks = (
        Paragraph("", promise_sentence(commitment)),
        Paragraph("", national_sentence(material, commitment)),
        *estimate_blocks(material, commitment),
        *_chart(material, commitment),
        *_counts(material, commitment),
        *_movement(material, commitment),
        *commitment_blocks(material, commitment),
        *_forces(material, commitment),
    )
    return Part(f"commitment-{commitment.id}", one_line(commitment.title), blocks, starts_page=True)


def promise_sentence(commitment: Commitment) -> str:
    """What was promised, by when, who leads and where it comes from."""
    who = f"Led by: {one_line(commitment.lead)}. Source: {one_line(commitment.source).removesuffix('.')}."
    return f"{_promise(commitment)} Returns are {commitment.reporting.value}. {who}"


def national_sentence(material: Material, commitment: Commitment) -> str:
    """The national figure with what was expected, and who stands behind it."""
    figure = material.board.national[commitment.id]
    if material.is_total_withheld(commitment.id):
        words = "The national figure is withheld [c]: it would tell a count that is withheld."
        return f"{words} {_behind(commitment, figure)}"
    if figure.value is None or not figure.coverage.reported:
        was_heard = material.board.by_commitment[commitment.id].counts[Status.STALE]
        return "No value is in date." if was_heard else "No value has been reported yet."
    if commitment.is_milestone:
        return _milestone_sentence(commitment, figure)
    value, expected = (quantity(v or 0.0, commitment.measure.kind) for v in (figure.value, figure.expected))
    start = f"The national figure is {value}{_unit(commitment)}"
    falls = commitment.measure.direction is Direction.DECREASE
    against = f", where {expected} was expected" if falls else f" of the {expected} expected"
    if commitment.measure.direction is Direction.MAINTAIN:
        against = f", to be held at {expected}"
    if figure.performance is not None:
        against += f": performance {percent_beside(figure.performance, 1.0)}"
    return f"{start}{against}. {_behind(commitment, figure)}"


def _promise(commitment: Commitment) -> str:
    due = day_words(commitment.due)
    measure = commitment.measure
    if commitment.is_milestone:
        return f"A milestone, due by {due}."
    goals = set(commitment.targets.values())
    if measure.direction is Direction.MAINTAIN:
        bound = {"at_least": "at or above", "at_most": "at or below", "within": "close to"}[
            measure.bound.value
        ]
        level = quantity(goals.pop(), measure.kind) if len(goals) == 1 else "each force's own level"
        return f"{_measured(commitment)}, to be held {bound} {level} until {due}."
    way = "increase" if measure.direction is Direction.INCREASE else "decrease"
    if len(goals) == 1:
        to = (
            f"to {quantity(goals.pop(), measure.kind)} in each force"
            if commitment.scope is Scope.FORCE
            else ""
        )
        to = to or f"to {quantity(next(iter(commitment.targets.values())), measure.kind)}"
    else:
        to = "to each force's own target"
    start = day_words(commitment.baseline_at)
    return f"{_measured(commitment)}, to {way} {to} by {due}, from the baseline of {start}."


def _measured(commitment: Commitment) -> str:
    unit = one_line(commitment.measure.unit)
    return f"A {commitment.measure.kind.value}, in {unit}"


def _milestone_sentence(commitment: Commitment, figure: NationalFigure) -> str:
    done = int(figure.value or 0)
    if commitment.scope is Scope.NATIONAL:
        return f"{'Done' if done else 'Not done yet'}, as reported nationally."
    reported = plural(figure.coverage.reported, "force")
    return f"{done} of the {reported} that reported {_is(done)} done. {_behind(commitment, figure)}"


def _unit(commitment: Commitment) -> str:
    unit = one_line(commitment.measure.unit)
    return "" if unit.startswith("%") else f" {unit}"


def _behind(commitment: Commitment, figure: NationalFigure) -> str:
    """Who stands behind a figure, and how it was put together."""
    if commitment.scope is Scope.NATIONAL:
        return "It is reported nationally."
    coverage = figure.coverage
    size = f"{percent_beside(coverage.by_size, 0.0, 1.0)} {_SIZES[commitment.measure.weight]}"
    words = f"{coverage.reported} of {plural(coverage.expected, 'force')} reported, {size}"
    how = "" if figure.basis in (Basis.DONE, Basis.SUM) else f"; the figure is the {figure.basis.value}"
    return f"{words}{how}.{_whole(commitment, figure)}"


def _whole(commitment: Commitment, figure: NationalFigure) -> str:
    if commitment.is_milestone or figure.whole_target is None or figure.basis is not Basis.SUM:
        return ""
    target = number(figure.whole_target)
    return f" The target of all forces together is {target} by {day_words(commitment.due)}."


def _chart(material: Material, commitment: Commitment) -> Iterator[Block]:
    published = material.published
    chart = published.charts[commitment.id] if published else national_chart(material, commitment)
    if chart:
        yield chart


def _counts(material: Material, commitment: Commitment) -> Iterator[Block]:
    now = material.board.by_commitment[commitment.id]
    before = material.before.by_commitment.get(commitment.id) if material.before else None
    if len(commitment.forces) > 1:
        caption = "Forces by status" if before is None else "Forces by status, now and at the last council"
        four_point = commitment.thresholds.four_point
        table_id = f"counts-{commitment.id}"
        yield counts_table(table_id, caption, now, before, material.previous, four_point=four_point)


def _movement(material: Material, commitment: Commitment) -> Iterator[Block]:
    if material.moved is None:
        return
    moved = material.moved.narrowed(commitment=commitment.id)
    yield Paragraph("", counts_sentence(moved, "the last council"))
    yield from moves_blocks(f"moves-{commitment.id}", moved, by_force=True)


def _forces(material: Material, commitment: Commitment) -> Iterator[Block]:
    ranking = ranked_forces(material, commitment)
    if ranking:
        yield ranking
    cells = [material.board.cells[slug, commitment.id] for slug in commitment.forces]
    caption = "Red and amber: the reason, and the force's own account"
    explained = accounts(material, f"accounts-{commitment.id}", caption, cells, by_force=True)
    if explained:
        yield explained
    elif commitment.scope is Scope.FORCE and material.published is None:
        yield Paragraph("", "No force is red or amber.")
    for status, words in ((Status.NONE, "No report"), (Status.STALE, "Out of date")):
        found = [one_line(material.name(cell.force)) for cell in cells if cell.assessment.status is status]
        if found:
            names = "every force" if len(found) == len(cells) > 1 else listed(found)
            yield Paragraph("", f"{words}: {names}.")


def _is(count: int) -> str:
    return "is" if count == 1 else "are"
