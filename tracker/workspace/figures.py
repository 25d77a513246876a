"""What the numbers can bear, for one look: the series of every force, and the last complete board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.national import is_reported
from tracker.domain.plan import Auxiliary
from tracker.domain.statistics.figures import commitment_figures
from tracker.domain.statistics.icons import icon_of
from tracker.domain.statistics.past import past_of
from tracker.workspace.readings import not_collecting, series_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from tracker.domain.board import Board
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug, Plan
    from tracker.domain.statistics.figures import Figure
    from tracker.domain.statistics.icons import Icon
    from tracker.domain.update import Update
    from tracker.store import Store
    from tracker.workspace.looking import Looking

#: So many earlier dates are looked at for one at which every force had reported.
LOOKED_BACK = 12


def figures(
    workspace: Looking, store: Store, board: Board, wanted: Sequence[CommitmentId]
) -> dict[CommitmentId, tuple[Figure, ...]]:
    """The figures of these commitments over all their forces."""
    with not_collecting():
        found = {}
        for cid in wanted:
            commitment = board.plan.commitment(cid)
            series = series_of(store, commitment, board.as_of, board.known_at)
            complete = last_complete(workspace, board, commitment, series)
            found[cid] = commitment_figures(board, commitment, series, complete)
        return found


def icons(
    store: Store, plan: Plan, wanted: Sequence[CommitmentId], as_of: date, known_at: datetime | None
) -> dict[tuple[ForceSlug, CommitmentId], Icon]:
    """The icon of every cell of these commitments."""
    with not_collecting():
        found = {}
        for cid in wanted:
            commitment = plan.commitment(cid)
            for force, updates in series_of(store, commitment, as_of, known_at).items():
                found[force, cid] = icon_of(past_of(commitment, force, updates))
        return found


def last_complete(
    workspace: Looking, board: Board, commitment: Commitment, series: Mapping[ForceSlug, Sequence[Update]]
) -> Board | None:
    """The last earlier board on which every force had a value, where the plan estimates by it."""
    if commitment.measure.estimate_by is not Auxiliary.LAST_COMPLETE:
        return None
    days = {update.draft.as_at for updates in series.values() for update in updates}
    earlier = sorted((day for day in days if day < board.as_of), reverse=True)
    for day in earlier[:LOOKED_BACK]:
        found = workspace.board(day, board.known_at)
        cells = [found.cells[slug, commitment.id].assessment for slug in commitment.forces]
        if all(is_reported(cell) and cell.value is not None for cell in cells):
            return found
    return None
