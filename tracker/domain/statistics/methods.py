"""Every method in plain words, in the order of docs/statistics.md, for the interface and a report's annex."""

from __future__ import annotations

from tracker.domain.statistics import (
    assurance,
    consistency,
    disclosure,
    estimate,
    forecast,
    funnel,
    growth,
    pace,
    xmr,
)

METHODS = (
    estimate.METHOD,
    xmr.METHOD,
    assurance.METHOD,
    funnel.METHOD,
    consistency.METHOD,
    forecast.METHOD,
    pace.METHOD,
    growth.METHOD,
    disclosure.METHOD,
)
