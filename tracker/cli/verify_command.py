"""``tracker verify``: prove that the ledger is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option, print_csv, print_json
from tracker.cli.progress import progress
from tracker.domain.errors import RefusedError
from tracker.domain.words import plural

if TYPE_CHECKING:
    from tracker.cli.session import Session


@click.command(name="verify")
@click.option(
    "--head", metavar="HASH", help="A head printed on a paper: prove that it still stands in the chain."
)
@format_option
@click.pass_obj
def command(session: Session, head: str | None, form: str) -> None:
    """Check the database, every hash and the chain, every plan version and every issued report.

    Exit code 1 says that something does not hold, and the messages say where.

    \b
    Examples:
      tracker verify
      tracker verify --head 3f9a0c1d2b7e
    """
    with session.open() as workspace, progress("Checking") as tell:
        result = workspace.verify(head, tell)
    record = {
        "ok": result.ok,
        "entries": result.entries,
        "head": result.head,
        "head_found_at": result.head_found_at,
        "problems": list(result.problems),
    }
    if form == "json":
        print_json(record)
    elif form == "csv":
        print_csv(tuple(record), [{**record, "problems": " ".join(result.problems)}])
    elif result.ok:
        click.echo(f"The ledger is whole: {plural(result.entries, 'entry', 'entries')}, every hash holds.")
        click.echo(f"Head: {result.head}")
        if result.head_found_at is not None:
            click.echo(f"The head asked for is ledger number {result.head_found_at}: what it proves stands.")
    if not result.ok:
        raise RefusedError(result.problems)
