"""What a cell of a workbook may hold: clean text, number formats, and rows high enough for their text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tracker.domain.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Characters of one cell, well under what a sheet can hold (32,767) and what a row can show.
LONGEST_CELL = 4_000


def clean(text: str, most: int = LONGEST_CELL) -> str:
    """A person's text as a cell may hold it: nothing invisible, at the most so many UTF-16 units."""
    plain = shown(text).strip()
    if len(plain) * 2 <= most or units(plain) <= most:
        return plain
    kept = plain[:most]
    while units(kept) > most - 1:
        kept = kept[: -max(1, (units(kept) - most + 1) // 2)]
    return kept.rstrip() + "…"


def units(text: str) -> int:
    """The length of a text in UTF-16 units, by which sheets count."""
    return len(text.encode("utf-16-le")) // 2


def height_of(cells: Iterable[tuple[str, float]], least: int = 1) -> float:
    """The height in points of a row whose cells hold these texts in columns of these widths in digits.

    Sheets open with the height they are given: what is measured too low would be cut off.
    """
    lines = max([least, *(_lines(text, width * _FILLED) for text, width in cells)])
    return min(lines * _LINE_HEIGHT + 3, _HIGHEST_ROW)


_LINE_HEIGHT, _HIGHEST_ROW = 15.0, 409.0
#: The share of a column's width that is counted on: fonts differ a little.
_FILLED = 0.95


def _lines(text: str, width: float) -> int:
    """How many lines a text takes that wraps at spaces; a word too long for a line breaks anywhere."""
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            needed = sum(map(_width, word))
            space = _width(" ") if used else 0.0
            if used and used + space + needed > width:
                lines, used, space = lines + 1, 0.0, 0.0
            used += space + needed
            lines, used = lines + int(used // width), used % width
    return lines


def _width(ch: str) -> float:
    """The width of a character in digits, as in the fonts that sheets are set in."""
    if unicodedata.east_asian_width(ch) in "WF":
        return 2.2
    if ch in "mwMW%@—":
        return 1.8
    if ch.isupper():
        return 1.25
    return 0.5 if ch in " ijl.,:;'’|!" else 0.75 if ch in "frt()-" else 0.95


def number_format(value: float) -> str:
    """Thousands separators, and no more decimals than two places need."""
    places = next((n for n in (0, 1) if round(value, n) == round(value, 2)), 2)
    return "#,##0" + ("." + "0" * places if places else "")
