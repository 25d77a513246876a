"""The shape of a plan file: which keys there are, and what may stand in each.

Each kind of value says in its own sentence what it accepts; how values relate is checked in
:mod:`tracker.planfile.resolve`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from tracker.domain.calendar import Frequency
from tracker.domain.plan import Auxiliary, Bound, Direction, Kind, Reported, Scope, Shape, Weight
from tracker.yamlfile.kinds import Day, Flag, Id, Number, Part, Text, number, said, text, word_of


def share(value: object) -> float:
    """A share between 0 and 1.5, never a percentage."""
    if isinstance(value, str) and (found := re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s*", value)):
        raise ValueError(f"“{said(value)}”: write the share as a number, {float(found[1]) / 100:g}.")
    amount = number(value)
    if not 0 <= amount <= 1.5:
        hint = f": for {amount:g}% write {amount / 100:g}" if 1.5 < amount <= 150 else ""
        raise ValueError(f"{amount:g} is not a share between 0 and 1{hint}.")
    return amount


def days(value: object) -> int:
    """A number of days, written “21 days” or 21."""
    found = re.fullmatch(r"(\d{1,4})(?: days?)?", str(value).strip()) if not isinstance(value, bool) else None
    if not found:
        raise ValueError(f"“{said(value)}” is not a number of days: write “21 days”.")
    return int(found[1])


def per(value: object) -> str:
    """A normaliser such as “1000 officers”."""
    if not isinstance(value, str) or not re.fullmatch(r"[1-9]\d{0,8} (?:officers|population)", value.strip()):
        raise ValueError(f"“{said(value)}” is not a size: write “1000 officers” or “100000 population”.")
    return value.strip()


def change(value: object) -> str:
    """A change such as “+20%”, “-5” or 30."""
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?\d{1,15}(?:\.\d+)?%?", str(value).strip()):
        raise ValueError(f"“{said(value)}” is not a change: write “+20%” or “-30”.")
    return str(value).strip()


def one_or_more(value: object) -> list[object]:
    """One id, or a list of them."""
    return value if isinstance(value, list) else [value]


def agenda_item(value: object) -> str:
    """An item's number as words: YAML would read 4.10 as the number 4.1."""
    if isinstance(value, float):
        raise ValueError(f'“{said(value)}” is read as a number, and 4.10 as 4.1: write it in quotes, "4.2".')
    return text(value)


class ExplainRed(StrEnum):
    """Whether cause, action and date back on track are asked for where a cell is red, or required."""

    ASKED = "asked"
    REQUIRED = "required"


Share = Annotated[float, BeforeValidator(share)]
Days = Annotated[int, BeforeValidator(days)]
Size = Annotated[str, BeforeValidator(per)]
Item = Annotated[str, BeforeValidator(agenda_item)]
Change = Annotated[str, BeforeValidator(change)]
Ids = Annotated[list[Id], BeforeValidator(one_or_more)]


class RagPart(Part):
    """Thresholds, of a plan or of one commitment."""

    green: Share | None = None
    amber: Share | None = None
    amber_red: Share | None = None
    stale_after: Days | None = None


class RollupPart(Part):
    """The shares of due cells at which a roll-up is red or green."""

    red: Share = 0.25
    green: Share = 0.75


class BodyPart(Part):
    """A body of the plan's own, beside the forces of the register."""

    slug: Id
    name: Text
    region: Text
    abbreviation: Text | None = None
    officers: Number = 0
    population: Number = 0


class MeasurePart(Part):
    """What is measured, and how it is counted."""

    kind: Annotated[Kind, word_of(Kind)]
    unit: Text | None = None
    direction: Annotated[Direction, word_of(Direction)] = Direction.INCREASE
    bound: Annotated[Bound, word_of(Bound)] | None = None
    reported: Annotated[Reported, word_of(Reported)] = Reported.TO_DATE
    per: Size | None = None
    weight: Annotated[Weight, word_of(Weight)] = Weight.OFFICERS
    multiplier: Number | None = None
    estimate_by: Annotated[Auxiliary, word_of(Auxiliary)] | None = None


class BaselinePart(Part):
    """Where a commitment starts from."""

    as_at: Day
    value: Any


class TargetPart(Part):
    """Where a commitment leads to: its due date and one way of giving the number."""

    by: Day
    value: Any = None
    change: Change | None = None
    of: Any = None
    total: Number | None = None
    shared_by: Annotated[Weight, word_of(Weight)] | None = None
    national: Number | None = None


class WaypointPart(Part):
    """A point of the trajectory: a value, or a share of the way."""

    by: Day
    value: Number | None = None
    share: Share | None = None


class AcceptPart(Part):
    """A lower target accepted for one force until a date."""

    force: Text
    target: Number
    until: Day
    reason: Text
    agreed_by: Text


class ExemptPart(Part):
    """A force exempt until a date."""

    force: Text
    until: Day
    reason: Text


class CommitmentPart(Part):
    """One commitment."""

    id: Id
    title: Text
    strand: Text
    lead: Text
    source: Text
    scope: Annotated[Scope, word_of(Scope)] = Scope.FORCE
    starts: Day | None = None
    reporting: Annotated[Frequency, word_of(Frequency)] | None = None
    due_after: Days | None = None
    forces: list[Text] | None = None
    measure: MeasurePart
    baseline: BaselinePart | None = None
    target: TargetPart
    trajectory: list[WaypointPart] = Field(default_factory=list)
    shape: Annotated[Shape, word_of(Shape)] = Shape.LINEAR
    rag: RagPart = RagPart()
    accept: list[AcceptPart] = Field(default_factory=list)
    exempt: list[ExemptPart] = Field(default_factory=list)
    replaces: Ids = Field(default_factory=list)


class PaperPart(Part):
    """The head block of papers to a council."""

    council: Text = "Chief Constables' Council"
    agenda_item: Item | None = None
    author: Text | None = None
    organisation: Text | None = None
    committee: Text | None = None
    portfolio: Text | None = None
    foi: Text | None = None


class PlanPart(Part):
    """The whole file; its commitments are read one by one, so that one wrong does not hide the others."""

    plan: Id
    title: Text
    owner: Text
    marking: Text = "OFFICIAL"
    starts: Day
    forces: Any = "all"
    bodies: list[BodyPart] = Field(default_factory=list)
    due_after: Days = 21
    reporting: Annotated[Frequency, word_of(Frequency)]
    councils: list[Day] = Field(default_factory=list)
    rag: RagPart = RagPart()
    rollup: RollupPart = RollupPart()
    explain_red: Annotated[ExplainRed, word_of(ExplainRed)] = ExplainRed.ASKED
    illustrative: Flag = False
    asks: list[Text] = Field(default_factory=list)
    paper: PaperPart = PaperPart()
    strands: dict[str, Text]
    commitments: list[Any]
