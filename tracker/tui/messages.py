"""What the parts of the application tell each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from tracker.domain.plan import CommitmentId, ForceSlug


@dataclass
class CellChosen(Message):
    """The cursor stands on a cell."""

    force: ForceSlug
    """The force of the row."""

    commitment: CommitmentId
    """The commitment of the column."""


@dataclass
class ForceOpened(Message):
    """Somebody wants to see all commitments of a force."""

    force: ForceSlug
    """The force of the row."""


@dataclass
class RegionChosen(Message):
    """The cursor stands on a region."""

    region: str
    """The region of the row."""


@dataclass
class CommitmentChosen(Message):
    """The cursor stands on a commitment, above all forces."""

    commitment: CommitmentId
    """The commitment of the column."""


@dataclass
class CommitmentOpened(Message):
    """Somebody wants to see one commitment, of all forces."""

    commitment: CommitmentId
    """The commitment of the column."""


@dataclass
class RegionFolded(Message):
    """A region is to be shown as one line, or again as its forces."""

    region: str
    """The region of the row."""

    cell: tuple[ForceSlug, CommitmentId] | None = None
    """The cell of it to stand on, once it is unfolded."""
