"""Tables in plain text: columns as wide as they need to be, wrapped where a line would pass the width."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from tracker.domain.widths import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = 2
#: A column is not made narrower than this to spare another.
_NARROWEST = 10


def text_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, right: frozenset[int] = frozenset()
) -> list[str]:
    """The lines of a table, its head underlined; ``right`` are the columns set to the right."""
    widths = _widths(heads, rows, width)
    lines = [*_lines(heads, widths, right), "  ".join("-" * column for column in widths)]
    for row in rows:
        lines += _lines(row, widths, right)
    return lines


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """A text in lines of a width, with what stands before the first line and before the others."""
    return textwrap.wrap(
        text, max(width, 1), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    ) or [first.rstrip()]


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column: what it holds, and the widest give way while the line is too long."""
    widths = [max([width_of(head), *(width_of(row[i]) for row in rows)]) for i, head in enumerate(heads)]
    over = sum(widths) + _GAP * (len(widths) - 1) - width
    while over > 0:
        widest = max(range(len(widths)), key=lambda i: widths[i])
        others = [widths[i] for i in range(len(widths)) if i != widest]
        less = min(over, max(widths[widest] - max([_NARROWEST, *others]), 1))
        if widths[widest] - less < _NARROWEST:
            break
        widths[widest] -= less
        over -= less
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> Iterator[str]:
    pieces = [wrapped(cell, widths[i]) for i, cell in enumerate(cells)]
    for line in range(max(map(len, pieces), default=0)):
        drawn = [
            _aligned(piece[line] if line < len(piece) else "", widths[i], to_right=i in right)
            for i, piece in enumerate(pieces)
        ]
        yield (" " * _GAP).join(drawn).rstrip()


def _aligned(text: str, width: int, *, to_right: bool) -> str:
    space = " " * max(width - width_of(text), 0)
    return space + text if to_right else text + space
