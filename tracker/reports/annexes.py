"""The annexes on the plan's changes and on proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.words import day_words, one_line, plural
from tracker.reports.blocks import Listing, Paragraph
from tracker.reports.model import Proof
from tracker.reports.numbering import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.reports.blocks import Block
    from tracker.reports.material import Material, VersionNote

#: So many digits of a hash say which one it is, and can be typed from paper.
_DIGITS = 16


def plan_changes_annex(material: Material, title: str) -> Part:
    """What changed in the plan since the last council, version by version."""
    return Part("plan-changes", title, tuple(_changes(material)))


def proof_of(material: Material) -> Proof:
    """The end of the ledger as the report knows it."""
    end = material.end
    return Proof(end.seq, end.hash, f"tracker verify --head {end.hash[:_DIGITS]}")


def proof_annex(material: Material, title: str, tracker: str) -> Part:
    """What the report was made from, and how to show that it still stands."""
    proof = proof_of(material)
    blocks = (
        Paragraph("", f"{looked_words(material)}. Made by version {tracker} of the tracker."),
        Paragraph(
            "",
            f"Nothing in this report is later than number {proof.ledger:,} of the ledger, where the head of "
            f"its chain of hashes is {proof.head}.",
        ),
        Paragraph("", "This line proves that the ledger up to there still stands as it was:"),
        Listing((proof.command,)),
    )
    return Part("proof", title, blocks)


def looked_words(material: Material) -> str:
    """The two clocks and the plan version: “As of 20 Jan 2016, known at the end of that day, under …”."""
    board = material.board
    if board.known_at is None:
        known = "with all that is known"
    elif board.known_at.date() == board.as_of:
        known = "known at the end of that day"
    else:
        known = f"known at the end of {day_words(board.known_at.date())}"
    return f"As of {day_words(board.as_of)}, {known}, under plan version {board.plan_version}"


def _changes(material: Material) -> Iterator[Block]:
    since = "since the last council" if material.previous else "since it was first recorded"
    versions = material.new_versions if material.previous else material.versions
    if not versions:
        yield Paragraph("", f"The plan was not changed {since}.")
    for version in versions:
        if material.published is not None:
            many = plural(len(version.changes), "change")
            recorded = day_words(version.recorded_on)
            yield Paragraph("", f"Version {version.version}, recorded on {recorded}, with {many}.")
            continue
        yield Paragraph("", _version_sentence(version))
        yield Listing(tuple(_change_words(version)))


def _version_sentence(version: VersionNote) -> str:
    return (
        f"Version {version.version}, recorded on {day_words(version.recorded_on)} by "
        f"{one_line(version.author)}, with {plural(len(version.changes), 'change')}. Reason: "
        f"{one_line(version.reason).removesuffix('.')}."
    )


def _change_words(version: VersionNote) -> Iterator[str]:
    for change in version.changes:
        yield one_line(change.text) + (" This is a re-baselining." if change.rebaselines else "")
