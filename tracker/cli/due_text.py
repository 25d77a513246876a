"""Missing returns as text: by force, by region, by commitment, or one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.output import Text, table, terminal_width
from tracker.domain.due import DueGroup
from tracker.domain.due_words import (
    answer_words,
    last_words,
    missing_words,
    rate_words,
    share_words,
    standing_words,
    totals,
)
from tracker.domain.words import day_words, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from tracker.domain.due import DueCell, DueList, Missing


def print_due(
    due: DueList,
    chosen: Mapping[str, DueGroup],
    by: str,
    *,
    today: date,
    with_all: bool = False,
    name: str | None = None,
) -> None:
    """Print the heading and the table that was asked for; ``name`` where it is of some forces alone."""
    group = DueGroup("", tuple(cell for one in chosen.values() for cell in one.cells))
    for line in heading(due, today):
        click.echo(_wrapped(line))
    if name:
        click.echo(_wrapped(totals(due, group, shown(name))))
    if by == "force":
        words = _by_force(due, chosen, with_all=with_all)
    else:
        body = {"region": _by_region, "commitment": _by_commitment, "return": _by_return}
        words = body[by](due, chosen)
    if words:
        click.echo()
        click.echo(words)


def heading(due: DueList, today: date) -> Iterator[str]:
    """The plan, the day, what is known, and the sentence of the totals."""
    plan = due.plan
    yield f"{shown(plan.title)}  [{shown(plan.marking)}]"
    if plan.illustrative:
        yield "ILLUSTRATIVE DATA: the updates of this plan are made up and are not real returns."
    known = "now" if due.known_at is None else f"at {day_words(due.known_at.date())}"
    version = f"plan version {due.plan_version}"
    if due.before_first_version:
        version += " (the plan was not yet recorded then: its first version stands in)"
    yield f"On {day_words(due.on)} · known {known} · {version}"
    if due.on > today:
        yield f"{day_words(due.on)} is still to come: this is what would be missing if nothing more came."
    yield totals(due)
    if due.last_due_on is not None:
        yield f"The plan's last return was due by {day_words(due.last_due_on)}: no further one is expected."


def _wrapped(line: str) -> str:
    import textwrap

    return textwrap.fill(line, max(terminal_width(), 40), break_on_hyphens=False)


def _by_force(due: DueList, chosen: Mapping[str, DueGroup], *, with_all: bool) -> str:
    """The forces with something missing, and below each what; the others where they were asked for."""
    groups = [group for group in chosen.values() if group.missing or with_all]
    if not groups:
        return ""
    rows = [
        [
            due.forces[group.key].name,
            standing_words(group),
            f"{group.days_late:,}" if group.missing else "",
            last_words(group),
            rate_words(group.rate),
            share_words(group.rate.on_time_rate),
        ]
        for group in groups
    ]
    head = ["Force", "Stands", "Days late", "Last as at", "Reported", "On time"]
    words = table(head, rows, right=frozenset({2, 5}), notes=[missing_words(group) for group in groups])
    rest = len(chosen) - len(groups)
    return (
        f"{words}\n\n{plural(rest, 'other')} with nothing missing: --all lists them too." if rest else words
    )


def _groups_table(first: str, cells: Mapping[str, Sequence[DueCell]]) -> str:
    head = [first, "Missing", "Silent", "Never", "Reported", "On time"]
    groups = [DueGroup(key, tuple(own)) for key, own in cells.items() if own]
    lines: list[list[str | Text]] = [
        [
            group.key,
            f"{group.counts.missing} of {group.counts.expected}"
            if group.counts.expected
            else _national(group),
            str(group.counts.silent),
            str(group.counts.never),
            rate_words(group.rate),
            share_words(group.rate.on_time_rate),
        ]
        for group in groups
    ]
    return table(head, lines, right=frozenset({2, 3, 5}))


def _national(group: DueGroup) -> str:
    if group.national_is_missing:
        return "missing"
    return "all in" if group.has_fallen_due else "not due"


def _by_region(due: DueList, chosen: Mapping[str, DueGroup]) -> str:
    regions = {due.forces[slug].region for slug in chosen}
    cells: dict[str, list[DueCell]] = {region: [] for region in due.by_region if region in regions}
    for slug, group in chosen.items():
        cells[due.forces[slug].region] += group.cells
    return _groups_table("Region", cells)


def _by_commitment(due: DueList, chosen: Mapping[str, DueGroup]) -> str:
    cells: dict[str, list[DueCell]] = {commitment: [] for commitment in due.by_commitment}
    for group in chosen.values():
        for cell in group.cells:
            cells[cell.commitment].append(cell)
    return _groups_table("Commitment", cells)


def _by_return(due: DueList, chosen: Mapping[str, DueGroup]) -> str:
    """Every missing return, and below it what was answered in a value's place."""
    missing = [one for group in chosen.values() for one in group.missing]
    if not missing:
        return ""
    head = ["Force", "Commitment", "Period", "Due by", "Days", "Stands"]
    notes = [[answer_words(one)] if one.answer else [] for one in missing]
    return table(head, [_return_row(due, one) for one in missing], right=frozenset({4}), notes=notes)


def _return_row(due: DueList, one: Missing) -> list[str]:
    return [
        due.forces[one.force].name,
        one.commitment,
        one.period.label(),
        day_words(one.due_on),
        f"{one.days_late:,}",
        one.lateness.value,
    ]
