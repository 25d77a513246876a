"""The time bar: the as-of day on a line from the plan's start to its end, with periods and councils."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text
from textual.widget import Widget

from tracker.domain.calendar import Frequency, periods
from tracker.tui.palette import CURSOR, HEAD, PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from tracker.domain.board import Board
    from tracker.domain.plan import Plan

LINE, PERIOD, COUNCIL, TODAY, KNOWN, DAY = "─", "┴", "C", "T", "K", "▼"
_KEY = f"  {DAY} day  {PERIOD} period  {COUNCIL} council  {KNOWN} known  {TODAY} today"
_STYLES: Mapping[str, Style] = {
    LINE: Style(dim=True),
    PERIOD: Style(dim=True),
    COUNCIL: HEAD,
    TODAY: HEAD,
    KNOWN: HEAD,
    DAY: CURSOR,
}
#: A line shorter than this says nothing.
_SHORTEST = 10
_WITH_KEY = 118
#: Ends of periods nearer to each other than this would be a hedge: the years' ends are drawn instead.
_NEAREST = 2.0


class TimeBar(Widget):
    """One line under the heading of a board."""

    DEFAULT_CSS = "TimeBar { height: 1; padding: 0 1; background: $boost; }"

    def __init__(self, board: Board, today: date) -> None:
        super().__init__()
        self._board = board
        self._today = today
        self._has_periods = False

    def on_mount(self) -> None:
        """The periods come once everything is painted: to tell them takes the calendar's library."""
        self.call_after_refresh(self._add_periods)

    def _add_periods(self) -> None:
        self._has_periods = True
        self.refresh()

    def show(self, board: Board, today: date) -> None:
        """Show another board's place in time."""
        self._board, self._today = board, today
        self.refresh()

    def render(self) -> Text:
        """The line, as wide as there is room."""
        return bar(self._board, self._today, self.content_size.width, with_periods=self._has_periods)


def bar(board: Board, today: date, width: int, *, with_periods: bool = True) -> Text:
    """The brackets are the keys that step to the period before and after; K at the end is the switch."""
    plan = board.plan
    left, right = f"[ {plan.starts:%b %Y} ", f" {plan.ends:%b %Y} ]"
    if today > plan.ends:
        right = f" {plan.ends:%b %Y} {TODAY} ]"
    switch = f"  {KNOWN} {'then' if board.known_at is None else 'now'}"
    key = _KEY if width >= _WITH_KEY else ""
    room = width - len(left) - len(right) - len(switch) - len(key)
    text = Text(left, no_wrap=True, overflow="crop")
    if room >= _SHORTEST:
        for sign in _line(board, today, room, with_periods=with_periods):
            text.append(sign, style=_STYLES[sign])
    text.append(right)
    text.append(switch, style=HEAD if board.known_at else PLAIN)
    return text.append(key, style=Style(dim=True))


def _line(board: Board, today: date, room: int, *, with_periods: bool) -> list[str]:
    """One sign a column; where several fall together the one that says most."""
    plan = board.plan
    days = max((plan.ends - plan.starts).days, 1)
    line = [LINE] * room

    def mark(day: date, sign: str) -> None:
        place = round((day - plan.starts).days * (room - 1) / days)
        line[min(max(place, 0), room - 1)] = sign

    for day in _period_ends(plan, room) if with_periods else ():
        mark(day, PERIOD)
    if plan.starts <= today <= plan.ends:
        mark(today, TODAY)
    for day in plan.councils:
        if plan.starts <= day <= plan.ends:
            mark(day, COUNCIL)
    if board.known_at is not None:
        mark(board.known_at.date(), KNOWN)
    mark(board.as_of, DAY)
    return line


def _period_ends(plan: Plan, room: int) -> Iterator[date]:
    months = max((plan.ends - plan.starts).days / 30.4, 1)
    frequency = plan.reporting
    if room * frequency.months / months < _NEAREST:
        frequency = Frequency.ANNUAL
    if room * frequency.months / months >= _NEAREST:
        yield from (p.end for p in periods(plan.starts, plan.ends, frequency) if p.end <= plan.ends)
