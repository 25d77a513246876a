"""``tracker init``: make a database with the first version of a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.domain.plan import NATIONAL
from tracker.domain.words import plural

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(name="init")
@click.argument("plan_file", metavar="PLAN.yaml", type=click.Path(path_type=Path))
@click.pass_obj
def command(session: Session, plan_file: Path) -> None:
    """Make a new database and record PLAN.yaml in it as version 1.

    \b
    Example:
      tracker --db kent.db init plans/child-protection-2015.yaml
    """
    from tracker.workspace import Workspace

    with Workspace.create(session.db, plan_file, session.user) as workspace:
        plan, _, _ = workspace.plan()
    click.echo(
        f"{session.db} holds “{plan.title}”, version 1: {plural(len(plan.commitments), 'commitment')}, "
        f"{plural(sum(f.slug != NATIONAL for f in plan.forces), 'force')}.",
        err=True,
    )
