"""What the server could not answer, in a line of its log: who asked, and no traceback."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from aiohttp.http_exceptions import HttpProcessingError

from tracker.domain.words import one_line

if TYPE_CHECKING:
    from collections.abc import Callable


class _Faults(logging.Handler):
    def __init__(self, tell: Callable[[str, str], None]) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        caller = str(record.args[0]) if isinstance(record.args, tuple) and record.args else "?"
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            self._tell(caller, "sent what is no request")
        else:
            self._tell(caller, f"asked what failed: {type(error).__name__}: {one_line(str(error))}")


def fault_log(tell: Callable[[str, str], None]) -> logging.Logger:
    """A log that tells of a caller, by address, what went wrong with its request."""
    log = logging.Logger("tracker.web", logging.WARNING)  # noqa: LOG001 - each server has its own
    log.addHandler(_Faults(tell))
    return log
