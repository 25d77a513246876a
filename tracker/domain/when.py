"""Days as people name them: a date, today, or a council of the plan; and two clocks in one word.

Words are read in two steps. :func:`when_in` says at once whether they can be read; which day they mean is
only known once the plan's councils and today are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.errors import FieldError, RefusedError
from tracker.domain.fields import date_in
from tracker.domain.words import day_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime


class Named(StrEnum):
    """The words that stand for a day."""

    TODAY = "today"
    NOW = "now"
    LAST_COUNCIL = "last-council"
    NEXT_COUNCIL = "next-council"


_COUNCIL = "council:"


@dataclass(frozen=True, slots=True)
class When:
    """A day as it was named: a word, or a fixed date; ``is_council`` where it must be that of a council."""

    word: Named | None = None
    fixed: date | None = None
    is_council: bool = False

    def day(self, councils: Sequence[date], today: date) -> date:
        """The day it means; :class:`RefusedError` lists the councils where it names none of them."""
        if self.word in (Named.TODAY, Named.NOW):
            return today
        if self.word is Named.LAST_COUNCIL:
            found = max((council for council in councils if council <= today), default=None)
        elif self.word is Named.NEXT_COUNCIL:
            found = min((council for council in councils if council > today), default=None)
        else:
            found = self.fixed if not self.is_council or self.fixed in councils else None
        if found is None:
            raise RefusedError(f"{self._missing()} {_councils_words(councils)}")
        return found

    def _missing(self) -> str:
        if self.word is Named.LAST_COUNCIL:
            return "No council has met yet."
        if self.word is Named.NEXT_COUNCIL:
            return "No further council is planned."
        return (
            f"There is no council on {day_words(self.fixed)}." if self.fixed else "There is no such council."
        )


@dataclass(frozen=True, slots=True)
class Look:
    """The two clocks: the day looked from, and the knowledge looked with (None: now)."""

    as_of: date
    known_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LookWords:
    """The two clocks as they were named; ``known`` is None where only the day was."""

    day: When
    known: When | None = None

    @property
    def knowledge(self) -> When | None:
        """The day whose knowledge is meant (None: now).

        A council named alone is looked at as it was known then, by the end of its day: that is what its
        paper said. A date named alone is looked at with all that is known now.
        """
        if self.known is not None:
            return None if self.known.word is Named.NOW else self.known
        return self.day if self.day.is_council else None


def when_in(text: str) -> When:
    """A day in words: 2015-09-30, today, last-council, next-council, council:2015-07-16."""
    plain = text.strip().casefold()
    if plain in set(Named):
        word = Named(plain)
        return When(word, is_council=word in (Named.LAST_COUNCIL, Named.NEXT_COUNCIL))
    if plain.startswith(_COUNCIL):
        return When(fixed=date_in(plain.removeprefix(_COUNCIL)), is_council=True)
    try:
        return When(fixed=date_in(text))
    except FieldError as error:
        raise FieldError(f"{error} Or name a day: today, last-council, council:2015-07-16.") from None


def look_in(text: str) -> LookWords:
    """Two clocks in one word, DATE@KNOWN: 2018-09-30@2019-02-01, last-council, council:2015-07-16@now."""
    day, at, known = text.partition("@")
    return LookWords(when_in(day), when_in(known) if at else None)


def _councils_words(councils: Sequence[date]) -> str:
    if not councils:
        return "The plan names no councils: add “councils” to the plan file, or give a date."
    return f"The plan's councils are {', '.join(map(day_words, sorted(councils)))}."
