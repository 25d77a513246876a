"""A step of the tour, above the last lines of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static

if TYPE_CHECKING:
    from tracker.tui.tour import Step


class TourPanel(Static, can_focus=False):
    """Says one step, and how it is done, passed or left; what it points at has a line at its left side."""

    DEFAULT_CSS = """
    TourPanel { height: auto; padding: 0 1; border-top: heavy $accent; background: $boost; }
    """

    def show(self, step: Step, number: int, of: int) -> None:
        """Say a step."""
        self.border_title = f"Tour, {number} of {of}: {step.title} · Enter goes on, Esc leaves the tour"
        text = Text(f"{step.says}\n", style="not bold")
        self.update(text.append(step.asks, style="bold"))
