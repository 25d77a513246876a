"""The rows of the grid: all forces together, then the forces, in their regions or in another order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tracker.domain.status import Status
from tracker.domain.words import one_line
from tracker.tui.choices import Sort
from tracker.tui.widgets.narrowing import PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from tracker.domain.board import Board
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug
    from tracker.domain.rollup import Rollup
    from tracker.tui.moved import SinceCouncil
    from tracker.tui.widgets.narrowing import Narrowing


class RowKind(Enum):
    """What a row stands for."""

    ALL = auto()
    COUNTS = auto()
    REGION = auto()
    FORCE = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the slug or the region it is for, its name, and its roll-up; a region may be folded.

    ``moved`` is what moved of a force, where the rows are in the order of that. The roll-up is None while
    cells of the board are still to be judged.
    """

    kind: RowKind
    key: str
    name: str
    rollup: Rollup | None
    is_folded: bool = False
    moved: str = ""


def rows_of(
    board: Board,
    narrowing: Narrowing,
    sort: Sort = Sort.REGION,
    folded: Collection[str] = (),
    moved: SinceCouncil | None = None,
) -> tuple[Row, ...]:
    """Every row of a board that is shown, in its order; a filter looks into folded regions too.

    What an order is made from may still be to come: the names stand in for it.
    """
    forces = narrowing.forces(board)
    overall = board.overall if board.is_whole else None
    head = (Row(RowKind.ALL, "", "All forces", overall), Row(RowKind.COUNTS, "", "  how many", overall))
    if sort is Sort.STATUS and not board.is_whole:
        sort = Sort.NAME
    if sort is Sort.MOVEMENT and moved is not None:
        by_movement = sorted(forces, key=lambda force: (moved.place(force.slug), force.name.casefold()))
        return (*head, *(_force(board, force, moved.words(force.slug)) for force in by_movement))
    if sort is not Sort.REGION:
        return (*head, *(_force(board, force) for force in sorted(forces, key=_order(board, sort))))
    return (*head, *_in_regions(board, forces, () if narrowing else folded))


def _in_regions(board: Board, forces: list[Force], folded: Collection[str]) -> Iterator[Row]:
    for region, members in groupby(forces, key=lambda force: force.region):
        is_folded = region in folded
        rollup = board.by_region[region] if board.is_whole else None
        yield Row(RowKind.REGION, region, one_line(region), rollup, is_folded)
        if not is_folded:
            yield from (_force(board, force) for force in members)


def _force(board: Board, force: Force, moved: str = "") -> Row:
    rollup = board.by_force[force.slug] if board.is_whole else None
    return Row(RowKind.FORCE, force.slug, f"  {one_line(force.name)}", rollup, moved=moved)


#: From the roll-up that needs looking at first to the one that makes no claim.
_WORST_FIRST = (Status.RED, Status.AMBER, Status.GREEN, Status.EARLY, Status.EXEMPT)


def _order(board: Board, sort: Sort) -> Callable[[Force], tuple[Any, ...]]:
    if sort in (Sort.NAME, Sort.MOVEMENT):
        return lambda force: (force.name.casefold(),)
    if sort is Sort.SIZE:
        return lambda force: (-force.officers, force.name.casefold())

    def by_status(force: Force) -> tuple[int, float, str]:
        rollup = board.by_force[force.slug]
        bad = sum(rollup.counts[status] for status in PROBLEMS)
        return _WORST_FIRST.index(rollup.status), -bad / max(rollup.due, 1), force.name.casefold()

    return by_status


def next_problem(
    board: Board, rows: Sequence[Row], commitments: Sequence[Commitment], here: tuple[int, int]
) -> tuple[ForceSlug, CommitmentId] | None:
    """The next cell to be looked at after a column and a row, down the columns, around the end."""
    forces = [i for i, row in enumerate(rows) if row.kind is RowKind.FORCE]
    places = [(column, row) for column in range(len(commitments)) for row in forces]
    for column, row in sorted(places, key=lambda place: (place <= here, place)):
        force, commitment = rows[row].key, commitments[column].id
        cell = board.cell(force, commitment)
        if cell is not None and cell.assessment.status in PROBLEMS:
            return force, commitment
    return None
