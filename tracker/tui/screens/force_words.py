"""What a force's screen says of each of its commitments, and of the force among others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from tracker.domain.peers import peers_of
from tracker.domain.plan import Direction
from tracker.domain.ranking import ranking
from tracker.domain.words import day_words, one_line, percent, quantity
from tracker.tui.badge import cell_words, value_words
from tracker.tui.palette import STYLES
from tracker.tui.sparkline import bars
from tracker.tui.widgets.distinct import shortened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tracker.domain.assess import Assessment
    from tracker.domain.board import Board
    from tracker.domain.due import DueCell
    from tracker.domain.force import Force
    from tracker.domain.force_view import ForceView
    from tracker.domain.plan import Commitment
    from tracker.domain.update import Update

#: Column → its width; the commitment takes what is left.
COLUMNS = {
    "Status": 6,
    "Commitment": 0,
    "Value": 12,
    "Expected": 10,
    "Gap": 10,
    "Progress": 8,
    "Past": 12,
    "Trend": 8,
    "As at": 11,
    "Came": 11,
    "Next due": 18,
    "Note": 28,
}
#: What there is room for, by the width of the screen.
_FROM = {
    60: ("Status", "Commitment", "Value", "Expected", "Gap"),
    76: ("Status", "Commitment", "Value", "Expected", "Gap", "Past", "Next due"),
    100: ("Status", "Commitment", "Value", "Expected", "Gap", "Past", "Next due"),
    150: tuple(name for name in COLUMNS if name not in ("As at", "Note")),
    190: tuple(COLUMNS),
}
#: Below this, columns are as narrow as what stands in them, one blank apart.
_ROOMY = 100
_NARROW = {"Past": 8, "Next due": 11}
_MEASURED = ("Value", "Expected", "Gap")


def columns_for(width: int) -> tuple[str, ...]:
    """The columns that a screen of so many cells has room for."""
    fitting = [columns for least, columns in _FROM.items() if width >= least]
    return fitting[-1] if fitting else ("Status", "Commitment")


def is_roomy(width: int) -> bool:
    """Whether columns stand in their full width, two blanks apart."""
    return width >= _ROOMY


def widths_for(width: int, lines: Sequence[Mapping[str, Text]]) -> dict[str, int]:
    """The width of each column that is shown; the commitment's is what the others leave."""
    names, gap = columns_for(width), 2 if is_roomy(width) else 1
    widths = {name: COLUMNS[name] for name in names}
    if not is_roomy(width):
        widths |= {name: most for name, most in _NARROW.items() if name in widths}
        for name in _MEASURED:
            if name in widths:
                most = max((line[name].cell_len for line in lines), default=0)
                widths[name] = min(max(most, len(name)), COLUMNS[name])
    fixed = sum(widths[name] + gap for name in names if name != "Commitment")
    widths["Commitment"] = max(width - fixed - 2 * gap - 2, 12)
    return widths


def force_line(
    commitment: Commitment, a: Assessment, view: ForceView | None, *, roomy: bool = True
) -> dict[str, Text]:
    """Everything that is said of one commitment, by column; shorter where there is not much room."""
    kind = commitment.measure.kind
    series = view.series.get(commitment.id, ()) if view else ()
    due = view.due.get(commitment.id) if view else None
    gap = "" if a.value is None or a.expected is None else _signed(a.value - a.expected, commitment)
    note = series[-1].draft.note if series else None
    said = {
        "Value": value_words(a, commitment),
        "Expected": day_words(commitment.due)[-8:] if commitment.is_milestone else "",
        "Gap": gap,
        "Progress": "" if a.performance is None else percent(a.performance),
        "As at": day_words(a.update.draft.as_at) if a.update else "",
    }
    if a.expected is not None:
        said["Expected"] = quantity(a.expected, kind)
    line = {name: _number(words, COLUMNS[name]) for name, words in said.items()}
    line["Status"] = Text(f" {cell_words(a, commitment)} "[: COLUMNS["Status"]], style=STYLES[a.status])
    widths = COLUMNS if roomy else {**COLUMNS, **_NARROW}
    line["Past"] = Text(bars([update.draft.value for update in series][-widths["Past"] :]))
    line["Trend"] = Text(trend(commitment, series))
    line["Came"] = Text(day_words(due.last.came_on) if due and due.last else "")
    line["Next due"] = Text(_next(due, widths["Next due"]))
    line["Note"] = Text(shortened(one_line(note or ""), COLUMNS["Note"]))
    return line


def _number(words: str, width: int) -> Text:
    """A number to the right; one that does not fit is not cut, and stands in the panel."""
    return Text(words if len(words) <= width else "…", justify="right")


def _signed(gap: float, commitment: Commitment) -> str:
    words = quantity(gap, commitment.measure.kind)
    return f"+{words}" if gap > 0 and words.strip("0%") else words


def trend(commitment: Commitment, series: Sequence[Update]) -> str:
    """Which way the last two values go, in a word: better, worse or level; for a measure to be maintained,
    up or down."""
    values = [update.draft.value for update in series if update.draft.value is not None]
    if len(values) < 2 or commitment.is_milestone:
        return ""
    change = round(values[-1] - values[-2], 9)
    if change == 0:
        return "→ level"
    arrow, direction = ("↗" if change > 0 else "↘"), commitment.measure.direction
    if direction is Direction.MAINTAIN:
        return f"{arrow} {'up' if change > 0 else 'down'}"
    return f"{arrow} {'better' if (change > 0) is (direction is Direction.INCREASE) else 'worse'}"


def _next(due: DueCell | None, room: int) -> str:
    """When the next return is due, or how late the oldest missing one is, in the longest form that fits."""
    if due is None:
        return ""
    if due.missing:
        late = f"{due.missing[0].days_late:,}"
        forms = [f"late by {late} days", f"late {late} d", f"late {late}d", f"late {late}"]
    else:
        forms = [day_words(due.next.due_on)] if due.next else ["nothing more", "no more"]
    return next((words for words in forms if len(words) <= room), forms[-1])


def place_words(board: Board, force: Force, commitment_id: str | None) -> str:
    """Where a force stands among those of similar size, on one commitment."""
    peers = peers_of(force, board.plan.forces)
    commitment = next((c for c in board.plan.commitments if c.id == commitment_id), None)
    if not peers or commitment is None:
        return f"{force.officers:,} officers" if force.officers else ""
    alike = [force, *peers]
    cells = [(f, cell.assessment) for f in alike if (cell := board.cell(f.slug, commitment.id))]
    ranked = [row for row in ranking(commitment, cells) if row.rank is not None]
    own = next((row for row in ranked if row.force.slug == force.slug), None)
    others = ", ".join(one_line(peer.name) for peer in peers)
    if own is None:
        return f"Here not ranked among forces of similar size: {others}"
    shared = sum(row.rank == own.rank for row in ranked) > 1
    place = f"{'shares place' if shared else 'place'} {own.rank} of {len(ranked)}"
    return f"Here {place} among forces of similar size ({force.officers:,} officers): {others}"
