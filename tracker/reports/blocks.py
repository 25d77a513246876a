"""The blocks of which the sections of a report are made.

Every text is plain text, ready to be read: a renderer escapes it for its format and adds no sentence of its
own. Where a number is said, the number itself stands beside the words. ``kind`` tells the blocks apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from tracker.domain.status import Status


@dataclass(frozen=True, slots=True)
class Mark:
    """A status as it is shown: never its colour alone, always with its letter and sign.

    ``flagged`` says that the force claims better than the rule computes, “!”; ``rebaselined`` that it is
    judged against a promise that was made easier since it was first recorded, “†”.
    """

    status: Status
    four_point: bool = False
    flagged: bool = False
    rebaselined: bool = False
    withheld: bool = False

    @property
    def letter(self) -> str:
        """The letter, with “!” where the force says better and “†” where re-baselined: ``R``, ``AG!``."""
        if self.withheld:
            return "[c]"
        beside = ("!" if self.flagged else "") + ("†" if self.rebaselined else "")
        return self.status.letter(four_point=self.four_point) + beside

    @property
    def sign(self) -> str:
        """The sign, told apart without colour; a space where the status has none."""
        return self.status.sign

    @property
    def words(self) -> str:
        """The status and its meaning, for alternative text: “red: off track”."""
        if self.withheld:
            return "confidential: withheld from this edition"
        status, meaning = self.status.value, self.status.meaning
        said = meaning if status == meaning else f"{status}: {meaning}"
        said += "; the force says better" if self.flagged else ""
        return f"{said}; re-baselined" if self.rebaselined else said


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. ``number`` is “1.2” in a section, “A1.2” in an annex, empty for an unnumbered line."""

    number: str
    text: str
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True, slots=True)
class Listing:
    """Lettered points, (a), (b), (c), below the paragraph before them."""

    items: tuple[str, ...]
    kind: Literal["listing"] = "listing"


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell of a table: the words, and what they say as a number, a day or a mark.

    ``text`` is what is read; for a mark it is its letter. A percentage is held as a share: “89%” is 0.89.
    ``trend`` are the values of a sparkline, oldest first, whose first and last ``text`` says.
    """

    text: str
    number: float | None = None
    day: date | None = None
    mark: Mark | None = None
    trend: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column, and what its entries hold; numbers and shares are set to the right."""

    title: str
    holds: Literal["text", "number", "share", "day", "mark", "trend"] = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """A table to read. The first column names the row: it is a row head. ``id`` is unique in the report."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Entry, ...], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """A commitment as a column of a heat map: its number in the plan, its id and its title."""

    number: int
    commitment: str
    title: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A force's line: its roll-up, then its cells in the order of the columns, None where not asked of it."""

    force: str
    name: str
    overall: Mark
    cells: tuple[Mark | None, ...]


@dataclass(frozen=True, slots=True)
class HeatGroup:
    """The forces of one region, or other forces that stand together; ``overall`` is their roll-up.

    ``counts`` are the cells behind the roll-up, in words.
    """

    title: str
    overall: Mark | None
    counts: str
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Forces down, in groups; commitments across. ``description`` is its alternative text."""

    id: str
    caption: str
    description: str
    columns: tuple[HeatColumn, ...]
    groups: tuple[HeatGroup, ...]
    legend: tuple[Mark, ...]
    kind: Literal["heat map"] = "heat map"


@dataclass(frozen=True, slots=True)
class Tile:
    """A force on the tile map; row and column count from 0, north and west first."""

    force: str
    name: str
    abbreviation: str
    row: int
    column: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class TileMap:
    """The forces of the map, each with its roll-up over the whole plan; ``description`` says it in words."""

    id: str
    caption: str
    description: str
    tiles: tuple[Tile, ...]
    legend: tuple[Mark, ...]
    kind: Literal["tile map"] = "tile map"


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """The national figure as of a day: value and expected value over the forces that reported.

    ``reported`` of ``asked`` forces stand behind it, ``coverage`` of them by size (0 to 1).
    """

    day: date
    value: float
    expected: float | None
    reported: int
    asked: int
    coverage: float


@dataclass(frozen=True, slots=True)
class PathPoint:
    """A corner of the trajectory of all forces together."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class TrajectoryChart:
    """A commitment's national figure against its trajectory, with the councils marked.

    ``points`` are compared like with like: where not all forces reported, ``expected`` is that of those that
    did. ``path`` is the trajectory of all forces, for the eye; it steps where ``is_step``. ``coverage`` says
    who stands behind the last point, ``description`` is the alternative text.
    """

    id: str
    caption: str
    description: str
    unit: str
    points: tuple[ChartPoint, ...]
    path: tuple[PathPoint, ...]
    is_step: bool
    councils: tuple[date, ...]
    as_of: date
    coverage: str
    kind: Literal["trajectory chart"] = "trajectory chart"


@dataclass(frozen=True, slots=True)
class RankRow:
    """A force in a ranking: its value and what was expected of it, both as numbers and in words.

    ``rank`` is None, and so is ``value``, where there is nothing to rank; forces alike share a rank.
    """

    rank: int | None
    force: str
    name: str
    mark: Mark
    value: float | None
    value_words: str
    expected: float | None
    expected_words: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """Forces from best to worst, a bar each, with a tick at what was expected.

    ``basis`` says what is ranked: “offenders per 1,000 officers”, “share of the expected progress”.
    """

    id: str
    caption: str
    description: str
    basis: str
    rows: tuple[RankRow, ...]
    kind: Literal["ranking"] = "ranking"


@dataclass(frozen=True, slots=True)
class Account:
    """A cell that needs explaining: the reason that the rule gives, and the force's own words.

    ``name`` is what it is headed by: the force, or the commitment where all are one force's. The words are
    as reported, on one line or several, and are never markup; empty where there are none.
    ``ledger`` is the number of the update they come from, None where the cell has none.
    """

    force: str
    name: str
    commitment: str
    title: str
    mark: Mark
    reason: str
    ledger: int | None
    cause: str = ""
    action: str = ""
    note: str = ""
    back_on_track: date | None = None

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """The force's own words, each after what it is: (“Cause”, “two posts vacant”)."""
        from tracker.domain.words import day_words

        day = day_words(self.back_on_track) if self.back_on_track else ""
        parts = (("Cause", self.cause), ("Action", self.action), ("Back on track", day), ("Note", self.note))
        return tuple((label, text) for label, text in parts if text)


@dataclass(frozen=True, slots=True)
class Accounts:
    """Cells that need explaining, one below the other, worst first."""

    id: str
    caption: str
    items: tuple[Account, ...]
    kind: Literal["accounts"] = "accounts"


Block: TypeAlias = Paragraph | Listing | Table | HeatMap | TileMap | TrajectoryChart | Ranking | Accounts
