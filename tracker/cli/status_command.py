"""``tracker status``: the board as text, JSON or CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option
from tracker.cli.session import Moment, Session, day_of, instant_of

if TYPE_CHECKING:
    from tracker.domain.when import When


@click.command(name="status")
@click.option(
    "--as-of",
    type=Moment(),
    help="The day to judge: a date, last-council, council:DATE [today, at most the plan's last due date].",
)
@click.option(
    "--known-at",
    type=Moment(),
    help="Only what was known by the end of this day, named likewise (UTC) [now].",
)
@click.option(
    "--by", type=click.Choice(["force", "commitment", "region"]), default="force", show_default=True
)
@click.option("--force", "force_name", help="One force only: slug, name, alias or unambiguous start.")
@click.option("--commitment", "commitment_name", help="One commitment only: id or unambiguous start.")
@click.option(
    "--original", is_flag=True, help="Judge re-baselined cells against what was first recorded for them."
)
@click.option(
    "--figures", is_flag=True, help="Estimates and forecasts of the commitments as well; not in CSV."
)
@format_option
@click.pass_obj
def command(
    session: Session,
    as_of: When | None,
    known_at: When | None,
    by: str,
    force_name: str | None,
    commitment_name: str | None,
    original: bool,
    figures: bool,
    form: str,
) -> None:
    """Print the board: every force against every commitment.

    \b
    Examples:
      tracker status
      tracker status --by commitment --as-of 2015-09-30
      tracker status --force kent --format json
      tracker status --as-of 2018-09-30 --known-at 2019-02-01
      tracker status --as-of last-council --known-at last-council
      tracker status --original
      tracker status --by commitment --figures
    """
    from tracker.cli import status_text

    if figures and form == "csv":
        raise click.UsageError("CSV holds the cells alone: “tracker figures --format csv” has the figures.")
    with session.open() as workspace:
        board = workspace.board(day_of(workspace, as_of), instant_of(workspace, known_at))
        force = commitment = None
        if force_name or commitment_name:
            from tracker.domain.names import commitment_named, force_named

            force = force_named(board.plan, force_name) if force_name else None
            commitment = commitment_named(board.plan, commitment_name) if commitment_name else None
        wanted = [c.id for c in board.plan.commitments] if figures else []
        if commitment is not None and force is None and form == "table":
            wanted = [commitment.id]
        borne = workspace.figures(wanted, board.as_of, board.known_at) if wanted else {}
    if original:
        board = board.under_original()
    if form == "table":
        status_text.print_status(board, by, force, commitment)
        status_text.print_figures(board, borne)
        return
    from tracker.cli.output import print_csv, print_json
    from tracker.cli.status_json import board_record
    from tracker.domain.cell_record import CELL_KEYS, cell_record

    cells = status_text.chosen(board, force, commitment)
    if form == "json":
        print_json(board_record(board, cells, borne if figures else None))
    else:
        print_csv(CELL_KEYS, (cell_record(board, cell) for cell in cells))
