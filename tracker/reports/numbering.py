"""Numbers for sections and paragraphs: 1, 1.1; Annex A, A1, A1.1."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.reports.blocks import Paragraph
from tracker.reports.model import Section

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tracker.reports.blocks import Block

#: The sections and annexes of a whole paper, in their order; what refers to one names it by its id.
SECTIONS = (
    *("summary", "decision", "background", "position", "changes"),
    *("attention", "data-quality", "recommendations", "appendices"),
)
ANNEXES = ("commitments", "returns", "plan-changes", "method", "proof")


@dataclass(frozen=True, slots=True)
class Part:
    """A section before it has its number."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...] = ()
    starts_page: bool = False


def section_words(section_id: str) -> str:
    """How another section of a whole paper is referred to: “section 6”."""
    return f"section {SECTIONS.index(section_id) + 1}"


def annex_words(annex_id: str) -> str:
    """How an annex of a whole paper is referred to: “Annex D”."""
    return f"Annex {_letter(ANNEXES.index(annex_id))}"


def numbered(sections: Iterable[Part], annexes: Iterable[Part] = ()) -> tuple[Section, ...]:
    """The sections with their numbers, the annexes with their letters, and every paragraph's."""
    main = [_section(part, str(i), f"{i}. {part.title}") for i, part in enumerate(sections, 1)]
    lettered = [(part, _letter(i)) for i, part in enumerate(annexes)]
    return (*main, *(_section(part, letter, f"Annex {letter}. {part.title}") for part, letter in lettered))


def referring(sections: Sequence[Section], words: str) -> list[str]:
    """The numbers of the paragraphs that name something: where “Annex D” is attached."""
    named = re.compile(rf"\b{re.escape(words)}\b")
    found = (block for section in sections for block in section.blocks if isinstance(block, Paragraph))
    return [paragraph.number for paragraph in found if named.search(paragraph.text)]


def _section(part: Part, number: str, heading: str) -> Section:
    parts = tuple(
        _section(inner, f"{number}{i}", f"{number}{i}. {inner.title}")
        for i, inner in enumerate(part.parts, 1)
    )
    blocks = tuple(_blocks(part.blocks, number))
    return Section(part.id, number, part.title, heading, blocks, parts, part.starts_page)


def _blocks(blocks: Iterable[Block], section: str) -> Iterator[Block]:
    separator = "." if section[-1].isdigit() else ""
    count = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            count += 1
            yield replace(block, number=f"{section}{separator}{count}")
        else:
            yield block


def _letter(index: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[index]
