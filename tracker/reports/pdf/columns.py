"""How wide the columns of a page's tables are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.reports.blocks import Entry, Table

#: Commitments beside each other in one part of a heat map; the next ones follow in another.
_HEAT_COLUMNS = 20
#: Forces of a ranking on one page.
_RANK_ROWS = 45
#: Characters of a table's text that stand beside each other on a page, and what a column takes besides.
_PAGE, _BESIDE = 112, 2.5
#: What a sign and what a small chart of a trend takes, in characters.
_SIGN, _CHART = 5, 12
#: Texts stand above and below so many other columns at least.
_FEWEST_SHORT = 3
#: A column of text that is narrower breaks after every word.
_NARROWEST = 9
#: The letters of a force's name that surely fit on a line of a ranking.
_NAME = 26
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


def is_folded(block: Table) -> bool:
    """Whether there are too many columns for the page: long texts then stand on lines of their own."""
    shares = list(widths(block))
    texts = [share for share in shares if share]
    if len(shares) - len(texts) < _FEWEST_SHORT:
        return False
    taken = sum(_width(block, place) for place, share in enumerate(shares) if not share)
    left = _PAGE - taken - _BESIDE * len(shares)
    return any(left * share / sum(texts) < _NARROWEST for share in texts)


def _width(block: Table, place: int) -> int:
    """The characters that a column as wide as its words takes."""
    head = block.columns[place].title
    return max([len(head), *(_entry_width(row[place]) for row in block.rows)])


def _entry_width(entry: Entry) -> int:
    return _SIGN if entry.mark is not None else len(entry.text) + (_CHART if entry.trend else 0)


def heat_parts(columns: int) -> list[slice]:
    """The columns of a heat map in parts of about one size."""
    return _parts(columns, _HEAT_COLUMNS)


def rank_parts(rows: int, longest_name: int = 0) -> list[slice]:
    """The rows of a ranking in parts of about one size; fewer in each where names take several lines."""
    return _parts(rows, _RANK_ROWS // max(-(-longest_name // _NAME), 1))


def _parts(length: int, most: int) -> list[slice]:
    count = -(-length // most) or 1
    size = -(-length // count) or 1
    return [slice(start, start + size) for start in range(0, max(length, 1), size)]
