"""``tracker due``: which returns are missing or late, and reminders for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option
from tracker.cli.session import Moment, Session, day_of, instant_of

if TYPE_CHECKING:
    from tracker.domain.due import DueGroup, DueList
    from tracker.domain.when import When
    from tracker.workspace import Workspace


@click.command(name="due")
@click.option("--on", type=Moment(), help="The day to stand on [today, or the day of --known-at].")
@click.option("--known-at", type=Moment(), help="Only what was known by the end of this day (UTC) [now].")
@click.option(
    "--by",
    type=click.Choice(["force", "region", "commitment", "return"]),
    default="force",
    show_default=True,
    help="One line for each of these.",
)
@click.option("--all", "with_all", is_flag=True, help="Forces with nothing missing too.")
@click.option("--force", "force_name", help="One force only: slug, name, alias or unambiguous start.")
@click.option("--region", "region_name", help="The forces of one region only: its name or start.")
@click.option(
    "--letters",
    "folder",
    type=click.Path(path_type=Path),
    help="Write a reminder for each force with returns missing, and merge.csv, into this folder.",
)
@click.option(
    "--contacts",
    type=click.Path(path_type=Path),
    help="A CSV force,mailbox with the role mailboxes to write to.",
)
@format_option
@click.pass_obj
def command(
    session: Session,
    on: When | None,
    known_at: When | None,
    by: str,
    with_all: bool,
    force_name: str | None,
    region_name: str | None,
    folder: Path | None,
    contacts: Path | None,
    form: str,
) -> None:
    """Say which returns are missing, how late, and how well everybody reports.

    Rates are over the last four periods that have fallen due. A value counts from the day it came.

    \b
    Examples:
      tracker due
      tracker due --on 2015-10-25 --by region
      tracker due --force kent --by return
      tracker due --letters reminders --contacts mailboxes.csv
    """
    if contacts and not folder:
        raise click.UsageError("--contacts says where --letters go: give --letters DIR as well.")
    if force_name and region_name:
        raise click.UsageError("--force and --region: give one of them.")
    with session.open() as workspace:
        due = workspace.due(day_of(workspace, on), instant_of(workspace, known_at))
        chosen = _chosen(due, force_name, region_name)
        if folder:
            _write_letters(workspace, due, list(chosen), folder, contacts)
    if form == "table":
        from tracker.cli import due_text

        every = with_all or force_name is not None
        name = _narrowed(due, chosen)
        due_text.print_due(due, chosen, by, today=workspace.today, with_all=every, name=name)
        return
    from tracker.cli.due_json import HEADS, due_record, rows
    from tracker.cli.output import print_csv, print_json

    if form == "json":
        print_json(due_record(due, chosen))
    else:
        print_csv(HEADS[by], rows(due, chosen, by))


def _chosen(due: DueList, force_name: str | None, region_name: str | None) -> dict[str, DueGroup]:
    """The forces that the options leave, in the list's order."""
    if force_name:
        from tracker.domain.names import force_named

        slugs = {force_named(due.plan, force_name).slug}
    elif region_name:
        from tracker.domain.names import region_named

        region = region_named(due.plan, region_name)
        slugs = {force.slug for force in due.plan.forces if force.region == region}
    else:
        return dict(due.by_force)
    return {slug: group for slug, group in due.by_force.items() if slug in slugs}


def _narrowed(due: DueList, chosen: dict[str, DueGroup]) -> str | None:
    """The name of what was chosen, where it is not the whole plan."""
    if len(chosen) == len(due.by_force):
        return None
    if len(chosen) == 1:
        return due.forces[next(iter(chosen))].name
    return due.forces[next(iter(chosen))].region


def _write_letters(
    workspace: Workspace, due: DueList, forces: list[str], folder: Path, contacts: Path | None
) -> None:
    from tracker.domain.words import day_words, plural, shown

    if due.on > workspace.today:
        raise click.UsageError(
            f"{day_words(due.on)} is still to come, and a reminder for it would say what is not so: "
            "write letters on the day, or for a day that has passed."
        )
    written = workspace.write_letters(due, forces, folder, contacts)
    if not written.letters:
        click.echo("Nothing is missing: no letter was written.", err=True)
        return
    letters = plural(len(written.letters), "letter")
    click.echo(f"{letters} and merge.csv written to {shown(str(folder))}.", err=True)
    without = written.without_mailbox
    if contacts and without:
        click.echo(f"No mailbox is known for {', '.join(without)}.", err=True)
