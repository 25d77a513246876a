"""Where somebody stood on the grid, and what it was narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.domain.plan import CommitmentId
    from tracker.tui.widgets.narrowing import Narrowing
    from tracker.tui.widgets.rows import RowKind


@dataclass(frozen=True, slots=True)
class Spot:
    """A cursor, by what its row and its column stand for, the narrowing it was set in, and how far the grid
    was scrolled across and down."""

    narrowing: Narrowing
    row: tuple[RowKind, str]
    column: CommitmentId | None
    scroll: tuple[int, int]
