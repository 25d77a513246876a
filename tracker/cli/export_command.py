"""``tracker export``: the whole ledger as plain files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.progress import progress
from tracker.domain.words import plural, shown

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(name="export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def command(session: Session, folder: Path) -> None:
    """Write the whole ledger and every plan version as CSV and YAML into the folder DIR.

    All of it or nothing, and nothing is overwritten. A README in the folder says what each file holds.

    \b
    Examples:
      tracker export tracker-2016-01-20
      tracker --db again.db init --from-export tracker-2016-01-20
    """
    with session.open() as workspace, progress("Exporting") as tell:
        made = workspace.export(folder, tell)
    entries = plural(made.entries, "entry", "entries")
    click.echo(f"{shown(str(folder))}: {entries} in {plural(made.files, 'file')}.")
    click.echo(f"Head: {made.head}")
