"""The kinds of value that people write into YAML files; each says in its own sentence what it accepts."""

from __future__ import annotations

import difflib
import re
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict

from tracker.domain.errors import FieldError
from tracker.domain.fields import number_in, quoted

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
LONGEST_TEXT = 2_000
LARGEST_NUMBER = 1e15


def day(value: object) -> date:
    """A date written 2016-03-31, between 1990 and 2100."""
    if not isinstance(value, date):
        raise ValueError(f"“{said(value)}” is not a date as accepted here: write 2016-03-31, year first.")
    if not FIRST_DAY <= value <= LAST_DAY:
        raise ValueError(f"{value} is outside the years {FIRST_DAY.year} to {LAST_DAY.year}.")
    return value


def number(value: object) -> float:
    """An ordinary number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        try:
            found = number_in(str(value)) if isinstance(value, str) else None
        except FieldError as error:
            raise ValueError(str(error)) from None
        hint = (
            f"write it without quotes, {found:g}"
            if found is not None
            else "write it in digits, as 142 or 3.5"
        )
        raise ValueError(f"“{said(value)}” is not a number: {hint}.")
    if abs(value) > LARGEST_NUMBER:
        raise ValueError(f"{value:g} is too large a number.")
    return float(value)


def text(value: object) -> str:
    """Words, of one line or more."""
    if isinstance(value, (dict, list)) or value is None:
        raise ValueError("Words are expected here.")
    words = str(value).strip()
    if not words:
        raise ValueError("Words are expected here, and there are none.")
    if len(words) > LONGEST_TEXT:
        raise ValueError(f"The text has {len(words):,} characters; at most {LONGEST_TEXT:,} are kept.")
    if any(ord(ch) < 32 and ch not in "\n\t" for ch in words):
        raise ValueError("The text holds a control character: take it out.")
    return " ".join(words.split())


def identifier(value: object) -> str:
    """An id: lower case letters, digits and hyphens."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", value) or len(value) > 80:
        raise ValueError(f"“{said(value)}” is not an id: use lower case letters, digits and hyphens.")
    return value


def flag(value: object) -> bool:
    """Yes or no, written true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"“{said(value)}” is neither true nor false: write one of them.")
    return value


_Word = TypeVar("_Word", bound=StrEnum)


def word_of(words: type[_Word]) -> BeforeValidator:
    """One of a list of words."""

    def read(value: object) -> _Word:
        by_word = {member.value: member for member in words}
        if isinstance(value, str) and value in by_word:
            return by_word[value]
        near = difflib.get_close_matches(str(value), by_word, n=1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        raise ValueError(f"“{said(value)}” is not one of {', '.join(by_word)}.{hint}")

    return BeforeValidator(read)


def said(value: object) -> str:
    """What stands in the file, as a message quotes it."""
    return quoted(str(value)) if not isinstance(value, bool) else str(value).casefold()


Day = Annotated[date, BeforeValidator(day)]
Number = Annotated[float, BeforeValidator(number)]
Text = Annotated[str, BeforeValidator(text)]
Id = Annotated[str, BeforeValidator(identifier)]
Flag = Annotated[bool, BeforeValidator(flag)]


class Part(BaseModel):
    """A map of the document: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)
