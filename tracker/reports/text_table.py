"""Tables in plain text: columns as wide as they need to be, wrapped where a line would pass the width."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from tracker.domain.widths import width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = 2
#: A column is made no narrower than its longest word, or than this where that is longer.
_LONGEST_WORD = 16
#: With less room than this a last column of sentences stands on lines of its own, below its row.
_ROOM = 26
_BELOW = "    "


def text_table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], width: int, right: frozenset[int] = frozenset()
) -> list[str]:
    """The lines of a table, its head underlined; ``right`` are the columns set to the right."""
    if _last_is_below(heads, rows, width):
        below = [row[-1] for row in rows]
        heads, rows = heads[:-1], [row[:-1] for row in rows]
    else:
        below = [""] * len(rows)
    widths = _widths(heads, rows, width)
    lines = [*_lines(heads, widths, right), "  ".join("-" * column for column in widths)]
    for row, sentence in zip(rows, below, strict=True):
        lines += _lines(row, widths, right)
        lines += wrapped(sentence, width, _BELOW, _BELOW) if sentence else []
    return lines


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """A text in lines of a width, with what stands before the first line and before the others."""
    return textwrap.wrap(
        text, max(width, 1), initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    ) or [first.rstrip()]


def _last_is_below(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> bool:
    if len(heads) < 3:
        return False
    natural = max((width_of(row[-1]) for row in rows), default=0)
    others = [_least(heads, rows, i) for i in range(len(heads) - 1)]
    room = width - sum(others) - _GAP * len(others)
    return natural > room and room < _ROOM


def _least(heads: Sequence[str], rows: Sequence[Sequence[str]], column: int) -> int:
    """The least width of a column that breaks no word, unless it is a very long one."""
    cells = (heads[column], *(row[column] for row in rows))
    words = [width_of(word) for cell in cells for word in cell.split()]
    return min(max(words, default=0), _LONGEST_WORD)


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column: what it holds, and the widest give way while the line is too long."""
    columns = range(len(heads))
    widths = [max([width_of(head), *(width_of(row[i]) for row in rows)]) for i, head in enumerate(heads)]
    least = [_least(heads, rows, i) for i in columns]
    over = sum(widths) + _GAP * (len(widths) - 1) - width
    while over > 0:
        open_ = [i for i in columns if widths[i] > least[i]]
        if not open_:
            break
        widest = max(open_, key=lambda i: widths[i])
        widths[widest] -= 1
        over -= 1
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
