"""The short sections of a council paper that frame the figures: decision, background, recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.plan import Scope
from tracker.domain.words import day_words, listed, one_line, plural
from tracker.reports.blocks import Listing, Paragraph
from tracker.reports.numbering import ANNEXES, Part, annex_words, section_words
from tracker.reports.summary import asks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.reports.blocks import Block
    from tracker.reports.material import Material

#: The titles of the annexes, by id.
ANNEX_TITLES = {
    "commitments": "Commitment by commitment",
    "returns": "Returns, agreements and marks",
    "plan-changes": "Changes of the plan",
    "method": "Method",
    "proof": "Proof",
}


def decision(material: Material) -> Part:
    """What the council is asked to decide."""
    sought = asks(material)
    if not sought:
        words = "No decision is sought. Council is asked to note the contents of this paper."
        return Part("decision", "Decision sought", (Paragraph("", words),))
    return Part("decision", "Decision sought", tuple(Paragraph("", ask) for ask in sought))


def background(material: Material) -> Part:
    """The plan in a few sentences: whose, what for, by when, and how it is judged."""
    return Part("background", "Background", tuple(Paragraph("", text) for text in _background(material)))


def recommendations(material: Material) -> Part:
    """What the council is recommended to do: to note what stands here, and to decide what is sought."""
    items = [
        (
            f"notes the position as at {day_words(material.as_of)} in {section_words('position')}, and the "
            f"limits of the data in {section_words('data-quality')};"
        ),
        f"notes the forces needing attention in {section_words('attention')}"
        + ("; and" if asks(material) else "."),
    ]
    blocks: list[Block] = [Paragraph("", "It is recommended that Council:")]
    if asks(material):
        items.append(f"decides what is sought in {section_words('decision')}.")
    return Part("recommendations", "Recommendations", (*blocks, Listing(tuple(items))))


def appendices() -> Part:
    """The annexes by name."""
    items = tuple(f"{annex_words(annex)}: {ANNEX_TITLES[annex]}" for annex in ANNEXES)
    return Part("appendices", "Appendices", (Paragraph("", "Attached to this paper:"), Listing(items)))


def _background(material: Material) -> Iterator[str]:
    plan = material.plan
    strands = listed([one_line(title) for title in plan.strands.values()])
    word = "strand" if len(plan.strands) == 1 else "strands"
    yield (
        f"The plan “{one_line(plan.title)}” started on {day_words(plan.starts)} and has "
        f"{plural(len(plan.commitments), 'commitment')}"
        + (f" in the {word} {strands}." if plan.commitments else ".")
        + f" Its owner: {one_line(plan.owner)}."
    )
    if plan.commitments:
        yield _duties(material)
    every = (
        "every commitment with its forces ranked"
        if material.published
        else "every commitment with every force that is red or amber, its reason and its own account"
    )
    yield (
        "The status of every force on every commitment is computed from what the forces returned, by the "
        f"rules in {annex_words('method')}; nobody sets a colour by hand. {annex_words('commitments')} has "
        f"{every}."
    )
    councils = [council for council in plan.councils if council < material.as_of]
    if councils:
        yield f"The last council before this was on {day_words(councils[-1])}."


def _duties(material: Material) -> str:
    plan = material.plan
    national = sum(c.scope is Scope.NATIONAL for c in plan.commitments)
    own = len(plan.commitments) - national
    often = listed(sorted({c.reporting.value for c in plan.commitments}))
    parts = []
    if own:
        parts.append(f"{plural(len(material.bodies), 'force')} report on {plural(own, 'commitment')}")
    if national:
        parts.append(
            f"{plural(national, 'commitment')} {'is' if national == 1 else 'are'} reported nationally"
        )
    return f"{', and '.join(parts)}; returns are {often}. The last target is due by {day_words(plan.ends)}."
