"""Where the board is looked from: a day, and what is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.domain.when import Look, look_in
from tracker.domain.words import day_words
from tracker.workspace import end_of_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.board import Board
    from tracker.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The day looked from, and the switch “as known then / as known now”.

    ``then`` is what was known at the end of whichever day is looked from; ``fixed`` a given instant, however
    the day is stepped. With neither, all that is known now.
    """

    as_of: date
    then: bool = False
    fixed: datetime | None = None

    @property
    def look(self) -> Look:
        """The two clocks."""
        return Look(self.as_of, end_of_day(self.as_of) if self.then else self.fixed)

    @property
    def is_now(self) -> bool:
        """Whether all that is known now is looked with."""
        return self.look.known_at is None

    def on(self, day: date) -> Standpoint:
        """Another day, the switch as it stands."""
        return replace(self, as_of=day)

    def switched(self) -> Standpoint:
        """As known then where it was now; as known now where it was anything else."""
        return Standpoint(self.as_of, then=self.is_now)


def standpoint_in(text: str, here: Standpoint, workspace: Workspace) -> Standpoint:
    """The standpoint that a person types: DAY or DAY@KNOWN.

    A date alone leaves the switch as it stands; a council alone is looked at as known then. Raises
    :class:`tracker.workspace.TrackerError` with a sentence where the words mean nothing.
    """
    words = look_in(text)
    look = workspace.look(words)
    if words.known is not None:
        return Standpoint(look.as_of, fixed=look.known_at)
    if words.day.is_council:
        return Standpoint(look.as_of, then=look.known_at is not None)
    return here.on(look.as_of)


def known_words(board: Board) -> str:
    """What a board is known with, as its heading says it: loud where it is not now."""
    known = board.known_at
    if known is None:
        return "known now"
    if known == end_of_day(board.as_of):
        return "KNOWN THEN"
    if known == end_of_day(known.date()):
        return f"KNOWN AT {day_words(known.date())}"
    return f"KNOWN AT {day_words(known.date())} {known:%H:%M} UTC"
