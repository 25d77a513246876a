"""The lines of the grid: laid out once for a board, an order and a width, then drawn from what was made.

A table widget would build every cell before the first paint; this draws the lines that can be seen, and
keeps what it has drawn of each cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.strip import Strip

from tracker.domain.plan import NATIONAL
from tracker.domain.words import one_line, plural
from tracker.tui.badge import badge, cell_words, counts_words, second_words, value_words
from tracker.tui.choices import Cells, Density
from tracker.tui.palette import CURSOR, HEAD, PLAIN, REGION, STYLES
from tracker.tui.widgets.distinct import distinct, shortened
from tracker.tui.widgets.rows import RowKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.style import Style

    from tracker.domain.assess import Assessment
    from tracker.domain.board import Board
    from tracker.domain.plan import Commitment
    from tracker.domain.statistics.icons import Icon
    from tracker.tui.widgets.rows import Row

HEAD_LINES = 2
#: Narrowest and widest column of each density.
WIDTHS = {Density.COMPACT: (7, 24), Density.COMFORTABLE: (13, 24)}
VALUE_FROM = 15
_ROLLUP = 6
_COUNTS = 11
#: Status and marks at their longest, and what an icon beside them takes with the line between.
_STATUS, _ICON = 6, 7
#: Below this width the names give way, so that there is room for columns.
_NARROW = 60
_NARROW_NAMES = 18


@dataclass(frozen=True, slots=True)
class Place:
    """Where the cursor is: a row and a column, by their numbers."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Shown:
    """What a grid shows: rows and columns of a board, and arrows for the cells that moved."""

    board: Board
    rows: Sequence[Row]
    commitments: Sequence[Commitment]
    arrows: Mapping[tuple[str, str], str]
    cells: Cells = Cells.STATUS
    icons: Mapping[tuple[str, str], Icon] = field(default_factory=dict)


