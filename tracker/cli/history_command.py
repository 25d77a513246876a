"""``tracker history``: everything that was recorded, redacted, taken in or planned, newest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option, print_csv, print_json
from tracker.cli.session import Moment, day_of, instant_of
from tracker.cli.sources import give_back, list_sources, source_words
from tracker.domain.history_filter import EntryKind, HistoryFilter
from tracker.domain.names import commitment_named, force_named

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.domain.when import When

#: So many entries of a table are printed where --limit does not say.
_SCREENFUL = 50


@click.command(name="history")
@click.argument("force", required=False)
@click.argument("commitment", required=False)
@click.option("--as-of", type=Moment(), help="Only updates as at this day or before: a date or council.")
@click.option("--known-at", type=Moment(), help="Only what was known by the end of this day, named likewise.")
@click.option("--since", type=Moment(), help="Only what was recorded on this day or later.")
@click.option("--until", type=Moment(), help="Only what was recorded on this day or before.")
@click.option("--by", "author", help="Only what was recorded by authors with this in their name.")
@click.option(
    "--text", help="Only where these words stand: notes, causes, actions, evidence, reasons, titles."
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([kind.value for kind in EntryKind]),
    multiple=True,
    help="Only entries of this kind; may be given more than once.",
)
@click.option("--limit", type=click.IntRange(min=1), help="At most so many entries.")
@click.option("--sources", is_flag=True, help="List the files that were taken in instead.")
@click.option("--source", help="Only what came from this file: its name, or the start of its SHA-256.")
@click.option(
    "--save",
    type=click.Path(path_type=Path),
    help="With --source: give the file back as it came, under this name.",
)
@format_option
@click.pass_obj
def command(
    session: Session,
    force: str | None,
    commitment: str | None,
    as_of: When | None,
    known_at: When | None,
    since: When | None,
    until: When | None,
    author: str | None,
    text: str | None,
    kinds: tuple[str, ...],
    limit: int | None,
    sources: bool,
    source: str | None,
    save: Path | None,
    form: str,
) -> None:
    """Show what was recorded, by whom and when, newest first; of one FORCE and COMMITMENT where named.

    \b
    Examples:
      tracker history
      tracker history kent offenders-pursued
      tracker history --kind plan --kind correction --since last-council
      tracker history kent --known-at council:2015-07-16
      tracker history --text "new team" --by "Kent lead"
      tracker history --source kent-2015-09-30.xlsx --save as-it-came.xlsx
    """
    if save is not None and source is None:
        raise click.UsageError("--save goes with --source: which file is to be given back?")
    if sources:
        list_sources(session, form)
        return
    most = limit or (_SCREENFUL if form == "table" else None)
    with session.open() as workspace:
        taken = workspace.import_named(source) if source else None
        if taken is not None and save is not None:
            give_back(workspace, taken, save)
            return
        plan = workspace.whole_plan()
        wanted = HistoryFilter(
            force=force_named(plan, force).slug if force else None,
            commitment=commitment_named(plan, commitment).id if commitment else None,
            author=author,
            source=taken.source.sha256 if taken else None,
            words=tuple(text.split()) if text else (),
            since=day_of(workspace, since),
            until=day_of(workspace, until),
            kinds=frozenset(map(EntryKind, kinds)),
            known_at=instant_of(workspace, known_at),
            as_of=day_of(workspace, as_of),
            limit=most,
        )
        entries = workspace.history(wanted)
    if form != "table":
        from tracker.cli.history_json import ROW_KEYS, row_record

        rows = map(row_record, entries)
        if form == "json":
            print_json(list(rows))
        else:
            print_csv(ROW_KEYS, rows)
        return
    if taken is not None:
        click.echo(source_words(taken) + "\n")
    if not entries:
        click.echo(
            "Nothing recorded yet." if wanted == HistoryFilter(limit=most) else "Nothing recorded that fits."
        )
        return
    from tracker.cli.history_text import history_table

    click.echo(history_table(entries, plan))
    if limit is None and len(entries) == most:
        click.echo(f"The newest {most}; --limit shows more.", err=True)
