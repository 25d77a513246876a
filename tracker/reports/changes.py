"""What has changed since the last council, counted, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.movement_words import causes_words
from tracker.domain.words import day_words, one_line, plural
from tracker.reports.blocks import Paragraph
from tracker.reports.moves import counts_by, counts_sentence
from tracker.reports.numbering import Part, annex_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.domain.movement import Movements
    from tracker.reports.blocks import Block
    from tracker.reports.material import Material


def changes(material: Material) -> Part:
    """The fifth section of a whole paper."""
    return Part("changes", "What has changed since the last council", tuple(_blocks(material)))


def compared_sentence(material: Material, moved: Movements) -> str:
    """What is compared with what."""
    known = moved.a.known_at
    then = f", as known on {day_words(known.date())}" if known else ""
    now = (
        "now"
        if material.board.known_at is None
        else f"at the end of {day_words(material.board.known_at.date())}"
    )
    return (
        f"The position is compared with that of the council of {day_words(moved.a.as_of)}{then}; today's is "
        f"as known {now}."
    )


def _blocks(material: Material) -> Iterator[Block]:
    moved = material.moved
    if moved is None:
        yield Paragraph("", "No council met before this day: there is nothing to compare with.")
        yield Paragraph("", f"{annex_words('plan-changes')} lists what changed in the plan itself.")
        return
    yield Paragraph("", compared_sentence(material, moved))
    yield Paragraph("", counts_sentence(moved, "then"))
    if why := causes_words(moved.causes):
        yield Paragraph("", f"Why: {why}. A cell can have several causes.")
    if moved.moves:
        titles = {cid: one_line(c.title) for cid, c in moved.commitments.items()}
        yield counts_by(
            "moves-by-commitment", "Cells by commitment", "Commitment", moved.by_commitment, titles
        )
        yield counts_by("moves-by-region", "Cells by region", "Region", moved.by_region, {})
    yield Paragraph("", _plan_sentence(material))


def _plan_sentence(material: Material) -> str:
    versions = material.new_versions
    if not versions:
        return f"The plan itself was not changed since the last council ({annex_words('plan-changes')})."
    rebaselining = sum(change.rebaselines for version in versions for change in version.changes)
    return (
        f"The plan was changed {plural(len(versions), 'time')} since the last council, with "
        f"{plural(rebaselining, 'change')} of a baseline, target, date or threshold: see "
        f"{annex_words('plan-changes')}."
    )
