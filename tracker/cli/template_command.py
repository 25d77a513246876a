"""``tracker template``: the workbooks to send to the forces."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option, print_csv, print_json
from tracker.cli.session import Moment, day_of
from tracker.domain.words import plural, shown

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.domain.when import When
    from tracker.returns.template_form import ReturnForm

_HEAD = ("force", "file", "period_start", "period_end", "asked")


@click.command(name="template")
@click.argument("forces", metavar="[FORCE]...", nargs=-1)
@click.option(
    "--out",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder for the workbooks; it is made when it is missing.",
)
@click.option(
    "--on",
    type=Moment(),
    help="Ask for the latest period that has ended on this day [today, at most the plan's end].",
)
@format_option
@click.pass_obj
def command(session: Session, forces: tuple[str, ...], out: Path, on: When | None, form: str) -> None:
    """Write a return workbook (XLSX) for each FORCE to fill in; without a name, for every force.

    A file that exists is never overwritten: then nothing is written at all. The commitments of national
    scope have a workbook of their own, of the force "national".

    \b
    Examples:
      tracker template --out returns-q2
      tracker template kent essex --out returns-q2 --on 2015-10-01
    """
    from tracker.domain.names import force_named

    with session.open() as workspace:
        plan, _, _ = workspace.plan()
        asked = workspace.templates([force_named(plan, name).slug for name in forces], day_of(workspace, on))
    _write(asked, out)
    rows = [_row(each, out) for each in asked]
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(_HEAD, rows)
    else:
        _tell(asked, out, are_all=not forces)


def _write(asked: list[ReturnForm], out: Path) -> None:
    from tracker.cli.progress import progress
    from tracker.newfiles import NewFiles

    with NewFiles(out, [form.file_name for form in asked]) as files, progress("Writing workbooks") as told:
        for done, form in enumerate(asked, 1):
            files.add(form.file_name, form.workbook())
            if told:
                told(done, len(asked))


def _tell(asked: list[ReturnForm], out: Path, *, are_all: bool) -> None:
    from tracker.domain.calendar import period_words
    from tracker.domain.plan import NATIONAL

    first = asked[0]
    click.echo(
        f"{plural(len(asked), 'workbook')} for the period {period_words(first.period)} in {shown(str(out))}."
    )
    bodies = [force for force in first.plan.forces if force.slug != NATIONAL]
    with_one = {form.force.slug for form in asked}
    if are_all:
        without = [force.name for force in bodies if force.slug not in with_one]
        if without:
            click.echo(f"Nothing to report, and no workbook: {', '.join(without)}.", err=True)
        if len(bodies) < len(first.plan.forces):
            how = f"tracker template {NATIONAL} --out DIR"
            click.echo(f"The national commitments have a workbook of their own: {how}", err=True)


def _row(form: ReturnForm, out: Path) -> dict[str, object]:
    return {
        "force": form.force.slug,
        "file": str(out / form.file_name),
        "period_start": form.period.start.isoformat(),
        "period_end": form.period.end.isoformat(),
        "asked": len(form.asked),
    }
