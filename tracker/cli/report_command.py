"""``tracker report``: the status report for a council, a region or a force, in one format or several."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.session import Day, Moment
from tracker.domain.words import plural, shown

if TYPE_CHECKING:
    from datetime import date

    from tracker.cli.session import Session
    from tracker.domain.plan import Plan
    from tracker.domain.statistics.disclosure import Disclosure
    from tracker.domain.when import When
    from tracker.reports.formats import Format
    from tracker.reports.model import Report
    from tracker.reports.order import Subject


class Formats(click.ParamType["list[Format]"]):
    """Names of formats, separated by commas."""

    name = "formats"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> list[Format]:
        from tracker.reports.formats import FORMATS

        names = list(dict.fromkeys(name.strip().casefold() for name in str(value).split(",")))
        unknown = [name for name in names if name not in FORMATS]
        if unknown:
            self.fail(f"“{shown(unknown[0])}” is not a format: use {', '.join(FORMATS)}.", param, ctx)
        return [FORMATS[name] for name in names]


@click.command(name="report")
@click.option("--council", type=Moment(), help="The council it is for: its day, last-council, next-council.")
@click.option(
    "--as-of", type=Moment(), help="A report on any other day [today, or the plan's last due date]."
)
@click.option(
    "--known-at",
    type=Moment(),
    help="Only what was known by the end of this day (UTC) [the council's day, if past; else now].",
)
@click.option("--region", "regions", multiple=True, help="A paper on one region: its name or start.")
@click.option("--force", "forces", multiple=True, help="A page on one force: slug, name or start.")
@click.option("--each-force", is_flag=True, help="A page on every force, each in files of its own.")
@click.option(
    "--ask", "asks", multiple=True, help="A decision sought, in place of the plan's; may be repeated."
)
@click.option("--agenda-item", help="The number on the agenda, in place of the plan's.")
@click.option(
    "--created", type=Day(), help="The date created of the head block [the council's or as-of day]."
)
@click.option("--format", "formats", type=Formats(), help="One format or several, by commas [text].")
@click.option("--out", "folder", type=click.Path(path_type=Path), help="The folder for the files.")
@click.option("--overwrite", is_flag=True, help="Write over files that exist there.")
@click.option(
    "--publish",
    type=click.Choice(["rounded", "threshold"]),
    is_flag=False,
    flag_value="rounded",
    help="For the public: small counts withheld, others rounded [rounded]; or exact above a threshold.",
)
@click.option("--marking", help="The marking of what is published, in place of the plan's.")
@click.pass_obj
def command(
    session: Session,
    council: When | None,
    as_of: When | None,
    known_at: When | None,
    regions: tuple[str, ...],
    forces: tuple[str, ...],
    each_force: bool,
    asks: tuple[str, ...],
    agenda_item: str | None,
    created: date | None,
    formats: list[Format] | None,
    folder: Path | None,
    overwrite: bool,
    publish: str | None,
    marking: str | None,
) -> None:
    """Make the status report that goes to a council.

    Without --out it is printed. With --out every file is written, or none is.

    \b
    Examples:
      tracker report
      tracker report --council 2016-01-20 --format md,json --out papers
      tracker report --council 2016-01-20 --region "South East" --format md
      tracker report --as-of 2015-09-30 --each-force --format md --out pages
      tracker report --council 2016-01-20 --publish --marking "NOT PROTECTIVELY MARKED" --format md
      tracker report --council 2016-01-20 --ask "Agree the dates in section 6" --agenda-item 4.2
    """
    from tracker.reports.order import ReportOrder

    _refuse_misuse(council, as_of, formats, folder, overwrite=overwrite)
    if marking is not None and not (publish and marking.strip()):
        raise click.UsageError("--marking names the marking of a published paper: give --publish as well.")
    with session.open() as workspace:
        look = workspace.report_look(council, as_of, known_at)
        plan = workspace.plan(look.known_at)[0]
        order = ReportOrder(
            look=look,
            council=look.as_of if council else None,
            subjects=_subjects(plan, regions, forces, each_force=each_force),
            created=created,
            asks=asks,
            agenda_item=agenda_item,
            publish=_disclosure(publish),
            marking=marking,
        )
        reports = workspace.reports(order)
        if folder is None:
            _print(reports, formats)
            return
        _write(reports, formats or [], folder, overwrite=overwrite)
    _tell(reports, formats or [], folder)


def _disclosure(name: str | None) -> Disclosure | None:
    from tracker.domain.statistics.disclosure import Disclosure

    methods = {"rounded": Disclosure.HEALTH_SERVICE, "threshold": Disclosure.THRESHOLD}
    return methods[name] if name else None


def _refuse_misuse(
    council: When | None,
    as_of: When | None,
    formats: list[Format] | None,
    folder: Path | None,
    *,
    overwrite: bool,
) -> None:
    if council and as_of:
        raise click.UsageError("--council and --as-of: give one of them.")
    if folder and not formats:
        raise click.UsageError("Say which files to write: --format md, or several as --format md,json.")
    if overwrite and not folder:
        raise click.UsageError("--overwrite says what happens to files in --out DIR: give that as well.")
    if folder is None and formats:
        if len(formats) > 1:
            raise click.UsageError("Several formats are written to files: give --out DIR as well.")
        if not formats[0].is_text:
            raise click.UsageError(f"{formats[0].name} cannot be printed: give --out DIR as well.")


def _subjects(
    plan: Plan, regions: tuple[str, ...], forces: tuple[str, ...], *, each_force: bool
) -> tuple[Subject, ...]:
    """Whom the reports are about, each once; the plan where nobody is named."""
    from tracker.domain.names import force_named, region_named
    from tracker.domain.plan import NATIONAL
    from tracker.reports.model import Scope
    from tracker.reports.order import Subject

    named = [Subject(Scope.REGION, region_named(plan, name)) for name in regions]
    named += [Subject(Scope.FORCE, force_named(plan, name).slug) for name in forces]
    if each_force:
        named += [Subject(Scope.FORCE, force.slug) for force in plan.forces if force.slug != NATIONAL]
    return tuple(dict.fromkeys(named)) or (Subject(),)


def _print(reports: list[Report], formats: list[Format] | None) -> None:
    from tracker.cli.output import can_draw_signs, terminal_width
    from tracker.reports.formats import FORMATS, Output

    if len(reports) > 1:
        raise click.UsageError("Several reports are written to files: give --format and --out DIR as well.")
    form = formats[0] if formats else FORMATS["text"]
    output = Output(width=max(terminal_width(), 60), has_signs=can_draw_signs())
    click.echo(form.render(reports[0], output).decode(), nl=False)


def _write(reports: list[Report], formats: list[Format], folder: Path, *, overwrite: bool) -> None:
    from tracker.newfiles import NewFiles
    from tracker.reports.file_names import file_name

    asked = [(file_name(report, form), report, form) for report in reports for form in formats]
    is_seen = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    with (
        NewFiles(folder, [name for name, _, _ in asked], overwrite=overwrite) as files,
        click.progressbar(asked, label="Writing", file=sys.stderr, hidden=not is_seen) as steps,
    ):
        for name, report, form in steps:
            files.add(name, form.render(report))


def _tell(reports: list[Report], formats: list[Format], folder: Path) -> None:
    """What was written, and what the head block lacks."""
    from tracker.reports.file_names import file_name

    names = [file_name(report, form) for report in reports for form in formats]
    listed = ", ".join(names) if len(names) <= len(formats) else plural(len(names), "file")
    click.echo(f"Written to {shown(str(folder))}: {listed}")
    unsaid = reports[0].head.unsaid
    if unsaid:
        click.echo(
            f"The head block says nothing of: {', '.join(unsaid)}. The plan file says it under “paper”.",
            err=True,
        )
