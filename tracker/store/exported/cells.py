"""Cells of the export's tables: values as text and back, exactly, and harmless in a spreadsheet.

Nothing at all is an empty cell. A text gets one quote (') before it where it begins with a quote or with what
a spreadsheet would take for a formula, and where it is empty in a column that can hold nothing; reading takes
that one quote away. So what looks like a formula is none, and every text comes back as it was.
"""

from __future__ import annotations

import re

_QUOTE = "'"
#: The last four are the wide forms that East Asian spreadsheets take for the same.
_NEEDS_QUOTE = ("=", "+", "-", "@", "\t", "\r", "\n", _QUOTE, "＝", "＋", "－", "＠")
#: Kinds of columns beside INTEGER and REAL, which may hold nothing.
TEXT, ALWAYS_TEXT = "TEXT", "TEXT NOT NULL"

_INTEGER = re.compile(r"-?\d{1,19}")


def cell(value: float | str | None, kind: str) -> str:
    """A value as it stands in a table."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return repr(value)
    if value.startswith(_NEEDS_QUOTE) or (not value and kind == TEXT):
        return _QUOTE + value
    return value


def value_of(text: str, kind: str) -> int | float | str | None:
    """The value that :func:`cell` wrote, of the column's kind.

    :class:`ValueError` where it wrote no such thing.
    """
    if not text:
        return "" if kind == ALWAYS_TEXT else None
    if kind == "INTEGER":
        if not _INTEGER.fullmatch(text):
            raise ValueError(f"“{text[:40]}” is not a whole number")
        return int(text)
    if kind == "REAL":
        return float(text)
    return text.removeprefix(_QUOTE)
