"""A bar on stderr while something takes long, for a person to see and for no file to keep."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.domain.widths import fitted
from tracker.domain.words import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Seconds between two drawings; what is done before the first one has passed shows no bar at all.
_EVERY = 0.1
_CELLS = 20
#: For terminals that do not know their width.
_USUAL_WIDTH = 80
_CLEARED = "\r\x1b[K"


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """What is to be called with how much is done and of how much; None where no person would see the bar.

    The bar takes one line and leaves nothing behind.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    drawn = time.monotonic()

    def draw(done: int, total: int) -> None:
        nonlocal drawn
        if time.monotonic() - drawn >= _EVERY:
            drawn = time.monotonic()
            sys.stderr.write("\r" + _line(label, done / max(total, done, 1)))
            sys.stderr.flush()

    try:
        yield draw
    finally:
        sys.stderr.write(_CLEARED)
        sys.stderr.flush()


def _line(label: str, share: float) -> str:
    """Label, bar and percentage on a line one column short of the terminal, so that none wraps."""
    filled = int(share * _CELLS)
    bar = f" [{'#' * filled}{'-' * (_CELLS - filled)}] {share:4.0%}"
    width = os.get_terminal_size(sys.stderr.fileno()).columns or _USUAL_WIDTH
    return fitted(one_line(label), max(width - 1 - len(bar), 0)) + bar
