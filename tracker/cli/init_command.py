"""``tracker init``: make a database with the first version of a plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.domain.plan import NATIONAL
from tracker.domain.words import plural, shown

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(name="init")
@click.argument("plan_file", metavar="[PLAN.yaml]", required=False, type=click.Path(path_type=Path))
@click.option(
    "--from-export",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Instead of a plan: make the database from what “tracker export” wrote into this folder.",
)
@click.pass_obj
def command(session: Session, plan_file: Path | None, folder: Path | None) -> None:
    """Make a new database and record PLAN.yaml in it as version 1.

    \b
    Examples:
      tracker --db kent.db init plans/child-protection-2015.yaml
      tracker --db kent.db init --from-export kent-export
    """
    from tracker.workspace import Workspace

    if plan_file is not None and folder is None:
        with Workspace.create(session.db, plan_file, session.user) as workspace:
            plan, _, _ = workspace.plan()
        session.tell_of_place()
        forces = sum(force.slug != NATIONAL for force in plan.forces)
        click.echo(
            f"{shown(str(session.db))} holds “{shown(plan.title)}”, version 1: "
            f"{plural(len(plan.commitments), 'commitment')}, {plural(forces, 'force')}.",
            err=True,
        )
    elif folder is not None and plan_file is None:
        with Workspace.create_from_export(session.db, folder, session.user) as workspace:
            entries, head = workspace.head()
        session.tell_of_place()
        whole = f"{plural(entries, 'entry', 'entries')}, every hash holds."
        click.echo(f"{shown(str(session.db))}: {whole}", err=True)
        click.echo(f"Head: {head}", err=True)
    else:
        raise click.UsageError("Name a plan file, or a folder with --from-export: one of the two.")
