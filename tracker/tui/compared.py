"""Which two sightings of the board are compared."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.when import Look, look_in
from tracker.domain.words import day_words
from tracker.tui import dates
from tracker.workspace import end_of_day

if TYPE_CHECKING:
    from tracker.domain.plan import Plan
    from tracker.tui.standpoint import Standpoint
    from tracker.workspace import Workspace


class Since(StrEnum):
    """What the board's day is compared with."""

    COUNCIL = "council"
    PERIOD = "period"


def looks(plan: Plan, here: Standpoint, since: Since) -> tuple[Look, Look] | None:
    """From the council or the period before to where the board is looked from; None where there is none.

    A council is looked at as it was known at the end of its day, which is what its paper said; a period with
    what the board is known with, or as known then where the board is. Nothing is looked at with more than
    the board is known with.
    """
    b = here.look
    if since is Since.COUNCIL:
        council = dates.council_before(plan, b.as_of)
        if council is None:
            return None
        known = end_of_day(council)
        return Look(council, min(known, b.known_at) if b.known_at else known), b
    period = dates.period_before(plan, b.as_of)
    return None if period is None else (here.on(period).look, b)


def two_looks(text: str, workspace: Workspace) -> tuple[Look, Look]:
    """Two days as a person types them, A and B; :class:`TrackerError` says what is wrong with them."""
    words = text.split()
    if len(words) != 2:
        raise RefusedError(
            "Two days with a space between, the earlier first: "
            "2018-09-30@2019-02-01 2018-09-30@2020-02-01, or last-council today."
        )
    a, b = (workspace.look(look_in(word)) for word in words)
    return a, b


def looks_words(found: tuple[Look, Look]) -> str:
    """Two sightings in a sentence."""
    a, b = (
        day_words(look.as_of) + (f" (known at {day_words(look.known_at.date())})" if look.known_at else "")
        for look in found
    )
    return f"From {a} to {b}."
