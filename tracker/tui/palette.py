"""The look in use, as the styles that lines are drawn with.

A process shows one application, so the look in use is a fact of the process: whatever writes a status takes
its style from here when it writes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from tracker.tui.themes import DARK

if TYPE_CHECKING:
    from tracker.domain.status import Status
    from tracker.tui.themes import Look

#: The style of each status in the look in use.
STYLES: dict[Status, Style] = {}
CURSOR = Style(reverse=True, bold=True)
HEAD = Style(bold=True)
REGION = Style(bold=True, underline=True)
PLAIN = Style()


def wear(look: Look) -> None:
    """Put on another look: what is drawn from now on is drawn with it."""
    STYLES.update(look.styles)


wear(DARK)
