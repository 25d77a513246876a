"""The style of each status on the screen, in the colours of :mod:`tracker.domain.status_colour`."""

from __future__ import annotations

from rich.style import Style

from tracker.domain.status import Status
from tracker.domain.status_colour import COLOURS, INK

#: Statuses without a claim keep the screen's own background.
STYLES = {
    status: Style(color=INK, bgcolor=COLOURS[status], bold=status is Status.RED)
    if status in COLOURS
    else Style(dim=True)
    for status in Status
}
CURSOR = Style(reverse=True, bold=True)
HEAD = Style(bold=True)
REGION = Style(bold=True, underline=True)
PLAIN = Style()
