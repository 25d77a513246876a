"""An action plan as the rules see it: every number of every force already worked out.

The plan *file* may say "+20%" or "6,000 shared by population"; :mod:`tracker.planfile` turns that into
the numbers held here, so that a plan version, once recorded, needs no other file to be read again.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from tracker.domain.calendar import Frequency
    from tracker.domain.force import Force, Register

ForceSlug: TypeAlias = str
CommitmentId: TypeAlias = str

#: The slug under which a commitment of national scope is reported.
NATIONAL: ForceSlug = "national"


class Kind(StrEnum):
    """What is measured."""

    COUNT = "count"
    LEVEL = "level"
    RATE = "rate"
    PERCENTAGE = "percentage"
    MILESTONE = "milestone"


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"


class Bound(StrEnum):
    """The wrong side of a level that is to be maintained."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    WITHIN = "within"


class Reported(StrEnum):
    """Whether a value is the total so far, or what happened in its period alone."""

    TO_DATE = "to date"
    PER_PERIOD = "per period"


class Scope(StrEnum):
    """Who reports: each force, or one national body for all."""

    FORCE = "force"
    NATIONAL = "national"


class Shape(StrEnum):
    """How the trajectory runs between its points."""

    LINEAR = "linear"
    STEP = "step"


class Weight(StrEnum):
    """The size by which forces are weighed or a total is shared out."""

    POPULATION = "population"
    OFFICERS = "officers"
    EQUAL = "equal"


class Auxiliary(StrEnum):
    """The size by which a national total is estimated while forces are missing."""

    POPULATION = "population"
    OFFICERS = "officers"
    EQUAL = "equal"
    BASELINE = "baseline"
    LAST_COMPLETE = "last complete figure"


@dataclass(frozen=True)
class Normaliser:
    """How forces of unlike size are compared, for example per 1,000 officers."""

    amount: float
    of: Weight


@dataclass(frozen=True)
class Measure:
    """What a commitment measures, in which unit, and which way is better.

    ``multiplier`` turns numerator ÷ denominator into the unit: 100 for a percentage, 1,000 for a rate per
    thousand. ``weight`` averages percentages whose parts are not reported, and sizes the coverage.
    ``estimate_by`` sizes the estimate of a national total; None: by the weight.
    """

    kind: Kind
    unit: str
    direction: Direction
    bound: Bound = Bound.AT_LEAST
    reported: Reported = Reported.TO_DATE
    per: Normaliser | None = None
    weight: Weight = Weight.OFFICERS
    multiplier: float = 1.0
    estimate_by: Auxiliary | None = None


@dataclass(frozen=True)
class Waypoint:
    """A point of the trajectory: a value, or a share (0 to 1) of the way from baseline to target."""

    by: date
    value: float | None = None
    share: float | None = None


@dataclass(frozen=True)
class Thresholds:
    """The lowest performance for each colour; with ``amber_red`` the scale has four points."""

    green: float = 0.95
    amber: float = 0.80
    amber_red: float | None = None

    @property
    def four_point(self) -> bool:
        """Whether the plan sets the third threshold."""
        return self.amber_red is not None


@dataclass(frozen=True)
class RollupThresholds:
    """Shares of the due cells from which a force, a region or a commitment is red or green."""

    red: float = 0.25
    green: float = 0.75


@dataclass(frozen=True)
class Acceptance:
    """An accepted shortfall: a lower target for one force, judged until the day the rule applies again."""

    force: ForceSlug
    target: float
    until: date
    reason: str
    agreed_by: str


@dataclass(frozen=True)
class Exemption:
    """A force left out of a commitment until the day the rule applies again."""

    force: ForceSlug
    until: date
    reason: str


