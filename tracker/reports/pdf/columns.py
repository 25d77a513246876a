"""How wide the columns of a page's tables are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.reports.blocks import Table

#: Commitments beside each other in one part of a heat map; the next ones follow in another.
_HEAT_COLUMNS = 20
#: Forces of a ranking on one page.
_RANK_ROWS = 45
#: A column of no more characters is as wide as they are; the others share what is left by their length.
_SHORT = 16
_SHARES = (12, 60)


def widths(block: Table) -> Iterator[int]:
    """0 for a column as wide as its words, else its share of the width that is left."""
    longest = [
        max((len(row[place].text) for row in block.rows), default=0) for place in range(len(block.columns))
    ]
    are_short = [
        column.holds != "text" or length <= _SHORT
        for column, length in zip(block.columns, longest, strict=True)
    ]
    for place, length in enumerate(longest):
        is_first_of_short = place == 0 and all(are_short)
        if are_short[place] and not is_first_of_short:
            yield 0
        else:
            yield min(max(length, _SHARES[0]), _SHARES[1])


def heat_parts(columns: int) -> list[slice]:
    """The columns of a heat map in parts of about one size."""
    return _parts(columns, _HEAT_COLUMNS)


def rank_parts(rows: int) -> list[slice]:
    """The rows of a ranking in parts of about one size."""
    return _parts(rows, _RANK_ROWS)


def _parts(length: int, most: int) -> list[slice]:
    count = -(-length // most) or 1
    size = -(-length // count) or 1
    return [slice(start, start + size) for start in range(0, max(length, 1), size)]
