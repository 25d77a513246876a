"""What the board's screen says above and below the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.status import Status
from tracker.domain.words import day_words, one_line, shown
from tracker.tui.badge import badge, badge_text
from tracker.tui.choices import Sort
from tracker.tui.palette import STYLES
from tracker.tui.widgets.distinct import shortened

if TYPE_CHECKING:
    from tracker.domain.board import Board
    from tracker.tui.widgets.grid import Grid
    from tracker.tui.widgets.narrowing import Narrowing

EMPTY = (
    "This plan has no commitments yet.\n\n"
    "Add some to the plan file (docs/plan-file.md shows every key), then:\n\n"
    '    tracker plan apply PLAN.yaml --reason "First commitments"'
)


def heading(board: Board, width: int, more: str = "") -> Text:
    """Plan and marking; as of when, known when, which version; the plan's roll-up with its counts, or what
    the grid is narrowed to."""
    text = marked(board.plan.title, board, width)
    text.append(f"\n{shortened(as_of_words(board), width)}\n", style="not bold")
    if more:
        return text.append(shortened(more, width), style="bold")
    if not board.is_whole:
        return text.append("Judging every cell …", style="not bold")
    text.append_text(badge_text(board.overall.status))
    return text.append(" " + shortened(board.overall.reason, width - 14), style="not bold")


def marked(title: str, board: Board, width: int) -> Text:
    """A title, the plan's marking, and that its data are made up where they are."""
    marking = f"  [{one_line(board.plan.marking)}]"
    warning = " ILLUSTRATIVE DATA " if board.plan.illustrative else ""
    room = max(width - len(marking) - len(warning) - 2, 10)
    text = Text(shortened(one_line(title), room), style="bold")
    text.append(marking, style="not bold")
    if warning:
        text.append("  ").append(warning, style="bold reverse")
    return text


def as_of_words(board: Board) -> str:
    """As of when, known when, under which version of the plan."""
    known = "now" if board.known_at is None else day_words(board.known_at.date())
    ended = " (the plan's last due date)" if board.plan.commitments and board.as_of == board.plan.ends else ""
    version = f"plan version {board.plan_version}"
    if board.before_first_version:
        version += " (before it was recorded)"
    return f"as of {day_words(board.as_of)}{ended} · known {known} · {version}"


def narrowed_words(narrowing: Narrowing, sort: Sort, grid: Grid) -> str:
    """What the grid is narrowed to, and in which order; empty where it is not."""
    parts = []
    if narrowing.words.strip():
        parts.append(f"Filter “{shown(narrowing.words.strip())}”")
    if narrowing.exceptions:
        parts.append("Exceptions only")
    if parts:
        found = f"{len(grid.forces)} forces, {len(grid.commitments)} commitments. Esc shows all"
        parts.append(found if grid.forces else "Nothing matches. Esc shows all")
    if sort is not Sort.REGION:
        parts.append(f"Sorted by {sort.value}")
    return " · ".join(parts)


def legend(board: Board) -> Text:
    """Every sign and letter with its meaning, in one line."""
    text = Text(no_wrap=True, overflow="ellipsis")
    four_point = board.plan.four_point
    for status in Status:
        if status is Status.AMBER_RED and not four_point:
            continue
        text.append(badge(status, four_point=four_point).strip(), style=STYLES[status])
        text.append(f" {status.value} ")
    return text.append(" ! says better  ~ accepted")
