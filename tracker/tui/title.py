"""The first line of every screen: the plan, its marking, and whether its data are made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.words import one_line, shown
from tracker.tui.widgets.distinct import shortened

if TYPE_CHECKING:
    from tracker.domain.plan import Plan


def title_line(plan: Plan, width: int, aside: str = "") -> Text:
    """The plan's title, shortened so that the marking always shows; ``aside`` comes after it."""
    return marked(plan.title, plan, width, aside)


def marked(title: str, plan: Plan, width: int, aside: str = "") -> Text:
    """Any title with the plan's marking, and that its data are made up where they are."""
    end = f"  [{shown(plan.marking)}]{aside}"
    warning = " ILLUSTRATIVE DATA " if plan.illustrative else ""
    room = max(width - len(end) - len(warning) - 2, 10)
    text = Text(shortened(one_line(title), room), style="bold")
    text.append(end, style="not bold")
    return text.append("  ").append(warning, style="bold reverse") if warning else text
