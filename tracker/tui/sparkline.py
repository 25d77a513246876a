"""A row of small bars for a cell's past: the lowest value the shortest, the highest the tallest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.words import day_words, quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.domain.plan import Kind
    from tracker.domain.update import Update

BARS = "▁▂▃▄▅▆▇█"


def bars(values: Sequence[float | None]) -> str:
    """One bar a value; a gap for None. Equal values stand at half height."""
    known = [value for value in values if value is not None]
    if not known:
        return ""
    low, high = min(known), max(known)
    span = high - low
    return "".join(
        " " if value is None else BARS[round((value - low) / span * 7)] if span else BARS[3]
        for value in values
    )


def past(series: Sequence[Update], kind: Kind, most: int = 24) -> str:
    """The last values of a series with the first and the last written out; empty below two values."""
    shown = [update for update in series if update.draft.value is not None][-most:]
    if len(shown) < 2:
        return ""
    first, last = shown[0], shown[-1]
    ends = [f"{quantity(u.draft.value or 0.0, kind)} ({day_words(u.draft.as_at)})" for u in (first, last)]
    return f"{ends[0]} {bars([u.draft.value for u in shown])} {ends[1]}"
