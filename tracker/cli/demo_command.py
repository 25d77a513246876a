"""``tracker demo``: a workspace with the shipped plans and their data, and the board on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.domain.words import shown

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(name="demo")
@click.argument("plan", default="officer-strength")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("tracker-demo"),
    show_default=True,
    help="The folder for the demo's databases.",
)
@click.pass_obj
def command(session: Session, plan: str, into: Path) -> None:
    """Load the shipped plans with their data, and open the board on PLAN.

    PLAN is officer-strength (real figures of 43 forces), officer-uplift (real) or child-protection-2015
    (real commitments, illustrative updates). Without a terminal the status is printed.

    \b
    Examples:
      tracker demo
      tracker demo child-protection-2015 --into /tmp/demo
    """
    from tracker.shipped import demo_named, make_demos

    wanted = demo_named(plan)
    made = {
        demo.name: path for demo, path in make_demos(into, session.user, lambda s: click.echo(s, err=True))
    }
    database = made[wanted.name]
    click.echo(f"Opening {wanted.name}: {wanted.about}. Again: tracker --db {shown(str(database))}", err=True)
    replace(session, db=database).open_board_or_print(is_demo=True)
