"""``tracker backup``: a checked copy of the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.progress import progress
from tracker.domain.words import plural, shown

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(name="backup")
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@click.pass_obj
def command(session: Session, target: Path) -> None:
    """Copy the database to a new FILE, while others may go on writing, and check the copy.

    FILE appears whole or not at all, and nothing is ever overwritten. To restore a backup, make a backup of
    it under the database's name.

    \b
    Examples:
      tracker backup backups/tracker-2016-01-20.db
      tracker --db backups/tracker-2016-01-20.db backup tracker.db
    """
    with session.open() as workspace, progress("Copying") as tell:
        checked = workspace.backup(target, tell)
    click.echo(f"{shown(str(target))}: {plural(checked.entries, 'entry', 'entries')}, every hash holds.")
    click.echo(f"Head: {checked.head}")
