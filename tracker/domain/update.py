"""An update: what one force says of one commitment as at one date, and the marks it may carry."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from tracker.domain.plan import CommitmentId, ForceSlug
    from tracker.domain.status import Status


class State(StrEnum):
    """The states of a milestone."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"


#: The government statistics shorthand, one letter a mark.
MARKS = {
    "p": "provisional",
    "r": "revised",
    "e": "estimated",
    "b": "break in series",
    "x": "not available",
    "z": "not applicable",
    "c": "confidential",
}

#: Marks that stand in the place of a value.
VALUELESS_MARKS = frozenset("xzc")

#: The free-text fields: kept apart in the ledger, each behind a salted hash, so that one can be redacted.
TEXT_FIELDS = ("note", "cause", "action", "evidence")


@dataclass(frozen=True, slots=True)
class Draft:
    """An update before it is recorded: a value, a state, a mark in a value's place, or a withdrawal.

    ``published_on`` back-loads history: it becomes the row's known-from. ``marks`` is a string of mark
    letters in alphabetical order. ``source_ref`` says where in its source a row stood ("line 12").
    """

    force: ForceSlug
    commitment: CommitmentId
    as_at: date
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    state: State | None = None
    forecast: date | None = None
    marks: str = ""
    self_status: Status | None = None
    back_on_track: date | None = None
    note: str | None = None
    cause: str | None = None
    action: str | None = None
    evidence: str | None = None
    published_on: date | None = None
    withdrawal: bool = False
    source_ref: str | None = None

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """The free texts it has, each after the name of its field, in the order of :data:`TEXT_FIELDS`."""
        texts = ((field, getattr(self, field)) for field in TEXT_FIELDS)
        return tuple((field, text) for field, text in texts if text)

    @property
    def says_nothing(self) -> bool:
        """Whether it has no value, part of one, state, mark in a value's place, and is no withdrawal."""
        said = (self.value, self.numerator, self.denominator, self.state)
        return all(part is None for part in said) and not (
            self.withdrawal or VALUELESS_MARKS & set(self.marks)
        )


@dataclass(frozen=True, slots=True)
class Source:
    """The file a batch of updates came from: its name, and the SHA-256 of its bytes in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Update:
    """A recorded update: the draft, and what the ledger added to it.

    ``seq`` is its place in the ledger, ``hash`` the chain's head after it (SHA-256, hexadecimal).
    ``recorded_at`` is the tracker's own clock, ``known_from`` when the value was first known; both are UTC.
    ``revised`` says that an earlier known row for the same as-at date held another value.
    """

    seq: int
    draft: Draft
    author: str
    recorded_at: datetime
    known_from: datetime
    hash: str
    source: Source | None = None
    revised: bool = False

    @property
    def back_loaded(self) -> bool:
        """Whether the row was entered with an earlier publication date."""
        return self.draft.published_on is not None

    @property
    def marks(self) -> str:
        """The marks to show: those given, and ``r`` where the tracker itself found a revision."""
        given = self.draft.marks
        return given if not self.revised or "r" in given else "".join(sorted(given + "r"))

    @property
    def has_value(self) -> bool:
        """Whether the update reports something to judge: a value or a state."""
        return self.draft.value is not None or self.draft.state is not None


@dataclass(frozen=True, slots=True)
class ReportMade:
    """That something was reported for an as-at date, without what: enough to say who is late.

    ``came`` is when what stands for the date was first known (UTC): a value from the first of those that
    followed one another without a withdrawal or a mark in a value's place between them. ``marks`` are
    those of the row that stands; ``is_done`` that it is a milestone's last state.
    """

    as_at: date
    came: datetime
    has_value: bool
    marks: str = ""
    is_done: bool = False

    @property
    def came_on(self) -> date:
        """The day it came, UTC."""
        return self.came.date()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a person gets for an update: its number in the ledger, and the hash that proves it."""

    seq: int
    hash: str
    recorded_at: datetime
