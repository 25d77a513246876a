"""The shape of a plan file: which keys there are, and what may stand in each.

Each kind of value says in its own sentence what it accepts; how values relate is checked in
:mod:`tracker.planfile.resolve`.
"""

from __future__ import annotations

import difflib
import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from tracker.domain.calendar import Frequency
from tracker.domain.errors import FieldError
from tracker.domain.fields import number_in, quoted
from tracker.domain.plan import Bound, Direction, Kind, Reported, Scope, Shape, Weight

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
LONGEST_TEXT = 2_000
LARGEST_NUMBER = 1e15


def day(value: object) -> date:
    """A date written 2016-03-31, between 1990 and 2100."""
    if not isinstance(value, date):
        raise ValueError(f"“{_said(value)}” is not a date as accepted here: write 2016-03-31, year first.")
    if not FIRST_DAY <= value <= LAST_DAY:
        raise ValueError(f"{value} is outside the years {FIRST_DAY.year} to {LAST_DAY.year}.")
    return value


def number(value: object) -> float:
    """An ordinary number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        try:
            found = number_in(str(value)) if isinstance(value, str) else None
        except FieldError as error:
            raise ValueError(str(error)) from None
        hint = (
            f"write it without quotes, {found:g}"
            if found is not None
            else "write it in digits, as 142 or 3.5"
        )
        raise ValueError(f"“{_said(value)}” is not a number: {hint}.")
    if abs(value) > LARGEST_NUMBER:
        raise ValueError(f"{value:g} is too large for a number of a plan.")
    return float(value)


def share(value: object) -> float:
    """A share between 0 and 1.5, never a percentage."""
    if isinstance(value, str) and (found := re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s*", value)):
        raise ValueError(f"“{_said(value)}”: write the share as a number, {float(found[1]) / 100:g}.")
    amount = number(value)
    if not 0 <= amount <= 1.5:
        hint = f": for {amount:g}% write {amount / 100:g}" if 1.5 < amount <= 150 else ""
        raise ValueError(f"{amount:g} is not a share between 0 and 1{hint}.")
    return amount


def days(value: object) -> int:
    """A number of days, written “21 days” or 21."""
    found = re.fullmatch(r"(\d{1,4})(?: days?)?", str(value).strip()) if not isinstance(value, bool) else None
    if not found:
        raise ValueError(f"“{_said(value)}” is not a number of days: write “21 days”.")
    return int(found[1])


def text(value: object) -> str:
    """Words, of one line or more."""
    if isinstance(value, (dict, list)) or value is None:
        raise ValueError("Words are expected here.")
    words = str(value).strip()
    if not words:
        raise ValueError("Words are expected here, and there are none.")
    if len(words) > LONGEST_TEXT:
        raise ValueError(f"The text has {len(words):,} characters; at most {LONGEST_TEXT:,} are kept.")
    if any(ord(ch) < 32 and ch not in "\n\t" for ch in words):
        raise ValueError("The text holds a control character: take it out.")
    return " ".join(words.split())


def identifier(value: object) -> str:
    """An id: lower case letters, digits and hyphens."""
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", value) or len(value) > 80:
        raise ValueError(f"“{_said(value)}” is not an id: use lower case letters, digits and hyphens.")
    return value


def flag(value: object) -> bool:
    """Yes or no, written true or false."""
    if not isinstance(value, bool):
        raise ValueError(f"“{_said(value)}” is neither true nor false: write one of them.")
    return value


def per(value: object) -> str:
    """A normaliser such as “1000 officers”."""
    if not isinstance(value, str) or not re.fullmatch(r"[1-9]\d{0,8} (?:officers|population)", value.strip()):
        raise ValueError(f"“{_said(value)}” is not a size: write “1000 officers” or “100000 population”.")
    return value.strip()


def change(value: object) -> str:
    """A change such as “+20%”, “-5” or 30."""
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?\d{1,15}(?:\.\d+)?%?", str(value).strip()):
        raise ValueError(f"“{_said(value)}” is not a change: write “+20%” or “-30”.")
    return str(value).strip()


_Word = TypeVar("_Word", bound=StrEnum)


def word_of(words: type[_Word]) -> BeforeValidator:
    """One of a list of words."""

    def read(value: object) -> _Word:
        by_word = {member.value: member for member in words}
        if isinstance(value, str) and value in by_word:
            return by_word[value]
        near = difflib.get_close_matches(str(value), by_word, n=1)
        hint = f" Did you mean “{near[0]}”?" if near else ""
        raise ValueError(f"“{_said(value)}” is not one of {', '.join(by_word)}.{hint}")

    return BeforeValidator(read)


class ExplainRed(StrEnum):
    """Whether cause, action and date back on track are asked for where a cell is red, or required."""

    ASKED = "asked"
    REQUIRED = "required"


def _said(value: object) -> str:
    return quoted(str(value)) if not isinstance(value, bool) else str(value).casefold()


Day = Annotated[date, BeforeValidator(day)]
Number = Annotated[float, BeforeValidator(number)]
Share = Annotated[float, BeforeValidator(share)]
Days = Annotated[int, BeforeValidator(days)]
Text = Annotated[str, BeforeValidator(text)]
Id = Annotated[str, BeforeValidator(identifier)]
Flag = Annotated[bool, BeforeValidator(flag)]
Size = Annotated[str, BeforeValidator(per)]
Change = Annotated[str, BeforeValidator(change)]


class Part(BaseModel):
    """A map of the document: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RagPart(Part):
    green: Share | None = None
    amber: Share | None = None
    amber_red: Share | None = None
    stale_after: Days | None = None


class RollupPart(Part):
    red: Share = 0.25
    green: Share = 0.75


class BodyPart(Part):
    slug: Id
    name: Text
    region: Text
    abbreviation: Text | None = None
    officers: Number = 0
    population: Number = 0


class MeasurePart(Part):
    kind: Annotated[Kind, word_of(Kind)]
    unit: Text | None = None
    direction: Annotated[Direction, word_of(Direction)] = Direction.INCREASE
    bound: Annotated[Bound, word_of(Bound)] | None = None
    reported: Annotated[Reported, word_of(Reported)] = Reported.TO_DATE
    per: Size | None = None
    weight: Annotated[Weight, word_of(Weight)] = Weight.OFFICERS
    multiplier: Number | None = None


class BaselinePart(Part):
    as_at: Day
    value: Any


class TargetPart(Part):
    by: Day
    value: Any = None
    change: Change | None = None
    of: Any = None
    total: Number | None = None
    shared_by: Annotated[Weight, word_of(Weight)] | None = None
    national: Number | None = None


class WaypointPart(Part):
    by: Day
    value: Number | None = None
    share: Share | None = None


class AcceptPart(Part):
    force: Text
    target: Number
    until: Day
    reason: Text
    agreed_by: Text


class ExemptPart(Part):
    force: Text
    until: Day
    reason: Text


class CommitmentPart(Part):
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


class PlanPart(Part):
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
    strands: dict[str, Text]
    commitments: list[Any]
