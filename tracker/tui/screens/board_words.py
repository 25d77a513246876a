"""What the board's screen says above and below the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.status import Status
from tracker.domain.words import day_words, shown
from tracker.tui.badge import badge, badge_text
from tracker.tui.choices import Cells, Sort
from tracker.tui.dates import council_before
from tracker.tui.palette import STYLES
from tracker.tui.standpoint import known_words
from tracker.tui.title import title_line
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


#: How the heading says that the day is the plan's end, and that the version is younger than the knowledge.
_ASIDES = (
    (" (the plan's last due date)", " (before it was recorded)"),
    (" (plan's end)", " (recorded later)"),
    ("", " (recorded later)"),
)


def heading(board: Board, width: int, more: str = "") -> Text:
    """Plan and marking; as of when, known when, which version; the plan's roll-up with its counts, or what
    the grid is narrowed to."""
    text = title_line(board.plan, width)
    text.append("\n").append_text(seen_from(board, width)).append("\n")
    if more:
        return text.append(shortened(more, width), style="bold")
    if not board.is_whole:
        return text.append("Judging every cell …", style="not bold")
    text.append_text(badge_text(board.overall.status))
    return text.append(" " + shortened(board.overall.reason, width - 14), style="not bold")


def seen_from(board: Board, width: int) -> Text:
    """As of when, known when, which version; shorter where there is no room for every word."""
    known = known_words(board)
    is_end = bool(board.plan.commitments) and board.as_of == board.plan.ends
    for at_end, later in _ASIDES:
        aside = at_end if is_end else " (council)" if board.as_of in board.plan.councils else ""
        before = f"as of {day_words(board.as_of)}{aside} · "
        after = f" · plan version {board.plan_version}{later if board.before_first_version else ''}"
        if len(before) + len(known) + len(after) <= width:
            break
    text = Text(before, style="not bold")
    text.append(known, style="not bold" if board.known_at is None else "bold reverse")
    text.append(after)
    text.truncate(width, overflow="ellipsis")
    return text


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
    if sort is Sort.MOVEMENT:
        parts.append(_movement_words(grid))
    elif sort is not Sort.REGION:
        parts.append(f"Sorted by {sort.value}")
    return " · ".join(parts)


def _movement_words(grid: Grid) -> str:
    """The order by movement; or by name, where there is nothing to have moved from."""
    council = council_before(grid.board.plan, grid.board.as_of)
    if council is None:
        return "Sorted by name: no council was held before this day"
    since = "Sorted by movement since the council of " + day_words(council)
    return f"{since}, the worst first" if grid.moved is not None else f"{since} …"


#: What the cells show, as a notice says it.
CELLS_WORDS = {
    Cells.STATUS: "the status",
    Cells.BOTH: "the status, and how the values vary over time",
    Cells.ICONS: "how the values vary over time",
}
_ICONS = "H+ L+ better  H- L- worse  ~ usual  target P passed F failed ? either  * trial"


def cells_legend(board: Board, cells: Cells) -> Text:
    """The signs and letters of the cells with their meaning, in one line: statuses, or icons."""
    return legend(board) if cells is Cells.STATUS else Text(_ICONS, no_wrap=True, overflow="ellipsis")


def legend(board: Board) -> Text:
    """Every sign and letter with its meaning, in one line."""
    text = Text(no_wrap=True, overflow="ellipsis")
    four_point = board.plan.four_point
    for status in Status:
        if status is Status.AMBER_RED and not four_point:
            continue
        text.append(badge(status, four_point=four_point).strip(), style=STYLES[status])
        text.append(f" {status.value} ")
    return text.append(" ! says better  ~ accepted  ↓↑ since the last council")
