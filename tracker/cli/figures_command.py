"""``tracker figures``: what the numbers can bear, each figure with what it means and what it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import click

from tracker.cli.output import format_option
from tracker.cli.session import Moment, Session, day_of, instant_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.domain.board import Board
    from tracker.domain.force import Force
    from tracker.domain.plan import Commitment
    from tracker.domain.statistics.figures import Figure
    from tracker.domain.when import When
    from tracker.workspace import Workspace

#: The figures of each commitment, in the plan's order.
Found: TypeAlias = "list[tuple[Commitment, Sequence[Figure]]]"

_CSV = ("force", "commitment", "figure", "sentence", "means", "does_not_mean", "source")


@click.command(name="figures")
@click.argument("commitment_name", metavar="[COMMITMENT]", required=False)
@click.option("--force", "force_name", help="One force over time, in place of all forces together.")
@click.option("--as-of", type=Moment(), help="The day to look from: a date, last-council [as in status].")
@click.option("--known-at", type=Moment(), help="Only what was known by the end of this day (UTC) [now].")
@format_option
@click.pass_obj
def command(
    session: Session,
    commitment_name: str | None,
    force_name: str | None,
    as_of: When | None,
    known_at: When | None,
    form: str,
) -> None:
    """Say what the numbers can bear: estimates, variation, consistency, forecasts.

    Of one commitment or of all, over all forces together or with --force of one force. Milestones have no
    figures. docs/statistics.md has each method, and when not to use it.

    \b
    Examples:
      tracker figures
      tracker figures officer-strength --as-of 2018-09-30
      tracker figures officer-strength --force kent --format json
    """
    from tracker.domain.names import commitment_named, force_named

    with session.open() as workspace:
        board = workspace.board(day_of(workspace, as_of), instant_of(workspace, known_at))
        plan = board.plan
        force = force_named(plan, force_name) if force_name else None
        one = commitment_named(plan, commitment_name) if commitment_name else None
        found = _found(workspace, board, [one] if one else plan.commitments, force)
    if form == "json":
        _print_json(board, force, found)
    elif form == "csv":
        _print_csv(force, found)
    else:
        _print_text(board, force, found)


def _found(workspace: Workspace, board: Board, wanted: Sequence[Commitment], force: Force | None) -> Found:
    """The figures of each commitment; those that a force is not asked for are left out."""
    if force is None:
        of = workspace.figures([c.id for c in wanted], board.as_of, board.known_at)
        return [(c, of[c.id]) for c in wanted]
    from tracker.domain.statistics.figures import cell_figures

    return [
        (c, cell_figures(workspace.cell(force.slug, c.id, board.as_of, board.known_at)))
        for c in wanted
        if force.slug in c.forces
    ]


def _print_json(board: Board, force: Force | None, found: Found) -> None:
    from tracker.cli.output import print_json
    from tracker.domain.cell_record import iso_instant
    from tracker.domain.statistics.figure_record import figure_record

    print_json(
        {
            "plan": board.plan.id,
            "title": board.plan.title,
            "plan_version": board.plan_version,
            "marking": board.plan.marking,
            "illustrative": board.plan.illustrative,
            "as_of": board.as_of.isoformat(),
            "known_at": iso_instant(board.known_at),
            "force": force.slug if force else None,
            "commitments": [
                {"commitment": c.id, "figures": [figure_record(f) for f in figures]} for c, figures in found
            ],
        }
    )


def _print_csv(force: Force | None, found: Found) -> None:
    from tracker.cli.output import print_csv
    from tracker.domain.statistics.figure_record import figure_record

    def rows() -> Iterator[dict[str, Any]]:
        for commitment, figures in found:
            for figure in figures:
                first = {"force": force.slug if force else "", "commitment": commitment.id}
                yield first | figure_record(figure)

    print_csv(_CSV, rows())


def _print_text(board: Board, force: Force | None, found: Found) -> None:
    from tracker.cli.output import wrapped
    from tracker.cli.status_text import heading
    from tracker.domain.words import shown

    click.echo("\n".join(heading(board)))
    if force is not None:
        click.echo(f"{shown(force.name)} over time.")
    if not any(figures for _, figures in found):
        click.echo("\nNo figures: milestones have states, not numbers.")
    for commitment, figures in found:
        if figures:
            click.echo(f"\n{shown(commitment.title)}")
        for figure in figures:
            click.echo(wrapped(f"{figure.name}: {figure.sentence}", "  ", "    "))
            if figure.is_given:
                means = f"{figure.method.means} {figure.method.does_not_mean}"
                click.echo(wrapped(means, "      ", "      "))
