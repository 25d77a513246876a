"""Where a report goes: the terminal, or files that are all written or none; and what is told of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from tracker.domain.words import day_words, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.reports.again import ReportAgain
    from tracker.reports.formats import Format
    from tracker.reports.model import Report


def print_report(reports: list[Report], formats: list[Format] | None) -> None:
    """Print one report in a format that is text."""
    from tracker.cli.output import can_draw_signs, terminal_width
    from tracker.reports.formats import FORMATS, Output

    if len(reports) > 1:
        raise click.UsageError("Several reports are written to files: give --format and --out DIR as well.")
    form = formats[0] if formats else FORMATS["text"]
    output = Output(width=max(terminal_width(), 60), has_signs=can_draw_signs())
    click.echo(form.render(reports[0], output).decode(), nl=False)


@contextmanager
def write_reports(
    reports: list[Report], formats: list[Format], folder: Path, template: Path | None, *, overwrite: bool
) -> Iterator[None]:
    """Write every report in every format, with a bar; see :func:`tracker.reports.written.written`."""
    from tracker.cli.progress import progress
    from tracker.reports.written import written

    with (
        progress("Writing reports") as told,
        written(reports, formats, folder, template=template, overwrite=overwrite, progress=told),
    ):
        yield


def tell_written(reports: list[Report], formats: list[Format], folder: Path, kept: list[str]) -> None:
    """What was written, how it is made again, and what the head block lacks."""
    from tracker.reports.written import file_names, kept_words, unsaid_words

    names = file_names(reports, formats)
    listed = ", ".join(names) if len(names) <= len(formats) else plural(len(names), "file")
    click.echo(f"Written to {shown(str(folder))}: {listed}")
    for words in (kept_words(kept), unsaid_words(reports) if kept else ""):
        if words:
            click.echo(words, err=True)


def tell_again(found: ReportAgain) -> None:
    """When the report was issued, and where one made now would differ."""
    issued = f"Issued on {day_words(found.issued_at.date())} by {shown(found.author)}."
    if not found.differences:
        click.echo(f"{issued} A report made now with the same options is the same.", err=True)
        return
    click.echo(f"{issued} A report made now with the same options would differ:", err=True)
    for difference in found.differences:
        click.echo(f"- {shown(difference)}", err=True)
