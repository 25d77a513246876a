"""A trajectory drawn in characters: the values, what was expected, the councils, and the coverage below."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from tracker.domain.words import day_words, quantity
from tracker.tui.palette import PLAIN
from tracker.tui.sparkline import BARS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.domain.commitment_view import CommitmentView
    from tracker.domain.national_path import NationalPoint

BOLD = Style(bold=True)
NOTHING = "No period yet for which half of the forces have reported."
#: Lines that are not the picture itself: axis, coverage, dates, key.
_BELOW = 4


def trajectory_chart(path: CommitmentView, councils: Sequence[date], width: int, height: int) -> Text:
    """The chart in so many columns and lines; in words alone where nothing was reported or is too small."""
    values = [p.figure.value for p in path.points if p.figure.value is not None]
    expected = [*_expected(path.points), *path.ahead]
    numbers = [*values, *(value for _, value in expected)]
    if not values or height <= _BELOW + 1 or width < 24:
        return Text("No room for the chart." if values else NOTHING)
    low, high = min(numbers), max(numbers)
    kind = path.commitment.measure.kind
    ends = [quantity(high, kind), quantity(low, kind)]
    margin = max(map(cell_len, ends)) + 1
    scale = _Scale(path, low, high, width - margin - 1, height - _BELOW)
    cells = _councils(scale, councils) | _line(scale, expected) | _values(scale, path.points)
    text = Text(no_wrap=True)
    for row in range(scale.rows):
        label = ends[0] if row == 0 else ends[1] if row == scale.rows - 1 else ""
        text.append(f"{label:>{margin - 1}} │")
        for column in range(scale.columns):
            text.append(*cells.get((row, column), (" ", PLAIN)))
        text.append("\n")
    text.append(f"{'':>{margin}}└{'─' * scale.columns}\n")
    return text.append_text(_below(scale, path, margin))


class _Scale:
    """Where a day and a value are in the picture."""

    def __init__(self, path: CommitmentView, low: float, high: float, columns: int, rows: int) -> None:
        self.first = path.points[0].day
        self.last = path.ahead[-1][0] if path.ahead else path.points[-1].day
        self.low, self.high, self.columns, self.rows = low, high, columns, rows

    def column(self, day: date) -> int:
        days = max((self.last - self.first).days, 1)
        return round((day - self.first).days / days * (self.columns - 1))

    def row(self, value: float) -> int:
        span = self.high - self.low
        return round((self.high - value) / span * (self.rows - 1)) if span else self.rows // 2


_Cells = dict[tuple[int, int], tuple[str, Style]]


def _expected(points: Sequence[NationalPoint]) -> list[tuple[date, float]]:
    return [(p.day, p.figure.expected) for p in points if p.figure.expected is not None]


def _councils(scale: _Scale, councils: Sequence[date]) -> _Cells:
    columns = [scale.column(day) for day in councils if scale.first <= day <= scale.last]
    return {(row, column): ("┊", PLAIN) for column in columns for row in range(scale.rows)}


def _line(scale: _Scale, expected: Sequence[tuple[date, float]]) -> _Cells:
    """The expected values, joined."""
    cells: _Cells = {}
    spots = [(scale.column(day), value) for day, value in expected]
    for (left, start), (right, end) in pairwise(spots):
        for column in range(left, right + 1):
            share = (column - left) / (right - left) if right > left else 0
            cells[scale.row(start + (end - start) * share), column] = ("─", PLAIN)
    return cells


def _values(scale: _Scale, points: Sequence[NationalPoint]) -> _Cells:
    """The values."""
    return {
        (scale.row(point.figure.value), scale.column(point.day)): ("●", BOLD)
        for point in points
        if point.figure.value is not None
    }


def _below(scale: _Scale, path: CommitmentView, margin: int) -> Text:
    coverage = [" "] * scale.columns
    for point in path.points:
        coverage[scale.column(point.day)] = BARS[round(point.figure.coverage.by_number * 7)]
    text = Text(no_wrap=True)
    share = path.points[-1].figure.coverage
    text.append(f"{'':>{margin}} {''.join(coverage)}\n")
    first, last = day_words(scale.first), day_words(scale.last)
    text.append(f"{'':>{margin}} {first}{last:>{max(scale.columns - len(first), 0)}}\n")
    key = f"● value  ─ expected  ┊ council  █ coverage, now {share.reported} of {share.expected}"
    return text.append(key if cell_len(key) <= scale.columns + margin else "● value  ─ expected  ┊ council")
