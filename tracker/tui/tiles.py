"""The tile map: where each force stands, and which one is next in a direction."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tracker.domain.force import Force

#: Row and column, both from 0 at the top left of what is placed.
Spot: TypeAlias = "tuple[int, int]"


def placed(forces: Iterable[Force]) -> tuple[dict[str, Spot], list[str]]:
    """The spot of every force, moved to the corner; bodies without one stand in the free top left, over
    the sea, and where that is full they are left over."""
    forces = list(forces)
    tiles = {force.slug: force.tile for force in forces if force.tile is not None}
    if not tiles:
        return {force.slug: divmod(i, 7) for i, force in enumerate(forces)}, []
    top, left = min(row for row, _ in tiles.values()), min(column for _, column in tiles.values())
    spots = {slug: (row - top, column - left) for slug, (row, column) in tiles.items()}
    others = [force.slug for force in forces if force.slug not in spots]
    free = [(row, column) for row in range(3) for column in range(2)]
    free = [spot for spot in free if spot not in spots.values()]
    spots.update(zip(others, free, strict=False))
    return spots, others[len(free) :]


def next_in(spots: Mapping[str, Spot], slug: str, down: int, right: int) -> str:
    """The nearest force in a direction, one that lies straight ahead first; the same where there is none."""
    row, column = spots[slug]

    def distance(other: str) -> tuple[float, str]:
        there = spots[other]
        ahead = (there[0] - row) * down + (there[1] - column) * right
        aside = abs((there[0] - row) * right) + abs((there[1] - column) * down)
        return ahead + 2.5 * aside if ahead > 0 and aside <= 2 * ahead else float("inf"), other

    best, found = min((distance(other) for other in spots), default=(float("inf"), slug))
    return slug if best == float("inf") else found


def extent(spots: Mapping[str, Spot]) -> tuple[int, int]:
    """How many rows and columns the map has."""
    return max((row for row, _ in spots.values()), default=0) + 1, max(
        (column for _, column in spots.values()), default=0
    ) + 1
