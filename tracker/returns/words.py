"""Numbers and dates as forces write them in spreadsheets: what has one reading is taken, the rest refused.

Nothing is guessed: where a text has two readings the sentence shows both.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from tracker.domain.errors import FieldError
from tracker.domain.fields import date_in, number_in, quoted
from tracker.domain.words import day_words

if TYPE_CHECKING:
    from collections.abc import Callable

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_ISO_WITH_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00(?:\.0+)?)?Z?")
_YEAR_FIRST = re.compile(r"(\d{4})[/. ](\d{1,2})[/. ](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")
_TWO_DIGITS = re.compile(r"\d{1,2}[/. -](?:\d{1,2}|[a-z]{3,9})[/. -]\d\d", re.IGNORECASE)
_DAY_NAME_YEAR = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]*([a-z]{3,9})\.?,?[ -]*(\d{4})", re.IGNORECASE)
_NAME_DAY_YEAR = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
_SERIAL = re.compile(r"[1-9]\d{4}")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october"),
    *("november", "december"),
)
#: The first day of spreadsheets' two calendars, less one for the day in 1900 that never was.
_EPOCHS = (date(1899, 12, 30), date(1904, 1, 1))

_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_WITH_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WITH_SPACES = re.compile(r"[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?")


def number_reader(unit: str, *, decimal_comma: bool = False) -> Callable[[str], float]:
    """A reader of numbers in a unit: 12,345 and 12 345, full-width digits, and the unit written after it.

    ``decimal_comma`` is for files whose columns are parted by semicolons, where 1,234 may be 1.234.
    """

    def read(text: str) -> float:
        if _PLAIN.fullmatch(text):
            return number_in(text)
        plain = _plain(text).replace("−", "-")
        for ending in (unit, unit.removesuffix("s")):
            if ending and plain.casefold().endswith(ending.casefold()):
                plain = plain[: -len(ending)].rstrip()
                break
        if decimal_comma and re.fullmatch(r"[+-]?\d+,\d+", plain):
            raise FieldError(
                f"“{quoted(text)}” may be {plain.replace(',', '')} or {plain.replace(',', '.')}: "
                "write it without a comma."
            )
        if _WITH_COMMAS.fullmatch(plain):
            plain = plain.replace(",", "")
        elif _WITH_SPACES.fullmatch(plain):
            plain = plain.replace(" ", "")
        return number_in(plain if _PLAIN.fullmatch(plain) else text)

    return read


@lru_cache(maxsize=4096)
def day_in(text: str) -> date:
    """A calendar day in any form that has one reading: 2015-09-30, 30/09/2015, 30 September 2015."""
    plain = _plain(text)
    with_time = _ISO_WITH_TIME.fullmatch(plain)
    if with_time or _ISO.fullmatch(plain):
        return date_in(with_time[1] if with_time else plain)
    if match := _YEAR_FIRST.fullmatch(plain):
        return _day(text, int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(plain):
        return _day_first(text, int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_NAME_YEAR.fullmatch(plain):
        return _day(text, int(match[3]), _month(text, match[2]), int(match[1]))
    if match := _NAME_DAY_YEAR.fullmatch(plain):
        return _day(text, int(match[3]), _month(text, match[1]), int(match[2]))
    if _TWO_DIGITS.fullmatch(plain):
        raise FieldError(f"“{quoted(text)}”: write the year in four digits, as 2015-09-30.")
    if _SERIAL.fullmatch(plain):
        first, second = (day_words(epoch + timedelta(days=int(plain))) for epoch in _EPOCHS)
        raise FieldError(
            f"“{quoted(text)}” is a spreadsheet's number for {first}, or for {second} in its 1904 calendar: "
            "format the cell as a date, or write 2015-09-30."
        )
    return date_in(plain)


def _plain(text: str) -> str:
    """Full-width and other compatible forms made plain, unusual and invisible spaces told apart no more."""
    folded = unicodedata.normalize("NFKC", text)
    kept = "".join(ch for ch in folded if unicodedata.category(ch) != "Cf")
    return " ".join(kept.split())


def _day_first(text: str, one: int, two: int, year: int) -> date:
    """A day written 30/09/2015. Where it could be month first as well, both readings are shown."""
    months = range(1, 13)
    if one in months and two in months and one != two:
        first, second = day_words(date(year, two, one)), day_words(date(year, one, two))
        raise FieldError(
            f"“{quoted(text)}” may be {first} or {second}: write {year}-{two:02}-{one:02} or "
            f"{year}-{one:02}-{two:02}."
        )
    if two not in months and one in months:
        raise FieldError(f"“{quoted(text)}” is written month first: write {year}-{one:02}-{two:02}.")
    return _day(text, year, two, one)


def _month(text: str, name: str) -> int:
    start = name.casefold()
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(start) or (start == "sept" and number == 9):
            return number
    raise FieldError(f"“{quoted(text)}” names no month: write 2015-09-30.")


def _day(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise FieldError(f"“{quoted(text)}” is not a day of the calendar.") from None
