"""The board: every cell of a plan as of a day, with its roll-ups and national figures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain.assess import Assessment, assess
from tracker.domain.reading import NOTHING
from tracker.domain.rollup import Rollup, roll_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from tracker.domain.force import Force
    from tracker.domain.national import NationalFigure
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug, Plan
    from tracker.domain.reading import Reading
    from tracker.domain.rebaselining import Rebaselining

    Key = tuple[ForceSlug, CommitmentId]


@dataclass(frozen=True, slots=True)
class Cell:
    """One force on one commitment."""

    force: ForceSlug
    commitment: CommitmentId
    assessment: Assessment


@dataclass(frozen=True)
class Board:
    """A plan's cells as of a day, known at an instant (None: now), judged under one plan version.

    ``before_first_version`` says that the knowledge date is before the plan was first recorded, so that
    the first version stands in. ``cells`` are in the plan's order, force by force. ``rebaselined`` are the
    cells whose promise was made easier since it was first recorded, and ``originals`` what each of them
    would be under the original, where that can be said; ``as_first_recorded`` says that they are judged so.
    ``pending`` are the commitments whose cells are still to be judged: until there is none, there are no
    roll-ups.
    """

    plan: Plan
    plan_version: int
    before_first_version: bool
    as_of: date
    known_at: datetime | None
    cells: Mapping[Key, Cell]
    rebaselined: Mapping[Key, Rebaselining] = field(default_factory=dict)
    originals: Mapping[Key, Assessment] = field(default_factory=dict)
    as_first_recorded: bool = False
    pending: frozenset[CommitmentId] = frozenset()

    @property
    def is_whole(self) -> bool:
        """Whether every cell is judged."""
        return not self.pending

    @cached_property
    def forces(self) -> Mapping[ForceSlug, Force]:
        """The plan's forces by slug."""
        return {force.slug: force for force in self.plan.forces}

    def cell(self, force: ForceSlug, commitment: CommitmentId) -> Cell | None:
        """The cell of a force on a commitment; None where the commitment does not apply to the force."""
        return self.cells.get((force, commitment))

    def under_original(self) -> Board:
        """The board with every re-baselined cell judged against what was first recorded for it."""
        cells = {
            key: Cell(*key, self.originals[key]) if key in self.originals else cell
            for key, cell in self.cells.items()
        }
        return replace(self, cells=cells, as_first_recorded=True)

    @cached_property
    def by_force(self) -> Mapping[ForceSlug, Rollup]:
        """The roll-up of every force."""
        return self._rolled(lambda cell: cell.force, [force.slug for force in self.plan.forces])

    @cached_property
    def by_region(self) -> Mapping[str, Rollup]:
        """The roll-up of every region, in the plan's order."""
        regions = dict.fromkeys(force.region for force in self.plan.forces)
        return self._rolled(lambda cell: self.forces[cell.force].region, list(regions))

    @cached_property
    def by_commitment(self) -> Mapping[CommitmentId, Rollup]:
        """The roll-up of every commitment."""
        return self._rolled(lambda cell: cell.commitment, [c.id for c in self.plan.commitments])

    @cached_property
    def overall(self) -> Rollup:
        """The roll-up of the whole plan."""
        return roll_up((cell.assessment.status for cell in self.cells.values()), self.plan.rollup)

    @cached_property
    def national(self) -> Mapping[CommitmentId, NationalFigure]:
        """The national figure of every commitment."""
        from tracker.domain.national import national_figure

        return {c.id: national_figure(c, self._column(c), self.forces) for c in self.plan.commitments}

    def _column(self, commitment: Commitment) -> dict[ForceSlug, Assessment]:
        return {slug: self.cells[slug, commitment.id].assessment for slug in commitment.forces}

    def _rolled(self, key: Callable[[Cell], str], names: list[str]) -> dict[str, Rollup]:
        groups: dict[str, list[Cell]] = {name: [] for name in names}
        for cell in self.cells.values():
            groups[key(cell)].append(cell)
        return {
            name: roll_up((cell.assessment.status for cell in cells), self.plan.rollup)
            for name, cells in groups.items()
        }


NONE_REBASELINED: Mapping[Key, Rebaselining] = {}
NONE_READ: Mapping[Key, Reading] = {}


def cells_of(plan: Plan) -> list[tuple[ForceSlug, CommitmentId]]:
    """Every cell of a plan, force by force in the plan's order."""
    applies = [(commitment.id, frozenset(commitment.forces)) for commitment in plan.commitments]
    return [(f.slug, cid) for f in plan.forces for cid, slugs in applies if f.slug in slugs]


def make_board(
    plan: Plan,
    plan_version: int,
    readings: Mapping[Key, Reading],
    *,
    as_of: date,
    known_at: datetime | None = None,
    before_first_version: bool = False,
    rebaselined: Mapping[Key, Rebaselining] = NONE_REBASELINED,
    original_readings: Mapping[Key, Reading] = NONE_READ,
) -> Board:
    """Judge every cell of a plan; a cell without a reading has nothing reported.

    ``original_readings`` are those of re-baselined cells that read otherwise under the original.
    """
    commitments = {commitment.id: commitment for commitment in plan.commitments}
    cells = {
        (force, cid): Cell(
            force, cid, assess(commitments[cid], force, readings.get((force, cid), NOTHING), as_of)
        )
        for force, cid in cells_of(plan)
    }
    read = {**readings, **original_readings} if original_readings else readings
    originals = {
        key: assess(yardstick, key[0], read.get(key, NOTHING), as_of)
        for key, past in rebaselined.items()
        if (yardstick := past.yardstick) is not None
    }
    return Board(plan, plan_version, before_first_version, as_of, known_at, cells, rebaselined, originals)


def joined(board: Board, part: Board) -> Board:
    """A board with the cells of a part of its plan judged as well; in the plan's order once it is whole."""
    pending = board.pending - {commitment.id for commitment in part.plan.commitments}
    cells, originals = {**board.cells, **part.cells}, {**board.originals, **part.originals}
    if not pending and board.cells:
        cells = {key: cells[key] for key in cells_of(board.plan)}
    return replace(board, cells=cells, originals=originals, pending=pending)
