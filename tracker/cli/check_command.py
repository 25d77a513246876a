"""``tracker check``: read a plan file, and say what was understood or everything that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option, print_csv, print_json, table
from tracker.domain.plan import NATIONAL, Scope
from tracker.domain.words import day_words, number, plural, quantity, shown

if TYPE_CHECKING:
    from tracker.domain.plan import Commitment

_HEAD = ("commitment", "kind", "direction", "scope", "forces", "baseline", "target", "due", "reporting")


@click.command(name="check")
@click.argument("plan_file", metavar="PLAN.yaml", type=click.Path(path_type=Path))
@format_option
def command(plan_file: Path, form: str) -> None:
    """Check PLAN.yaml: print what it was understood to say, or every error with its line and column.

    \b
    Example:
      tracker check plans/officer-strength.yaml
    """
    from tracker.workspace import check_plan

    read = check_plan(plan_file)
    plan = read.plan
    rows = [_row(commitment) for commitment in plan.commitments]
    if form == "json":
        print_json({"plan": plan.id, "title": plan.title, "commitments": rows, "notes": list(read.notes)})
        return
    if form == "csv":
        print_csv(_HEAD, rows)
        return
    forces = sum(force.slug != NATIONAL for force in plan.forces)
    click.echo(f"{shown(plan.title)}  [{shown(plan.marking)}]")
    click.echo(
        f"{plural(len(plan.commitments), 'commitment')}, {plural(forces, 'force')}, "
        f"{plan.reporting.value} returns due {plural(plan.due_after, 'day')} after each period; "
        f"{day_words(plan.starts)} to {day_words(plan.ends)}; {plural(len(plan.councils), 'council')}."
    )
    if rows:
        click.echo("\n" + table(_HEAD, [[str(row[name]) for name in _HEAD] for row in rows]))
    for note in read.notes:
        click.echo(f"Note: {shown(note)}")


def _row(commitment: Commitment) -> dict[str, object]:
    return {
        "commitment": commitment.id,
        "kind": commitment.measure.kind.value,
        "direction": commitment.measure.direction.value,
        "scope": commitment.scope.value,
        "forces": len(commitment.forces) if commitment.scope is Scope.FORCE else "national",
        "baseline": _span(commitment, list(commitment.baselines.values())),
        "target": _span(commitment, list(commitment.targets.values())),
        "due": commitment.due.isoformat(),
        "reporting": commitment.reporting.value,
    }


def _span(commitment: Commitment, values: list[float]) -> str:
    """The one number, or the range and the sum of the forces' numbers."""
    if not values:
        return ""
    kind = commitment.measure.kind
    if min(values) == max(values):
        return quantity(values[0], kind)
    return f"{quantity(min(values), kind)} to {quantity(max(values), kind)}, sum {number(sum(values))}"