@dataclass(frozen=True)
class Commitment:
    """One commitment of a plan, with the baseline and the target of every force it applies to.

    ``baselines`` and ``targets`` are in the measure's unit and hold every slug of ``forces``; both are empty
    for a milestone. ``due`` is the target's date, ``stale_after`` and ``due_after`` are days. ``replaces``
    holds the ids it went by in earlier versions, whose updates count for it.
    """

    id: CommitmentId
    title: str
    strand: str
    lead: str
    source: str
    scope: Scope
    measure: Measure
    starts: date
    due: date
    reporting: Frequency
    due_after: int
    stale_after: int
    forces: tuple[ForceSlug, ...]
    baseline_at: date
    baselines: Mapping[ForceSlug, float]
    targets: Mapping[ForceSlug, float]
    waypoints: tuple[Waypoint, ...] = ()
    shape: Shape = Shape.LINEAR
    thresholds: Thresholds = Thresholds()
    accept: tuple[Acceptance, ...] = ()
    exempt: tuple[Exemption, ...] = ()
    national_target: float | None = None
    replaces: tuple[CommitmentId, ...] = ()

    @property
    def ids(self) -> tuple[CommitmentId, ...]:
        """Every id under which its updates may have been recorded, its own first."""
        return (self.id, *self.replaces)

    @property
    def is_milestone(self) -> bool:
        """Whether states, not numbers, are reported."""
        return self.measure.kind is Kind.MILESTONE

    def exemption(self, force: ForceSlug, as_of: date) -> Exemption | None:
        """The exemption of a force in effect on a day."""
        return next((e for e in self.exempt if e.force == force and as_of < e.until), None)

    def acceptance(self, force: ForceSlug, as_of: date) -> Acceptance | None:
        """The accepted shortfall of a force in effect on a day."""
        return next((a for a in self.accept if a.force == force and as_of < a.until), None)


@dataclass(frozen=True)
class Paper:
    """What the head block of a council paper says beside the plan's own words; None where it is not said."""

    council: str = "Chief Constables' Council"
    agenda_item: str | None = None
    author: str | None = None
    organisation: str | None = None
    committee: str | None = None
    portfolio: str | None = None
    foi: str | None = None


@dataclass(frozen=True)
class Plan:
    """A whole action plan.

    ``forces`` holds every body that answers for at least one commitment, in the order the board shows
    them, the plan's own bodies included; ``strands`` maps a strand's id to its title in the plan's order.
    ``asks`` are the decisions sought of the council, ``paper`` is the head block of its papers.
    """

    id: str
    title: str
    owner: str
    marking: str
    starts: date
    reporting: Frequency
    due_after: int
    councils: tuple[date, ...]
    thresholds: Thresholds
    rollup: RollupThresholds
    explain_red: bool
    illustrative: bool
    strands: Mapping[str, str]
    forces: tuple[Force, ...]
    commitments: tuple[Commitment, ...]
    asks: tuple[str, ...] = ()
    paper: Paper = Paper()

    def commitment(self, commitment_id: CommitmentId) -> Commitment:
        """The commitment with this id; :class:`KeyError` when the plan has none."""
        for commitment in self.commitments:
            if commitment.id == commitment_id:
                return commitment
        raise KeyError(commitment_id)

    def force(self, slug: ForceSlug) -> Force:
        """The force with this slug; :class:`KeyError` when it is not in the plan."""
        for force in self.forces:
            if force.slug == slug:
                return force
        raise KeyError(slug)

    @cached_property
    def register(self) -> Register:
        """Its forces, by every name."""
        from tracker.domain.force import Register

        return Register(self.forces)

    @property
    def earlier_ids(self) -> dict[CommitmentId, tuple[CommitmentId, ...]]:
        """The ids that commitments went by before, of those that had any."""
        return {c.id: c.replaces for c in self.commitments if c.replaces}

    @property
    def ends(self) -> date:
        """The last due date of the plan; its start when it has no commitment."""
        return max((c.due for c in self.commitments), default=self.starts)

    @property
    def four_point(self) -> bool:
        """Whether any commitment is judged on the four-point scale."""
        return any(c.thresholds.four_point for c in self.commitments)
