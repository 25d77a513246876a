"""The colour of each status, after Okabe and Ito's colour-blind-safe set; black text on every one.

Colour never stands alone: sign and letter always go with it. The contrast of each is at least 4.5 to 1.
"""

from __future__ import annotations

from rich.style import Style

from tracker.domain.status import Status

INK = "#000000"
BACKGROUNDS = {
    Status.COMPLETE: "#56b4e9",
    Status.GREEN: "#00a878",
    Status.AMBER: "#f0e442",
    Status.AMBER_RED: "#e69f00",
    Status.RED: "#e8601c",
    Status.STALE: "#a9a9a9",
    Status.NONE: "#d9d9d9",
}

#: Statuses without a claim keep the screen's own background.
STYLES = {
    status: Style(color=INK, bgcolor=BACKGROUNDS[status], bold=status is Status.RED)
    if status in BACKGROUNDS
    else Style(dim=True)
    for status in Status
}
CURSOR = Style(reverse=True, bold=True)
HEAD = Style(bold=True)
REGION = Style(bold=True, underline=True)
PLAIN = Style()
