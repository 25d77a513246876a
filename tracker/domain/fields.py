"""Reading what people write into the fields of an update: numbers, dates, names, states, marks, colours.

Each function returns what the words mean, or raises :class:`FieldError` with a sentence that shows the
accepted form. Nothing is guessed.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from tracker.domain.errors import FieldError
from tracker.domain.status import RANK, Status
from tracker.domain.update import MARKS, State
from tracker.domain.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOST_SHOWN = 40
#: Longer than any name, number, date or other word of a row.
LONGEST_WORD = 500
#: Longest name of a person that is kept.
_LONGEST_NAME = 80


def number_in(text: str) -> float:
    """An ordinary decimal number: 142, −3.5."""
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    if _NUMBER.fullmatch(plain):
        return _finite(plain)
    without = re.sub(r"(?<=\d)[, ’'_](?=\d{3})", "", plain)
    if _NUMBER.fullmatch(without):
        raise FieldError(f"“{quoted(text)}”: write the number without separators, {without}.")
    if plain.endswith("%") and _NUMBER.fullmatch(plain[:-1].strip()):
        raise FieldError(f"“{quoted(text)}”: write the number alone, {plain[:-1].strip()}.")
    raise FieldError(f"“{quoted(text)}” is not a number: write it in digits, as 142 or 3.5.")


def _finite(digits: str) -> float:
    amount = float(digits)
    if math.isinf(amount):
        raise FieldError(f"“{quoted(digits)}” is too large to be a number of anything: check its digits.")
    return amount


def date_in(text: str) -> date:
    """A calendar day written year-month-day: 2015-09-30."""
    match = _DATE.fullmatch(text.strip())
    if not match:
        raise FieldError(f"“{quoted(text)}” is not a date as accepted here: write 2015-09-30, year first.")
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        raise FieldError(f"“{quoted(text)}” is not a day of the calendar.") from None


def person_in(text: str) -> str:
    """The name of a person who records: one line that can be read and told from another."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if shown(name) != name:
        raise FieldError(f"“{quoted(name)}” holds signs that cannot be seen: type the name anew.")
    if not any(letter.isalpha() for letter in name):
        raise FieldError("Type your name in letters, as others know you: Ann Smith, Kent lead.")
    if len(name) > _LONGEST_NAME:
        raise FieldError(f"A name has at most {_LONGEST_NAME} characters; this one has {len(name)}.")
    return name


def state_in(text: str) -> State:
    """A milestone's state."""
    return _word(text, State, "a state")


def colour_in(text: str) -> Status:
    """A force's own colour: one of the statuses that make a claim."""
    return _word(text, RANK, "a colour")


def yes_in(text: str) -> bool:
    """A box that is ticked with the word yes."""
    if text.strip().casefold() in ("yes", "y", "x", "true"):
        return True
    raise FieldError(f"“{quoted(text)}”: write yes, or leave the cell empty.")


def marks_in(text: str) -> str:
    """Mark letters, with or without brackets, commas or spaces: "p", "[p][e]"; sorted."""
    letters = sorted(set(re.sub(r"[\[\],;\s]", "", text.casefold())))
    for letter in letters:
        if letter not in MARKS:
            known = ", ".join(f"{mark} ({word})" for mark, word in MARKS.items())
            raise FieldError(f"“{quoted(letter)}” is not a mark: the marks are {known}.")
    return "".join(letters)


_Member = TypeVar("_Member", bound="StrEnum")


def _word(text: str, members: Iterable[_Member], what: str) -> _Member:
    words = {member.value: member for member in members}
    plain = " ".join(text.replace("_", " ").casefold().split())
    if plain in words:
        return words[plain]
    if plain.replace(" ", "-") in words:
        return words[plain.replace(" ", "-")]
    import difflib

    near = difflib.get_close_matches(plain, words, n=1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    raise FieldError(f"“{quoted(text)}” is not {what}: use one of {', '.join(words)}.{hint}")


def quoted(text: str) -> str:
    """A person's words as a message quotes them: on one line, not too long, nothing invisible."""
    plain = " ".join(shown(text[: 10 * _MOST_SHOWN]).split())
    return plain if len(plain) <= _MOST_SHOWN else plain[: _MOST_SHOWN - 1] + "…"
