"""Work that goes on in another thread: how far it is, and that it is to stop."""

from __future__ import annotations

from tracker.domain.widths import fitted
from tracker.domain.words import one_line

#: The bar's cells.
_CELLS = 20


class StoppedError(Exception):
    """The work was stopped; nothing of its last step was written."""


class LongWork:
    """Told how far the work is, by its thread; asked by the screen, which may also stop it."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.done = 0
        self.total = 0
        self.is_stopped = False

    def stop(self) -> None:
        """Let the work end where it next says how far it is."""
        self.is_stopped = True

    def begin(self, label: str) -> None:
        """The next step of the work."""
        self.check()
        self.label, self.done, self.total = label, 0, 0

    def told(self, done: int, total: int) -> None:
        """So much is done; :class:`StoppedError` where no more is wanted."""
        self.check()
        self.done, self.total = done, total

    def check(self) -> None:
        """:class:`StoppedError` where no more is wanted."""
        if self.is_stopped:
            raise StoppedError

    def line(self, width: int) -> str:
        """What is being done, and how far it is, in one line."""
        if self.is_stopped:
            return "Stopping …"
        share = self.done / max(self.total, self.done, 1)
        filled = int(share * _CELLS)
        bar = f" [{'#' * filled}{'-' * (_CELLS - filled)}] {share:4.0%}"
        return fitted(one_line(self.label), max(width - len(bar), 0)) + bar
