"""A step of the tour, above the last lines of the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.widgets import Static

from tracker.tui.tour import STEPS

if TYPE_CHECKING:
    from typing import Any

    from textual.screen import Screen

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


def say_step(screen: Screen[Any], number: int | None) -> None:
    """Say a step on the board's screen, and point at what it is about; None: the tour is over."""
    screen.set_class(number is not None, "-touring")
    for pointed in screen.query(".-pointed"):
        pointed.remove_class("-pointed")
    panels = screen.query(TourPanel)
    if number is None:
        panels.remove()
        return
    step = STEPS[number]
    panel = panels.first() if panels else TourPanel()
    if not panels:
        screen.mount(panel, before="#legend")
    panel.show(step, number + 1, len(STEPS))
    for part in screen.query(step.points_at):
        part.add_class("-pointed")
    screen.refresh_bindings()
