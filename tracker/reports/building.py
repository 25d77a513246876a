"""From the material to the model: the parts of a report about the plan, a region or a force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker import __version__
from tracker.domain.marking import highest
from tracker.domain.words import day_words, one_line
from tracker.reports.annexes import looked_words, plan_changes_annex, proof_annex, proof_of
from tracker.reports.attention import attention
from tracker.reports.blocks import Paragraph
from tracker.reports.changes import changes, compared_sentence
from tracker.reports.commitment_part import commitment_part
from tracker.reports.data_quality import data_quality, returns_annex
from tracker.reports.force_part import cells_blocks, due_blocks, movement_blocks, peer_blocks
from tracker.reports.head import created_on, make_head
from tracker.reports.heat_map import heat_map, region_groups, signs_sentence
from tracker.reports.method import method
from tracker.reports.model import Looked, Report, Scope
from tracker.reports.moves import counts_by, counts_sentence
from tracker.reports.numbering import ANNEXES, Part, numbered
from tracker.reports.paper_sections import (
    ANNEX_TITLES,
    appendices,
    background,
    decision,
    recommendations,
)
from tracker.reports.position import position
from tracker.reports.sheet_rows import make_sheets
from tracker.reports.summary import summary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.force import Force
    from tracker.reports.blocks import Block
    from tracker.reports.material import Material
    from tracker.reports.model import Section
    from tracker.reports.order import Subject


def make_report(material: Material, subject: Subject) -> Report:
    """The report about one subject; for the public where the order says so."""
    if material.order.publish is not None and material.published is None:
        from tracker.reports.publication import published

        material = published(material, material.order.publish)
    make = {Scope.PLAN: _paper, Scope.REGION: _region, Scope.FORCE: _force}
    sections = make[subject.scope](material, subject)
    marking = one_line(material.order.marking or highest(_markings(material)))
    proof = proof_of(material)
    return Report(
        tracker=__version__,
        plan=material.plan.id,
        plan_title=one_line(material.plan.title),
        scope=subject.scope,
        subject=subject.key,
        illustrative=material.plan.illustrative,
        marking=marking,
        footer=_footer(material),
        created=created_on(material),
        looked=_looked(material),
        head=make_head(material, subject, marking, sections),
        sections=sections,
        sheets=make_sheets(material, subject),
        proof=proof,
        published=material.published.method if material.published else None,
    )


def _markings(material: Material) -> Iterator[str]:
    """The markings of all that the report tells from: the plan now, and as it was at the last council."""
    yield material.plan.marking
    if material.before is not None:
        yield material.before.plan.marking


def _footer(material: Material) -> str:
    """What this is, which look it is from, and the ledger's number and head."""
    proof = proof_of(material)
    ledger = f"Ledger {proof.ledger:,}, {proof.head[:12]}"
    return f"{one_line(material.plan.title)}. {looked_words(material)}. {ledger}."


def _looked(material: Material) -> Looked:
    board = material.board
    return Looked(
        as_of=board.as_of,
        known_at=board.known_at,
        plan_version=board.plan_version,
        before_first_version=board.before_first_version,
        council=material.order.council,
        previous_council=material.previous,
        words=looked_words(material),
    )


def _paper(material: Material, subject: Subject) -> tuple[Section, ...]:
    """A whole council paper, in the order of :data:`tracker.reports.numbering.SECTIONS`."""
    sections = (
        summary(material, subject),
        decision(material),
        background(material),
        position(material),
        changes(material),
        attention(material, material.bodies),
        data_quality(material, subject),
        recommendations(material),
        appendices(),
    )
    commitments = tuple(commitment_part(material, c) for c in material.plan.commitments)
    annexes = {
        "commitments": Part("commitments", ANNEX_TITLES["commitments"], (), commitments, starts_page=True),
        "returns": returns_annex(material, ANNEX_TITLES["returns"]),
        "plan-changes": plan_changes_annex(material, ANNEX_TITLES["plan-changes"]),
        "method": method(material, ANNEX_TITLES["method"]),
        "proof": proof_annex(material, ANNEX_TITLES["proof"], __version__),
    }
    return numbered(sections, [annexes[annex] for annex in ANNEXES])


def _region(material: Material, subject: Subject) -> tuple[Section, ...]:
    """A region's paper: its forces together, then each of them."""
    forces = [force for force in material.bodies if force.region == subject.key]
    caption = f"Forces of the region by commitment as at {day_words(material.as_of)}"
    groups = region_groups(material, [subject.key]) if forces else []
    maps = heat_map(material, "heat-map", caption, groups) if groups else None
    words = f"By force and commitment, the commitments by their numbers.{signs_sentence(groups)}"
    sections = (
        summary(material, subject),
        Part("position", "Position", (Paragraph("", words), *((maps,) if maps else ()))),
        Part("changes", "What has changed since the last council", tuple(_region_changes(material, subject))),
        attention(material, forces),
        data_quality(material, subject),
    )
    each = tuple(_force_page(material, force) for force in forces)
    annexes = (
        Part("forces", "Force by force", (), each, starts_page=True),
        method(material, ANNEX_TITLES["method"]),
        proof_annex(material, ANNEX_TITLES["proof"], __version__),
    )
    return numbered(sections, annexes)


def _region_changes(material: Material, subject: Subject) -> Iterator[Block]:
    moved = material.moved_of(subject)
    if moved is None:
        yield Paragraph("", "No council met before this day: there is nothing to compare with.")
        return
    yield Paragraph("", compared_sentence(material, moved))
    yield Paragraph("", counts_sentence(moved, "then"))
    names = {force.slug: force.name for force in material.plan.forces}
    yield counts_by("moves-by-force", "Cells by force", "Force", moved.by_force, names)


def _force_page(material: Material, force: Force) -> Part:
    """A force as a part of its region's paper."""
    blocks = (
        *cells_blocks(material, force),
        *movement_blocks(material, force),
        *peer_blocks(material, force),
        *due_blocks(material, force),
    )
    return Part(f"force-{force.slug}", one_line(force.name), blocks, starts_page=True)


def _force(material: Material, subject: Subject) -> tuple[Section, ...]:
    """One page about one force."""
    force = material.board.forces[subject.key]
    peers = tuple(peer_blocks(material, force))
    sections = [
        summary(material, subject),
        Part("position", "Its commitments", tuple(cells_blocks(material, force))),
        Part("changes", "What has changed since the last council", tuple(movement_blocks(material, force))),
        *([Part("peers", "Forces of similar size", peers)] if peers else []),
        Part("due", "What is due", tuple(due_blocks(material, force))),
    ]
    return numbered((*sections, proof_annex(material, ANNEX_TITLES["proof"], __version__)))
