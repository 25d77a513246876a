"""Forms that were not saved, as they were typed: one small file for each cell, gone once it is recorded.

They lie in the state folder of the person, not beside the database: a note may be sensitive, and the folder
of a database may be shared.
"""

from __future__ import annotations

import hashlib
import json
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from tracker.domain.draft_words import NAMES
from tracker.domain.errors import TrackerError
from tracker.tui.private_file import write_private

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tracker.domain.plan import CommitmentId, ForceSlug

#: A file larger than this is not one of a form.
MOST_BYTES = 64 * 1024


class DraftUnkeptError(TrackerError):
    """What is being typed cannot be kept; says why."""


@dataclass(frozen=True)
class Typed:
    """What a form held, by field, and when it was last typed in (UTC)."""

    words: Mapping[str, str]
    at: datetime


class DraftFiles:
    """The forms that one person has not saved, of one database.

    Every call names its turn, a number that rises: of two that overtake one another in their threads the
    later one stands.
    """

    def __init__(self, folder: Path, database: Path, user: str) -> None:
        self._folder = folder
        self._whose = f"{database.resolve()}\n{user}"
        self._lock = threading.Lock()
        self._turns: dict[Path, int] = {}

    @classmethod
    def of_this_person(cls, database: Path, user: str) -> Self:
        """In the folder where this system keeps such files."""
        from platformdirs import user_state_path

        return cls(user_state_path("action-plan-tracker", appauthor=False) / "drafts", database, user)

    def path(self, force: ForceSlug, commitment: CommitmentId) -> Path:
        """The file of a cell; its name says nothing of what is in it."""
        named = hashlib.sha256(f"{self._whose}\n{force}\n{commitment}".encode()).hexdigest()
        return self._folder / f"{named[:32]}.json"

    def read(self, force: ForceSlug, commitment: CommitmentId) -> Typed | None:
        """What was typed for a cell and not saved; None where nothing was, or it cannot be read."""
        path = self.path(force, commitment)
        try:
            if path.stat().st_size > MOST_BYTES:
                return None
            found = json.loads(path.read_text(encoding="utf-8"))
            at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        except (OSError, ValueError, RecursionError):
            return None
        if not isinstance(found, dict):
            return None
        words = {name: word for name, word in found.items() if name in NAMES and isinstance(word, str)}
        return Typed(words, at) if words else None

    def keep(self, turn: int, force: ForceSlug, commitment: CommitmentId, words: Mapping[str, str]) -> None:
        """Keep a form as it is; :class:`DraftUnkeptError` where it cannot be written."""
        path = self.path(force, commitment)
        with self._lock:
            if self._is_overtaken(path, turn):
                return
            try:
                write_private(path, json.dumps(dict(words), ensure_ascii=False))
            except OSError as error:
                said = f"What you type is not kept: {path.parent} cannot be written: {error.strerror}."
                raise DraftUnkeptError(said) from None

    def discard(self, turn: int, force: ForceSlug, commitment: CommitmentId) -> None:
        """Keep nothing of a cell."""
        path = self.path(force, commitment)
        with self._lock:
            if not self._is_overtaken(path, turn):
                with suppress(OSError):
                    path.unlink(missing_ok=True)

    def _is_overtaken(self, path: Path, turn: int) -> bool:
        if turn < self._turns.get(path, 0):
            return True
        self._turns[path] = turn
        return False
