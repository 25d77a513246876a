"""The cells that moved, kind by kind, one a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.text import Text
from textual.message import Message
from textual.widgets import DataTable

from tracker.domain.history_line import tokens
from tracker.domain.movement import Kind, Movements
from tracker.domain.movement_words import short_performance, short_values, short_why
from tracker.domain.words import shown
from tracker.tui.moved import ARROWS, statuses
from tracker.tui.widgets.distinct import shortened
from tracker.tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from tracker.domain.movement import Movement

#: More lines than anybody reads; the filter finds the others.
MOST = 500
_PADDING = 2
_SCROLLBAR = 2
_SHORTEST, _SHORTEST_WHY = 12, 18
_WIDE = 100
_WIDEST = {"Force": 24, "Commitment": 20, "Value": 26}
_WIDEST_WIDE = {**_WIDEST, "Commitment": 30}


class MoveTable(RowTable):
    """Cells by kind; a line of its own names each kind."""

    @dataclass
    class KindChosen(Message):
        """The cursor stands on the line of a kind."""

        kind: Kind
        """The kind that is named there."""

    @dataclass
    class MoveChosen(Message):
        """The cursor stands on a cell."""

        move: Movement
        """What happened to it."""

    @dataclass
    class MoveOpened(Message):
        """Somebody wants to see both workings of a cell."""

        move: Movement
        """What happened to it."""

    def __init__(self, at: str | None = None) -> None:
        super().__init__()
        self._at = at
        self._lines: dict[str, Movement | Kind] = {}

    @property
    def move(self) -> Movement | None:
        """The movement under the cursor."""
        line = self._line()
        return None if line is None or isinstance(line, Kind) else line

    @property
    def place(self) -> str | None:
        """The key of the line under the cursor."""
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value if self.row_count else None

    def _line(self) -> Movement | Kind | None:
        return self._lines.get(self.place or "")

    def show(self, found: Movements | None, room: int, *, every: bool) -> None:
        """Show the cells that moved, and with ``every`` those without change, in ``room`` columns."""
        here = self.place or self._at
        self.clear(columns=True)
        self._lines = {}
        if found is None:
            return
        listed = sorted(found.moves if every else found.changed, key=lambda move: _ORDER[move.kind])[:MOST]
        columns = _columns(found, listed, room)
        for name, cells in columns.items():
            self.add_column(name, key=name, width=max(cell_len(name), *(c.cell_len for c in cells), 1))
        kind = None
        for i, move in enumerate(listed):
            if move.kind is not kind:
                kind = move.kind
                self._add(kind, [_kind_words(found, kind)])
            self._add(move, [cells[i] for cells in columns.values()])
        if here is not None and here in self._lines:
            self.move_cursor(row=self.get_row_index(here))

    def _add(self, line: Movement | Kind, cells: list[Text]) -> None:
        key = line.value if isinstance(line, Kind) else f"{line.force} {line.commitment}"
        self._lines[key] = line
        self.add_row(*cells, *[Text("")] * (len(self.columns) - len(cells)), key=key)

    def on_focus(self) -> None:
        """Tell where the cursor stands."""
        self._tell()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Tell which line it is."""
        event.stop()
        if self.display:
            self._tell()

    def _tell(self) -> None:
        line = self._line()
        if isinstance(line, Kind):
            self.post_message(self.KindChosen(line))
        elif line is not None:
            self.post_message(self.MoveChosen(line))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter opens a cell."""
        event.stop()
        if self.move is not None:
            self.post_message(self.MoveOpened(self.move))


_ORDER = {kind: place for place, kind in enumerate(Kind)}


def matching(found: Movements, text: str) -> Movements:
    """The movement of the cells in whose names, kind or causes every word typed stands somewhere."""
    wanted = [word.casefold() for word in tokens(text)]
    if not wanted:
        return found
    regions = {slug: f"{slug} {force.name} {force.region}".casefold() for slug, force in found.forces.items()}
    titles = {cid: f"{cid} {commitment.title}".casefold() for cid, commitment in found.commitments.items()}

    def has(move: Movement) -> bool:
        words = f"{regions[move.force]} {titles[move.commitment]} {move.kind.value} {' '.join(move.causes)}"
        return all(word in words for word in wanted)

    return Movements(found.a, found.b, tuple(filter(has, found.moves)))


def _kind_words(found: Movements, kind: Kind) -> Text:
    return Text(f"{ARROWS.get(kind, '·')} {kind.value.upper()}: {found.counts[kind]:,}", style="bold")


def _columns(found: Movements, moves: list[Movement], room: int) -> dict[str, list[Text]]:
    """The columns for which there is room, those that say most first; the last takes what is left."""
    kinds = [_kind_words(found, kind) for kind in dict.fromkeys(move.kind for move in moves)]
    columns = {
        "Force": [Text(f"  {shown(found.forces[m.force].name)}") for m in moves],
        "Commitment": [Text(shown(found.commitments[m.commitment].title)) for m in moves],
        "Status": [statuses(m) for m in moves],
        "Perf.": [Text(short_performance(m), justify="right") for m in moves],
        "Value": [Text(short_values(m)) for m in moves],
    }
    if len(found.by_commitment) < 2:
        del columns["Commitment"]
    widest = _WIDEST_WIDE if room >= _WIDE else _WIDEST
    left = room - _SCROLLBAR
    kept: dict[str, list[Text]] = {}
    for name, cells in columns.items():
        most = min(widest[name], left - _PADDING) if name in widest else 0
        fitting = [Text(shortened(cell.plain, most)) for cell in cells] if most else cells
        whole = [*fitting, *kinds] if name == "Force" else fitting
        width = max([cell_len(name), *(c.cell_len for c in whole)]) + _PADDING
        if kept and (width > left or 0 < most < _SHORTEST):
            break  # the force is always named, and its column scrolls where it does not fit
        kept[name], left = fitting, left - width
    if left - _PADDING >= _SHORTEST_WHY:
        kept["Why"] = [Text(shortened(shown(short_why(m)), left - _PADDING)) for m in moves]
    return kept
