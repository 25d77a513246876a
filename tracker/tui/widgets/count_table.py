"""How many cells moved, by commitment, by region or by force."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rich.text import Text
from textual.message import Message
from textual.widgets import DataTable

from tracker.domain.movement import Kind
from tracker.domain.words import shown
from tracker.tui.moved import ARROWS
from tracker.tui.widgets.distinct import shortened
from tracker.tui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tracker.domain.movement import Movements

#: Columns of the screen, a scroll bar and a line at the side included.
SIDE = 54
_NAMES = 20
_COUNTED = (Kind.WORSENED, Kind.IMPROVED)


class By(StrEnum):
    """What the counts are by."""

    COMMITMENT = "commitment"
    REGION = "region"
    FORCE = "force"


class CountTable(RowTable):
    """One group a line: how many of its cells worsened, improved, moved otherwise, and did not."""

    @dataclass
    class GroupChosen(Message):
        """The cursor stands on a group."""

        name: str
        """What it is called."""

        counts: Mapping[Kind, int]
        """How many of its cells there are of each kind."""

    @dataclass
    class GroupOpened(Message):
        """Somebody wants to see the cells of a group."""

        key: str
        """Its slug, its id, or its region's name."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: Mapping[str, Mapping[Kind, int]] = {}
        self._names: Mapping[str, str] = {}

    def show(self, found: Movements | None, by: By | None) -> None:
        """Show the counts by ``by``; nothing without it."""
        self.clear(columns=True)
        if found is None or by is None:
            return
        self._groups, self._names = _groups(found, by)
        self.add_column(by.value.capitalize(), width=_NAMES)
        for name in ("Worse", "Better", "Other", "Same"):
            self.add_column(name, width=6 if name == "Better" else 5)
        for key, counts in self._groups.items():
            worse, better, same = (counts[kind] for kind in (*_COUNTED, Kind.NO_CHANGE))
            other = sum(counts.values()) - worse - better - same
            marked = [
                f"{n} {ARROWS[kind]}" if n else "" for n, kind in zip((worse, better), _COUNTED, strict=True)
            ]
            cells = (*marked, *(str(n or "") for n in (other, same)))
            row = [Text(cell, justify="right") for cell in cells]
            self.add_row(Text(shortened(self._names[key], _NAMES)), *row, key=key)

    def on_focus(self) -> None:
        """Tell where the cursor stands."""
        self._tell()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Tell which group it is."""
        event.stop()
        if self.has_focus:
            self._tell()

    def _tell(self) -> None:
        if self.row_count:
            key = self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value or ""
            self.post_message(self.GroupChosen(self._names[key], self._groups[key]))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter keeps its cells."""
        event.stop()
        if event.row_key.value:
            self.post_message(self.GroupOpened(event.row_key.value))


def _groups(found: Movements, by: By) -> tuple[Mapping[str, Mapping[Kind, int]], Mapping[str, str]]:
    """The counts of every group, and what each is called."""
    if by is By.COMMITMENT:
        return found.by_commitment, {cid: shown(c.title) for cid, c in found.commitments.items()}
    if by is By.FORCE:
        return found.by_force, {slug: shown(force.name) for slug, force in found.forces.items()}
    return found.by_region, {region: shown(region) for region in found.by_region}
