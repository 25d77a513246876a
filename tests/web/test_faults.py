"""What goes wrong with a request is told to whoever runs the server, in a line."""

from __future__ import annotations

from aiohttp.http_exceptions import BadStatusLine

from tracker.web.faults import fault_log


def told(error: Exception) -> list[tuple[str, str]]:
    """What the log says of an error that came up in a request, as the library reports it."""
    lines: list[tuple[str, str]] = []
    log = fault_log(lambda caller, what: lines.append((caller, what)))
    log.error("Error handling request from %s", "10.0.0.1", exc_info=error)
    return lines


def test_bytes_that_are_no_request_are_called_that() -> None:
    assert told(BadStatusLine("\x1b[2J")) == [("10.0.0.1", "sent what is no request")]


def test_a_fault_is_named_with_nothing_that_acts_on_the_terminal() -> None:
    assert told(ValueError("a\x1b[2J\nb")) == [("10.0.0.1", "asked what failed: ValueError: a[2J b")]
