"""A sheet of cells, whatever file it came from: rows of words, and how a place in it is named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The number of a row, counted from 1 as a person sees it, and its cells; trailing empty ones may be missing.
NumberedRow: TypeAlias = tuple[int, list[str]]


@dataclass
class Sheet:
    """``name`` is None for a text file, whose places are lines. ``rows`` can be walked once.

    ``total`` is about how many rows there are. ``decimal_comma`` says that a comma in a number may be a
    decimal one. ``remarks`` are sentences about the whole file.
    """

    name: str | None
    rows: Iterator[NumberedRow]
    total: int
    decimal_comma: bool = False
    remarks: list[str] = field(default_factory=list)

    def cell(self, row: int, column: int | None = None) -> str:
        """A place as messages name it: "12" for a line, "Return!H7" for a cell, "Return!7" for a row."""
        if self.name is None:
            return str(row)
        return f"{self.name}!{column_letters(column) if column is not None else ''}{row}"

    def reference(self, row: int, column: int | None = None) -> str:
        """A place as the ledger keeps it: "line 12", "Return, H7" for a cell, "Return, row 7" for a row."""
        if self.name is None:
            return f"line {row}"
        return f"{self.name}, {f'row {row}' if column is None else f'{column_letters(column)}{row}'}"


def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int | None:
    """The column, counted from 0, of letters such as AA; None where they are no such letters."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > len("XFD"):
        return None
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
