"""Numbers and dates as the tracker's sentences write them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from tracker.domain.calendar import day_words
from tracker.domain.plan import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "day_words",
    "is_like_a_formula",
    "listed",
    "number",
    "one_line",
    "percent",
    "percent_beside",
    "plural",
    "quantity",
    "sentence_case",
    "shown",
    "spreadsheet_safe",
]


def number(value: float, places: int = 2) -> str:
    """A number with thousands separators and no more decimals than it needs: 3,140.62, 160, −12.5."""
    text = f"{value:,.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def quantity(value: float, kind: Kind) -> str:
    """A number with the sign of its kind: 85% for a percentage, else the number alone."""
    return f"{number(value)}%" if kind is Kind.PERCENTAGE else number(value)


def percent(share: float, places: int = 0) -> str:
    """A share as a percentage: 0.888 is 89%."""
    return f"{number(share * 100, places)}%"


def percent_beside(share: float, *others: float) -> str:
    """A share as a percentage, with the decimals it takes not to read the same as another it differs from.

    A performance of 0.7996 beside a threshold of 0.80 reads "79.96%", never "80%, below 80%".
    """
    for places in range(4):
        text = percent(share, places)
        if all(text != percent(other, places) or round(share - other, 9) == 0 for other in others):
            return text
    return percent(share, 6)


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: 1 force, 38 forces."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(items: Sequence[str]) -> str:
    """Several things as a sentence names them: "Kent", "Kent and Essex", "Kent, Essex and Gwent"."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def sentence_case(text: str) -> str:
    """A text with a capital at its start, and everything else as it is."""
    return text[:1].upper() + text[1:]


def shown(text: str) -> str:
    """A person's text as it may be put on a screen: control, direction and invisible characters dropped.

    Line ends stay, tabs become spaces; everything else shows as it was typed.
    """
    if text.isprintable():
        return text
    kept = (ch for ch in text.replace("\t", " ").replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(ch for ch in kept if ch == "\n" or unicodedata.category(ch) not in _UNSHOWN)


def one_line(text: str) -> str:
    """A person's text as it may be put on a line of its own."""
    return " ".join(shown(text).split("\n"))


def spreadsheet_safe(text: str) -> str:
    """A text for a cell of a CSV file: a quote goes before what a spreadsheet would take for a formula."""
    line = one_line(text)
    return "'" + line if is_like_a_formula(line) else line


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text for a formula."""
    return text.lstrip().startswith(("=", "+", "-", "@"))


#: Control, format (zero width, direction), surrogate, private use and unassigned characters.
_UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
