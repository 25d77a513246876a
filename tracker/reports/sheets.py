"""The figures behind a report as plain rows, for CSV and for the sheets of a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

#: A day is written 2015-09-30, an instant 2015-10-18T23:59:59.999999Z, a status by its word.
Scalar: TypeAlias = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its stable key, its head in words, and what it holds. A share is 0 to 1 within the way."""

    key: str
    title: str
    holds: Literal["text", "number", "share", "day", "instant", "status", "yes or no"] = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of values in the order of the fields; None where a value does not apply."""

    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Scalar, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a report: cells as in ``tracker status --format json``, and what is made of them."""

    cells: Sheet
    forces: Sheet
    regions: Sheet
    commitments: Sheet
    movement: Sheet
    method: Sheet

    def __iter__(self) -> Iterator[Sheet]:
        """The sheets in their order."""
        return iter((self.cells, self.forces, self.regions, self.commitments, self.movement, self.method))
