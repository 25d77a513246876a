"""The rows of the grid: all forces together, then each region with its forces."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from tracker.domain.words import shown

if TYPE_CHECKING:
    from tracker.domain.board import Board
    from tracker.domain.rollup import Rollup


class RowKind(Enum):
    """What a row stands for."""

    ALL = auto()
    REGION = auto()
    FORCE = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the slug or the region it is for, its name, and its roll-up."""

    kind: RowKind
    key: str
    name: str
    rollup: Rollup


def rows_of(board: Board) -> tuple[Row, ...]:
    """Every row of a board, in its order."""
    rows = [Row(RowKind.ALL, "", "All forces", board.overall)]
    region = None
    for force in board.plan.forces:
        if force.region != region:
            region = force.region
            rows.append(Row(RowKind.REGION, region, shown(region), board.by_region[region]))
        rows.append(Row(RowKind.FORCE, force.slug, f"  {shown(force.name)}", board.by_force[force.slug]))
    return tuple(rows)
