"""Forces of similar size: those whose numbers of officers are nearest, as ratios."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.domain.force import Force

#: A force is compared with so many others.
OTHERS = 7


def similar_forces(force: Force, forces: Iterable[Force]) -> tuple[Force, ...]:
    """A force and the seven others nearest in officers, the nearest first; alone where it has none.

    Nearest is by ratio: 500 is as far from 1,000 as 2,000 is.
    """
    others = [other for other in forces if other.officers and other.slug != force.slug]
    if not force.officers:
        return (force,)
    others.sort(key=lambda other: (abs(math.log(other.officers / force.officers)), other.name))
    return force, *others[:OTHERS]
