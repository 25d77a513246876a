"""The summary: the status in a sentence, the counts, the biggest movements, what is sought, what to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.movement import Kind
from tracker.domain.words import day_words, one_line
from tracker.reports.blocks import Listing, Paragraph
from tracker.reports.data_notes import data_notes
from tracker.reports.model import Scope
from tracker.reports.moves import biggest, counts_sentence, move_line
from tracker.reports.numbering import Part
from tracker.reports.standing import counts_table, standing_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.board import Board
    from tracker.domain.rollup import Rollup
    from tracker.reports.blocks import Block
    from tracker.reports.material import Material
    from tracker.reports.order import Subject


def summary(material: Material, subject: Subject) -> Part:
    """The first section of every report, on one page."""
    blocks = (
        *_standing(material, subject),
        *_movement(material, subject),
        *(_decisions(material) if subject.scope is Scope.PLAN else ()),
        *_to_know(material, subject),
    )
    return Part("summary", "Summary", tuple(blocks))


def rollup_of(board: Board, subject: Subject) -> Rollup | None:
    """The roll-up of what a report is about; None where the plan did not have it."""
    if subject.scope is Scope.PLAN:
        return board.overall
    groups = board.by_region if subject.scope is Scope.REGION else board.by_force
    return groups.get(subject.key)


def subject_words(material: Material, subject: Subject) -> str:
    """How sentences name what a report is about: “the plan”, “the South East region”, “Kent”."""
    if subject.scope is Scope.PLAN:
        return "the plan"
    return (
        f"the {one_line(subject.key)} region" if subject.scope is Scope.REGION else material.name(subject.key)
    )


def asks(material: Material) -> tuple[str, ...]:
    """The decisions sought, each as a sentence: those of the order, else the plan's."""
    given = material.order.asks or material.plan.asks
    return tuple(f"{one_line(ask).strip().removesuffix('.')}." for ask in given)


def _standing(material: Material, subject: Subject) -> Iterator[Block]:
    now = rollup_of(material.board, subject)
    before = rollup_of(material.before, subject) if material.before else None
    if now is None:
        return
    if not material.plan.commitments:
        yield Paragraph("", "The plan has no commitments yet: there is nothing to judge.")
        return
    yield Paragraph("", standing_sentence(subject_words(material, subject), now, material.as_of))
    caption = "Cells by status"
    if material.previous and before:
        caption += f", now and as the council of {day_words(material.previous)} was told"
    yield counts_table("counts", caption, now, before, material.previous, four_point=material.four_point)


def _movement(material: Material, subject: Subject) -> Iterator[Block]:
    moved = material.moved_of(subject)
    if moved is None or material.previous is None:
        yield Paragraph(
            "", "No council met before this day, so that there is no earlier position to compare with."
        )
        return
    yield Paragraph("", counts_sentence(moved, f"the council of {day_words(material.previous)}"))
    for kind, words in ((Kind.IMPROVED, "for the better"), (Kind.WORSENED, "for the worse")):
        moves = biggest(moved, kind)
        if moves:
            ways = "The biggest movement" if len(moves) == 1 else "The biggest movements"
            yield Paragraph("", f"{ways} {words}:")
            yield Listing(tuple(move_line(moved, move) for move in moves))


def _decisions(material: Material) -> Iterator[Block]:
    sought = asks(material)
    if not sought:
        yield Paragraph("", "No decision is sought: the paper is for information.")
        return
    yield Paragraph("", "Council is asked to decide:")
    yield Listing(sought)


def _to_know(material: Material, subject: Subject) -> Iterator[Block]:
    notes = [note.text for note in data_notes(material, subject) if note.matters]
    yield Paragraph("", "About the data:")
    yield Listing(tuple(notes))
