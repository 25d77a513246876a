"""What a report is made from: the board now and at the last council, and all that explains them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain.plan import NATIONAL, Scope
from tracker.reports.blocks import Mark
from tracker.reports.model import Scope as About

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from tracker.domain.board import Board, Cell
    from tracker.domain.due import DueList
    from tracker.domain.force import Force
    from tracker.domain.movement import Movements
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug, Plan
    from tracker.domain.plan_changes import PlanChange
    from tracker.domain.statistics.figures import Figure
    from tracker.domain.update import Receipt, Update
    from tracker.reports.order import ReportOrder, Subject
    from tracker.reports.published import Published


@dataclass(frozen=True, slots=True)
class VersionNote:
    """A version of the plan after the first: when, by whom and why it was recorded, and what it changed."""

    version: int
    recorded_on: date
    author: str
    reason: str
    changes: tuple[PlanChange, ...]


@dataclass(frozen=True)
class Material:
    """All that the parts of a report are made from; everything is as known at ``board.known_at``.

    ``before`` and ``moved`` are None where no council came before. ``series`` holds, for each cell, one
    update an as-at date, oldest first; ``texts`` the free texts of updates by ledger number. ``versions``
    are those of the plan up to the one in force, the first left out; ``first_recorded`` is when that was.
    ``end`` is the receipt of the last row of the ledger that is known. ``last_complete`` is, for commitments
    whose estimate goes by it, the last board on which every force had a value.
    ``published`` says what was withheld, where it is for the public.
    """

    order: ReportOrder
    board: Board
    before: Board | None
    moved: Movements | None
    due: DueList
    series: Mapping[tuple[ForceSlug, CommitmentId], Sequence[Update]]
    texts: Mapping[int, Mapping[str, str]]
    versions: tuple[VersionNote, ...]
    first_recorded: date
    end: Receipt
    last_complete: Mapping[CommitmentId, Board] = field(default_factory=dict)
    published: Published | None = None

    @property
    def plan(self) -> Plan:
        """The plan version in force."""
        return self.board.plan

    @property
    def as_of(self) -> date:
        """The day looked from."""
        return self.board.as_of

    @cached_property
    def previous(self) -> date | None:
        """The last council before the day looked from."""
        return self.before.as_of if self.before else None

    @cached_property
    def bodies(self) -> tuple[Force, ...]:
        """The forces, without the national body."""
        return tuple(force for force in self.plan.forces if force.slug != NATIONAL)

    @cached_property
    def by_forces(self) -> tuple[Commitment, ...]:
        """The commitments that forces report."""
        return tuple(c for c in self.plan.commitments if c.scope is Scope.FORCE)

    @cached_property
    def new_versions(self) -> tuple[VersionNote, ...]:
        """The plan versions that came into force since the last council."""
        if self.before is None:
            return ()
        return tuple(v for v in self.versions if v.version > self.before.plan_version)

    @cached_property
    def figures(self) -> Mapping[CommitmentId, tuple[Figure, ...]]:
        """What the numbers of each commitment can bear, over all its forces."""
        from tracker.domain.statistics.figures import commitment_figures

        if self.published is not None:
            return self.published.figures
        return {
            c.id: commitment_figures(
                self.board,
                c,
                {slug: self.series.get((slug, c.id), ()) for slug in c.forces},
                self.last_complete.get(c.id),
            )
            for c in self.plan.commitments
        }

    def number_of(self, commitment: CommitmentId) -> int:
        """A commitment's number in the plan's order, from 1."""
        return next(i for i, c in enumerate(self.plan.commitments, 1) if c.id == commitment)

    def name(self, force: ForceSlug) -> str:
        """A force's name."""
        return self.board.forces[force].name

    @cached_property
    def four_point(self) -> bool:
        """Whether every commitment is judged on the four-point scale."""
        return bool(self.plan.commitments) and all(c.thresholds.four_point for c in self.plan.commitments)

    def cells_of(self, subject: Subject) -> list[Cell]:
        """The cells that a report is about, in the plan's order."""
        forces = self.board.forces
        return [
            cell
            for cell in self.board.cells.values()
            if subject.scope is About.PLAN
            or subject.key == (cell.force if subject.scope is About.FORCE else forces[cell.force].region)
        ]

    def withheld_of(self, subject: Subject) -> list[tuple[ForceSlug, CommitmentId]]:
        """The cells of what a report is about that are withheld, in the plan's order."""
        hidden = self.published.withheld if self.published else frozenset()
        return [
            (force.slug, c.id)
            for force in self.plan.forces
            for c in self.plan.commitments
            if (force.slug, c.id) in hidden
            and (
                subject.scope is About.PLAN
                or subject.key == (force.slug if subject.scope is About.FORCE else force.region)
            )
        ]

    def is_total_withheld(self, commitment: CommitmentId) -> bool:
        """Whether the national figure of a commitment is withheld."""
        return self.published is not None and commitment in self.published.totals

    def mark(self, cell: Cell) -> Mark:
        """The status of a cell as it is shown."""
        a = cell.assessment
        four_point = self.plan.commitment(cell.commitment).thresholds.four_point
        return Mark(a.status, four_point, a.flagged, (cell.force, cell.commitment) in self.board.rebaselined)

    def moved_of(self, subject: Subject) -> Movements | None:
        """What moved of what a report is about; None where no council came before."""
        if self.moved is None or subject.scope is About.PLAN:
            return self.moved
        if subject.scope is About.REGION:
            return self.moved.narrowed(region=subject.key)
        return self.moved.narrowed(force=subject.key)
