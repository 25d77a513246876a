"""The colour of each status, after Okabe and Ito's colour-blind-safe set: the same on screen and on paper.

Colour never stands alone: sign and letter always go with it, in ``INK``, whose contrast with every colour is
at least 4.5 to 1. Statuses that make no claim, ``early`` and ``exempt``, have no colour.
"""

from __future__ import annotations

from tracker.domain.status import Status

INK = "#000000"
COLOURS = {
    Status.COMPLETE: "#56b4e9",
    Status.GREEN: "#00a878",
    Status.AMBER: "#f0e442",
    Status.AMBER_RED: "#e69f00",
    Status.RED: "#e8601c",
    Status.STALE: "#a9a9a9",
    Status.NONE: "#d9d9d9",
}
