"""Forces of similar size: like is compared with like."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tracker.domain.plan import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tracker.domain.force import Force

#: So many forces stand beside one.
PEERS = 5


def peers_of(force: Force, forces: Iterable[Force], count: int = PEERS) -> list[Force]:
    """The forces nearest in size, nearest first: by officers, else by population; none for a body without.

    Nearest is by ratio: 1,000 officers are as far from 2,000 as 2,000 are from 4,000.
    """
    others = [f for f in forces if f.slug not in (force.slug, NATIONAL)]
    if force.slug == NATIONAL:
        return []
    if force.officers:
        sized = [(abs(math.log(f.officers / force.officers)), f.name, f) for f in others if f.officers]
    elif force.population:
        sized = [(abs(math.log(f.population / force.population)), f.name, f) for f in others if f.population]
    else:
        return []
    return [other for _, _, other in sorted(sized, key=lambda found: found[:2])[:count]]
