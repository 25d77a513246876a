"""What the mapping of a published table says: which sheet, row and column means what.

It is read by :mod:`tracker.returns.mapping_file`, which needs more than a return without one does.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class CellMeaning(StrEnum):
    """What a cell that holds no number says."""

    NOT_REPORTED = "not reported"
    ZERO = "zero"
    NOT_AVAILABLE = "not available"
    NOT_APPLICABLE = "not applicable"
    CONFIDENTIAL = "confidential"


@dataclass(frozen=True, slots=True)
class Figures:
    """A column of figures, counted from 0, and what they are."""

    column: int
    commitment: str
    as_at: date
    heading: str | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """A checked mapping; rows count from 1, columns from 0."""

    sheet: str | None
    header: int
    forces: int
    figures: tuple[Figures, ...]
    cells: Mapping[str, CellMeaning]
    leave_out: frozenset[str]
    total: str | None
    decimals: int | None
