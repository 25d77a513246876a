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
