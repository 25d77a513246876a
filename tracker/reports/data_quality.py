"""Data quality and uncertainty: the notes as paragraphs, and the annex of returns, agreements and marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.due_words import last_words, missing_words, rate_words, share_words
from tracker.domain.rebaselining_words import original_words, rebaselined_words
from tracker.domain.words import day_words, number, one_line, plural
from tracker.reports.blocks import Column, Entry, Paragraph, Table
from tracker.reports.data_notes import data_notes
from tracker.reports.entries import day, said, text
from tracker.reports.model import Scope
from tracker.reports.numbering import Part, annex_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.due import DueGroup
    from tracker.reports.blocks import Block
    from tracker.reports.material import Material
    from tracker.reports.order import Subject


def data_quality(material: Material, subject: Subject) -> Part:
    """Everything to know about the data, a paragraph each."""
    texts = [note.text for note in data_notes(material, subject)]
    if subject.scope is Scope.PLAN:
        more = "" if material.published else ", the agreements in force and where a force says better"
        texts.append(
            f"{annex_words('returns')} lists the missing returns{more}; "
            f"{annex_words('proof')} says how to prove what this paper was made from."
        )
    return Part("data-quality", "Data quality and uncertainty", tuple(Paragraph("", text) for text in texts))


def returns_annex(material: Material, title: str) -> Part:
    """The returns that are missing, who reports how well, what was agreed, and where a force says better."""
    blocks = (
        *_missing(material),
        *_rates(material),
        *(_agreements(material) if material.published is None else ()),
        *_rebaselined(material),
        *_flagged(material),
    )
    return Part("returns", title, blocks, starts_page=True)


def _missing(material: Material) -> Iterator[Block]:
    due = material.due
    groups = [group for group in due.by_force.values() if group.missing]
    if not groups:
        yield Paragraph("", f"No return is missing on {day_words(due.on)}.")
        return
    yield Paragraph("", f"Returns missing on {day_words(due.on)}, silent forces and the latest first:")
    columns = (
        Column("Force"),
        Column("Standing"),
        Column("Last value for"),
        Column("Missing: the period, how late, and the commitments"),
    )
    rows = tuple(
        (
            text(due.forces[g.key].name),
            text(_standing(g)),
            text(last_words(g)),
            text("; ".join(missing_words(g))),
        )
        for g in groups
    )
    yield Table("missing-returns", "Returns missing, by force", columns, rows)


def _standing(group: DueGroup) -> str:
    return group.standing.value if group.standing else ""


def _rates(material: Material) -> Iterator[Block]:
    groups = [group for group in material.due.by_region.values() if group.rate.expected]
    if not groups:
        return
    columns = (Column("Region"), Column("Returns"), Column("Rate", "share"), Column("On time", "share"))
    rows = tuple(
        (
            text(group.key),
            text(rate_words(group.rate)),
            Entry(share_words(group.rate.rate), group.rate.rate),
            Entry(share_words(group.rate.on_time_rate), group.rate.on_time_rate),
        )
        for group in groups
    )
    periods = material.due.overall.rated_periods
    over = "the last period" if periods == 1 else f"the last {periods} periods"
    yield Paragraph("", f"How well the regions report, over {over} that fell due:")
    yield Table("reporting-rates", "Reporting rates by region", columns, rows)


def _agreements(material: Material) -> Iterator[Block]:
    rows = []
    for cell in material.board.cells.values():
        a = cell.assessment
        if not a.exemption and not a.accepted:
            continue
        commitment = material.plan.commitment(cell.commitment)
        first = (
            text(material.name(cell.force)),
            text(f"{material.number_of(commitment.id)}. {commitment.title}"),
        )
        if a.exemption:
            words = f"exempt: {a.exemption.reason}"
            rows.append((*first, text(words), day(a.exemption.until)))
        elif a.accepted:
            goal = f"{number(a.accepted.target)} in place of {number(a.original_target or 0.0)}"
            words = f"accepted: {goal}: {a.accepted.reason} (agreed by {a.accepted.agreed_by})"
            rows.append((*first, text(words), day(a.accepted.until)))
    if not rows:
        yield Paragraph("", "No exemption and no accepted shortfall is in force.")
        return
    yield Paragraph(
        "", f"{plural(len(rows), 'agreement')} in force; on the day given the rule applies again:"
    )
    columns = (Column("Force"), Column("Commitment"), Column("Agreed"), Column("Until", "day"))
    yield Table("agreements", "Exemptions and accepted shortfalls", columns, tuple(rows))


def _rebaselined(material: Material) -> Iterator[Block]:
    board = material.board
    rows = []
    for key, past in board.rebaselined.items():
        if key in board.cells:
            commitment = material.plan.commitment(key[1])
            title = f"{material.number_of(commitment.id)}. {one_line(commitment.title)}"
            first = original_words(past, board.originals.get(key))
            words = (
                material.name(key[0]),
                title,
                rebaselined_words(past),
                board.cells[key].assessment.status,
                first,
            )
            rows.append(tuple(map(text, words)))
    if rows:
        yield Paragraph("", "Promises that were made easier, and what the cell would be under the first:")
        heads = ("Force", "Commitment", "What was made easier", "Now", "As first recorded")
        yield Table("rebaselined", "Re-baselined cells", tuple(map(Column, heads)), tuple(rows))


def _flagged(material: Material) -> Iterator[Block]:
    rows = []
    for cell in material.board.cells.values():
        a = cell.assessment
        if not a.flagged or a.update is None or a.update.draft.self_status is None:
            continue
        commitment = material.plan.commitment(cell.commitment)
        title = f"{material.number_of(commitment.id)}. {one_line(commitment.title)}"
        own = a.update.draft.self_status.value
        rows.append(
            (
                text(material.name(cell.force)),
                text(title),
                text(own),
                text(a.status.value),
                said(a, commitment),
            )
        )
    if rows:
        yield Paragraph("", "Where the force says better than the rule computes:")
        heads = ("Force", "Commitment", "Says", "Computed", "Reported")
        yield Table("flagged", "The force's colour beside the rule's", tuple(map(Column, heads)), tuple(rows))