class Sheet:
    """The layout of a grid, and its lines."""

    def __init__(self, shown: Shown, density: Density, width: int, base: Style) -> None:
        board, rows, commitments = shown.board, shown.rows, shown.commitments
        self.board, self.rows, self.commitments, self._arrows = board, rows, commitments, shown.arrows
        self.view = max(width, 1)
        self._base = base
        self._cell_lines = 2 if density is Density.COMFORTABLE else 1
        most = _NARROW_NAMES if width < _NARROW else max(width // 3, 24)
        names = distinct(tuple(row.name for row in rows), most)
        self._name_width = max((cell_len(name) for name in names), default=10) + 2
        self._names = [set_cell_size(name, self._name_width) for name in names]
        self._has_counts = len(commitments) > 1 and width >= _NARROW
        self.left = self._name_width + _ROLLUP + (_COUNTS if self._has_counts else 0)
        self._shows, self._icons = shown.cells, shown.icons
        narrowest, widest = WIDTHS[density]
        narrowest += _ICON if shown.cells is Cells.BOTH else 0
        self._room = max(width - self.left - 1, narrowest)  # the last column of all is the scroll bar's
        self.width = min(max(self._room // max(len(commitments), 1), narrowest), widest)
        self.lines = [(i, line) for i, row in enumerate(rows) for line in range(self._lines_of(row))]
        self._tops = {row: y for y, (row, line) in reversed(list(enumerate(self.lines))) if line == 0}
        numbers = {c.id: str(i) for i, c in enumerate(board.plan.commitments, 1)}
        self._numbers = [numbers[c.id] for c in commitments]
        self._titles: tuple[str, ...] | None = None
        self._drawn: dict[tuple[int, int, int], tuple[Segment, ...]] = {}
        self._fixed: dict[tuple[int, int], list[Segment]] = {}

    def _lines_of(self, row: Row) -> int:
        return self._cell_lines if row.kind is RowKind.FORCE else 1

    def top(self, row: int) -> int:
        """The first line of a row."""
        return self._tops.get(row, 0)

    def height(self, row: int) -> int:
        """How many lines a row takes."""
        return self._lines_of(self.rows[row]) if self.rows else 1

    # --- lines -----------------------------------------------------------------------------------------

    def head(self, line: int, x: int, cursor: Place | None) -> Strip:
        """A line of the heading: the numbers of the commitments, then their titles."""
        label = "" if line == 0 else set_cell_size(self._count(), self._name_width) + " All"
        style = self._base + HEAD
        last = len(self.commitments) - 1
        heads = []
        for i in self._visible(x):
            width = self._room_of_last(x) if i == last else self.width
            words = self._numbers[i] if line == 0 else self._title(i, width)
            is_here = cursor is not None and i == cursor.column
            heads.append(
                Segment(set_cell_size(f" {words}", width), self._base + CURSOR if is_here else style)
            )
        skip, room = x % self.width, max(self.view - self.left, 0)
        seen = Strip(heads).crop(skip, skip + room)
        return Strip([Segment(set_cell_size(label, self.left), style), *seen]).adjust_cell_length(
            self.view, self._base
        )

    def _title(self, column: int, width: int) -> str:
        if self._titles is None:
            self._titles = distinct(tuple(one_line(c.title) for c in self.commitments), self.width - 1)
        if width == self.width:
            return self._titles[column]
        return shortened(one_line(self.commitments[column].title), width - 1)

    def _room_of_last(self, x: int) -> int:
        """The width of the last title: it may run on where nothing is beside its column."""
        last = len(self.commitments) - 1
        room = self._room + x - last * self.width
        return max(min(room, cell_len(one_line(self.commitments[last].title)) + 2), self.width)

    def line(self, y: int, x: int, cursor: Place | None) -> Strip:
        """A line of the rows, counted from the first."""
        if y >= len(self.lines):
            return Strip.blank(self.view, self._base)
        index, line = self.lines[y]
        row = self.rows[index]
        fixed = self._fixed.get((index, line))
        if fixed is None:
            fixed = self._fixed[index, line] = list(self._left(row, index, line))
        at = cursor.column if cursor is not None and cursor.row == index else None
        if row.kind is RowKind.REGION:
            style = self._base + CURSOR if at is not None else self._base
            words = row.rollup.reason if row.rollup else ""
            return Strip([*fixed, Segment(f" {words} ", style)]).adjust_cell_length(self.view, self._base)
        cells = []
        for i in self._visible(x):
            if i == at:
                cells.extend(self._under_cursor(row, i, line))
                continue
            drawn = self._drawn.get((index, i, line))
            if drawn is None:
                drawn = self._drawn[index, i, line] = tuple(self._cell(row, i, line))
            cells.extend(drawn)
        return self._joined(fixed, cells, x)

    def _visible(self, x: int) -> range:
        first = x // self.width
        last = -(-(x + max(self.view - self.left, 0)) // self.width)
        return range(first, min(last, len(self.commitments)))

    def _joined(self, fixed: list[Segment], cells: list[Segment], x: int) -> Strip:
        """The part that stays, and the cells as far as they are scrolled, to the width of the view.

        The lengths are known, and are given: to measure every piece again would take most of a key's time.
        """
        skip, room = x % self.width, max(self.view - self.left, 0)
        length = len(self._visible(x)) * self.width
        if skip:
            cells, length = list(Strip(cells, length).crop(skip, skip + room)), min(length - skip, room)
        elif length > room:
            cells, length = _cut(cells, length - room), room
        rest = [Segment(" " * (room - length), self._base)] if length < room else []
        line = Strip([*fixed, *cells, *rest], self.left + room)
        return line if self.left <= self.view else line.crop(0, self.view)

    # --- parts of a line -------------------------------------------------------------------------------

    def _left(self, row: Row, index: int, line: int) -> list[Segment]:
        """Name, roll-up and counts."""
        gap = Segment(" ", self._base)
        if line:
            return [Segment(" " * self.left, self._base)]
        style = {RowKind.ALL: HEAD, RowKind.REGION: REGION}.get(row.kind)
        name = self._names[index]
        if row.kind is RowKind.REGION:
            name = set_cell_size(("▸ " if row.is_folded else "▾ ") + name, self._name_width)
        parts = [Segment(name, self._base + style if style else self._base)]
        if row.kind is RowKind.COUNTS:
            return [*parts, Segment(" " * (self.left - self._name_width), self._base)]
        status = row.rollup.status if row.rollup else None
        words = f" {badge(status)}" if status else " …"
        painted = self._base + STYLES[status] if status else self._base
        parts += [Segment(set_cell_size(words, _ROLLUP - 1), painted), gap]
        if self._has_counts:
            counts = (
                counts_words(row.rollup.counts, four_point=self.board.plan.four_point) if row.rollup else ""
            )
            words = row.moved or counts
            parts.append(Segment(set_cell_size(shortened(words, _COUNTS - 1), _COUNTS), self._base))
        return parts

    def _count(self) -> str:
        forces = sum(force.slug != NATIONAL for force in self.board.plan.forces)
        shown = {row.key for row in self.rows if row.kind is RowKind.FORCE} - {NATIONAL}
        hidden = any(row.is_folded for row in self.rows) or len(shown) == forces
        return plural(forces, "force") if hidden else f"{len(shown)} of {plural(forces, 'force')}"

    def _cell(self, row: Row, column: int, line: int) -> list[Segment]:
        gap = Segment(" ", self._base)
        words, style = self._content(row, column, line)
        lead = self._lead(row, column, line) or " "
        return [
            Segment(set_cell_size(shortened(f"{lead}{words}", self.width - 1), self.width - 1), style),
            gap,
        ]

    def _under_cursor(self, row: Row, column: int, line: int) -> list[Segment]:
        words, _ = self._content(row, column, line)
        text = edged(self._lead(row, column, line) + words, self.width - 1)
        return [Segment(text, self._base + CURSOR), Segment(" ", self._base)]

    def _lead(self, row: Row, column: int, line: int) -> str:
        """The arrow of a cell that moved."""
        if line or not self._arrows or row.kind is not RowKind.FORCE:
            return ""
        return self._arrows.get((row.key, self.commitments[column].id), "")

    def _content(self, row: Row, column: int, line: int) -> tuple[str, Style]:
        """What is written in a cell, and how."""
        commitment, base = self.commitments[column], self._base
        four_point = commitment.thresholds.four_point
        if commitment.id in self.board.pending:
            return ("…" if row.kind is not RowKind.COUNTS else ""), base
        if row.kind is RowKind.COUNTS:
            counts = self.board.by_commitment[commitment.id].counts if self.board.is_whole else {}
            return counts_words(counts, four_point=four_point), base
        if row.kind is RowKind.ALL:
            if not self.board.is_whole:
                return "…", base
            status = self.board.by_commitment[commitment.id].status
            return badge(status, four_point=four_point), base + STYLES[status]
        cell = self.board.cell(row.key, commitment.id)
        if cell is None:
            return "", base
        a = cell.assessment
        style = base + self._style(row.key, commitment, a)
        room = self.width - 3
        if line:
            return next(
                (words for words in second_words(a, commitment) if cell_len(words) <= room), ""
            ), style
        words = self._words(row.key, commitment, a)
        if self.width >= VALUE_FROM or self._cell_lines > 1:
            value = value_words(a, commitment)
            gap = room - cell_len(words) - cell_len(value)
            words += " " * gap + value if gap > 0 else ""  # a number that does not fit is not cut
        return words, style

    def _words(self, force: str, commitment: Commitment, a: Assessment) -> str:
        """Status, icon, or both with a line between; the icon of what is still to be looked at is “…”."""
        status = cell_words(a, commitment)
        if self._shows is Cells.STATUS:
            return status
        icon = self._icons.get((force, commitment.id))
        sign = icon.sign if icon else "…"
        return sign if self._shows is Cells.ICONS else f"{set_cell_size(status, _STATUS)}│{sign}"

    def _style(self, force: str, commitment: Commitment, a: Assessment) -> Style:
        """The status's colour; of icons alone none, and what is more than the usual ups and downs is bold."""
        if self._shows is not Cells.ICONS:
            return STYLES[a.status]
        icon = self._icons.get((force, commitment.id))
        return HEAD if icon and icon.is_special else PLAIN


def edged(words: str, width: int) -> str:
    """What is under the cursor, in brackets; the closing one gives way where it would cost a letter."""
    text = f"[{words}"
    return shortened(text, width) if cell_len(text) >= width else set_cell_size(text, width - 1) + "]"


def _cut(segments: list[Segment], cells: int) -> list[Segment]:
    """Segments without so many cells at their end."""
    kept = list(segments)
    while kept and cells > 0:
        text, style, _ = kept.pop()
        width = cell_len(text)
        if width > cells:
            kept.append(Segment(set_cell_size(text, width - cells), style))
        cells -= width
    return kept
