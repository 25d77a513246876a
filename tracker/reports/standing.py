"""How a plan, a region or a force stands: its roll-up in a sentence, and its counts now and before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.status import Status
from tracker.domain.words import day_words, listed, percent, percent_beside
from tracker.reports.blocks import Column, Mark, Table
from tracker.reports.entries import change, count, marked, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from tracker.domain.plan import RollupThresholds
    from tracker.domain.rollup import Rollup

#: The order in which counts are shown.
ORDER = (
    *(Status.COMPLETE, Status.GREEN, Status.AMBER, Status.AMBER_RED, Status.RED),
    *(Status.STALE, Status.NONE, Status.EARLY, Status.EXEMPT),
)


def standing_sentence(subject: str, rollup: Rollup, as_of: date) -> str:
    """The status of a subject with all its numbers: “the plan is amber. Of its 432 cells …”."""
    cells = sum(rollup.counts.values())
    start = f"As at {day_words(as_of)} {subject} is {status_words(rollup.status)}."
    if not cells:
        return f"{start} It has no commitment to judge."
    its = "its one cell" if cells == 1 else f"its {cells:,} cells, each one force on one commitment"
    return f"{start} Of {its}, {listed(list(_counted(rollup)))}."


def rule_sentence(rollup: Rollup, thresholds: RollupThresholds) -> str:
    """Why a roll-up has its status, with the shares on both sides of the rule."""
    if not rollup.due:
        return "None of the cells is due for judgement yet, so that no colour is claimed."
    bad = rollup.counts[Status.RED] + rollup.counts[Status.NONE] + rollup.counts[Status.STALE]
    good = rollup.counts[Status.GREEN] + rollup.counts[Status.COMPLETE]
    bad_share = percent_beside(bad / rollup.due, thresholds.red, 0.0, 1.0)
    good_share = percent_beside(good / rollup.due, thresholds.green, 0.0, 1.0)
    return (
        f"Of the {rollup.due:,} cells due for judgement, {bad:,} ({bad_share}) are red, out of date or "
        f"without a report, and {good:,} ({good_share}) are green or complete. The rule: red from "
        f"{percent(thresholds.red, 2)} of the former; green from {percent(thresholds.green, 2)} of the "
        "latter, with none red; otherwise amber."
    )


def status_words(status: Status) -> str:
    """A status as a sentence names it: “amber”, “too early to say”."""
    plain = {
        Status.EARLY: "too early to judge",
        Status.NONE: "without a report",
        Status.STALE: "out of date",
    }
    return plain.get(status, status.value)


def counts_table(
    table_id: str,
    caption: str,
    now: Rollup,
    before: Rollup | None,
    previous: date | None,
    *,
    four_point: bool,
) -> Table:
    """Cells by status: now, and at the last council where there was one."""
    statuses = [s for s in ORDER if now.counts[s] or (before is not None and before.counts[s])]
    columns = [Column("Status"), Column("Letter", "mark"), Column("Cells now", "number")]
    if before is not None and previous is not None:
        columns += [Column(f"At {day_words(previous)}", "number"), Column("Change", "number")]
    rows = []
    for status in statuses:
        row = [text(_named(status)), marked(Mark(status, four_point)), count(now.counts[status])]
        if before is not None:
            row += [count(before.counts[status]), change(now.counts[status] - before.counts[status])]
        rows.append(tuple(row))
    return Table(table_id, caption, tuple(columns), tuple(rows))


def counts_columns(groups: Mapping[str, Rollup]) -> list[Status]:
    """The statuses that occur in any of several roll-ups."""
    return [s for s in ORDER if any(rollup.counts[s] for rollup in groups.values())]


def _named(status: Status) -> str:
    """A status with its meaning: “Amber: behind”."""
    said, meaning = status.value, status.meaning
    return said.capitalize() if said == meaning else f"{said.capitalize()}: {meaning}"


def _counted(rollup: Rollup) -> Iterator[str]:
    """The counts in words, best first: “98 are complete”, “158 green”, “2 without a report”."""
    verb = True
    for status in ORDER:
        number = rollup.counts[status]
        if number:
            is_are = ("is " if number == 1 else "are ") if verb else ""
            yield f"{number:,} {is_are}{status_words(status)}"
            verb = False
