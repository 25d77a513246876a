"""``tracker report``: the status report for a council, a region or a force, in one format or several."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.session import Day, Moment
from tracker.domain.words import shown

if TYPE_CHECKING:
    from datetime import date

    from tracker.cli.session import Session
    from tracker.domain.when import When
    from tracker.reports.formats import Format


class Formats(click.ParamType["list[Format]"]):
    """Names of formats, separated by commas."""

    name = "formats"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> list[Format]:
        """The formats named, each once, or a sentence with all there are."""
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
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    help="An office's own Word document, for its letterhead and styles in docx.",
)
@click.option("--overwrite", is_flag=True, help="Write over files that exist there.")
@click.option(
    "--publish",
    type=click.Choice(["rounded", "threshold"]),
    is_flag=False,
    flag_value="rounded",
    help="For the public: small counts withheld, others rounded [rounded]; or exact above a threshold.",
)
@click.option("--marking", help="The marking of what is published, in place of the plan's.")
@click.option(
    "--again", "again", metavar="HASH", help="An issued report once more, from what was kept of it."
)
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
    template: Path | None,
    overwrite: bool,
    publish: str | None,
    marking: str | None,
    again: str | None,
) -> None:
    """Make the status report that goes to a council.

    Without --out it is printed. With --out every file is written, or none is, and the report is kept, so that
    it can be made again.

    \b
    Examples:
      tracker report
      tracker report --council 2016-01-20 --format md,json --out papers
      tracker report --council 2016-01-20 --region "South East" --format md
      tracker report --as-of 2015-09-30 --each-force --format md --out pages
      tracker report --council 2016-01-20 --publish --marking "NOT PROTECTIVELY MARKED" --format md
      tracker report --council 2016-01-20 --ask "Agree the dates in section 6" --agenda-item 4.2
      tracker report --again 3f9a0c1d2b7e --format md --out papers
    """
    from tracker.cli.report_files import print_report, tell_again, tell_written, write_reports
    from tracker.reports.order import ReportOrder
    from tracker.reports.subjects import disclosure_named, subjects_named

    _refuse_misuse(council, as_of, formats, folder, template, overwrite=overwrite)
    if marking is not None and not (publish and marking.strip()):
        raise click.UsageError("--marking names the marking of a published paper: give --publish as well.")
    if again:
        _refuse_beside_again(click.get_current_context())
    with session.open() as workspace:
        if again:
            found = workspace.report_again(again)
            tell_again(found)
            reports, order = [found.report], None
        else:
            look = workspace.report_look(council, as_of, known_at)
            order = ReportOrder(
                look=look,
                council=look.as_of if council else None,
                subjects=subjects_named(
                    workspace.plan(look.known_at)[0], regions, forces, each_force=each_force
                ),
                created=created,
                asks=asks,
                agenda_item=agenda_item,
                publish=disclosure_named(publish) if publish else None,
                marking=marking,
            )
            reports = workspace.reports(order)
        if folder is None:
            print_report(reports, formats)
            return
        with write_reports(reports, formats or [], folder, template, overwrite=overwrite):
            kept = workspace.keep_reports(order, reports) if order else []
    tell_written(reports, formats or [], folder, kept)


def _refuse_beside_again(context: click.Context) -> None:
    """What a report was made of is kept: only where it goes, and in which formats, can be asked."""
    default = click.core.ParameterSource.DEFAULT
    for option in context.command.params:
        is_given = context.get_parameter_source(option.name or "") is not default
        if is_given and option.name not in ("again", "formats", "folder", "overwrite", "template"):
            raise click.UsageError(f"--again makes the report as it was issued: leave out {option.opts[0]}.")


def _refuse_misuse(
    council: When | None,
    as_of: When | None,
    formats: list[Format] | None,
    folder: Path | None,
    template: Path | None,
    *,
    overwrite: bool,
) -> None:
    if council and as_of:
        raise click.UsageError("--council and --as-of: give one of them.")
    if folder and not formats:
        raise click.UsageError("Say which files to write: --format md, or several as --format md,json.")
    if template and "docx" not in [form.name for form in formats or []]:
        raise click.UsageError("--template is for Word documents: give --format docx as well.")
    if overwrite and not folder:
        raise click.UsageError("--overwrite says what happens to files in --out DIR: give that as well.")
    if folder is None and formats:
        if len(formats) > 1:
            raise click.UsageError("Several formats are written to files: give --out DIR as well.")
        if not formats[0].is_text:
            raise click.UsageError(f"{formats[0].name} cannot be printed: give --out DIR as well.")
