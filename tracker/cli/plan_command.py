"""``tracker plan``: the versions of the plan."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option, print_csv, print_json, table
from tracker.domain.words import day_words, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tracker.cli.session import Session
    from tracker.domain.plan_changes import PlanChange
    from tracker.workspace import PlanVersion

_LOG_HEAD = ("version", "recorded_at", "author", "reason", "hash", "seq", "rebaselines", "easier", "changes")
_DIFF_HEAD = ("commitment", "force", "rebaselines", "easier", "text")

#: So many changes of a version are told in the log; “plan diff” tells them all.
_TOLD = 3


@click.group(name="plan")
def command() -> None:
    """Apply a changed plan, and see its versions.

    \b
    Example:
      tracker plan apply plan.yaml --reason "Council of 20 January moved the date"
    """


@command.command(name="apply")
@click.argument("plan_file", metavar="PLAN.yaml", type=click.Path(path_type=Path))
@click.option("--reason", required=True, help="Why the plan changed; kept for good.")
@click.pass_obj
def apply(session: Session, plan_file: Path, reason: str) -> None:
    """Record PLAN.yaml as a new version of the plan.

    \b
    Example:
      tracker plan apply plan.yaml --reason "Kent's target agreed at 150"
    """
    with session.open() as workspace:
        version, changes = workspace.apply_plan(plan_file, reason)
    if version is None:
        click.echo("Nothing changed: the plan is as it was, and no version was recorded.", err=True)
        return
    click.echo("\n".join(map(_change_line, changes)) or "Only the file's wording changed.")
    click.echo(f"Recorded as version {version.version}, ledger number {version.seq}.", err=True)


@command.command(name="log")
@format_option
@click.pass_obj
def log(session: Session, form: str) -> None:
    """List the versions: when, who, why, and what changed.

    \b
    Example:
      tracker plan log
    """
    with session.open() as workspace:
        versions = workspace.plan_log()
    if form == "json":
        print_json([_version_row(version, changes) for version, changes in versions])
    elif form == "csv":
        told = [" ".join(change.text for change in changes) for _, changes in versions]
        rows = (_version_row(version, changes) for version, changes in versions)
        print_csv(_LOG_HEAD, ({**row, "changes": text} for row, text in zip(rows, told, strict=True)))
    else:
        lines = [[str(v.version), _moment(v), v.author, v.hash[:12], v.reason] for v, _ in versions]
        notes = [list(_told(version, changes)) for version, changes in versions]
        click.echo(table(["Version", "Recorded", "By", "Hash", "Reason"], lines, notes=notes))


def _moment(version: PlanVersion) -> str:
    return f"{day_words(version.recorded_at.date())} {version.recorded_at:%H:%M} UTC"


def _version_row(version: PlanVersion, changes: Sequence[PlanChange]) -> dict[str, object]:
    return {
        "version": version.version,
        "recorded_at": version.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "author": version.author,
        "reason": version.reason,
        "hash": version.hash,
        "seq": version.seq,
        "rebaselines": any(change.rebaselines for change in changes),
        "easier": any(change.easier for change in changes),
        "changes": [_change_row(change) for change in changes],
    }


def _told(version: PlanVersion, changes: Sequence[PlanChange]) -> Iterator[str]:
    """The changes in short: re-baselinings first, then the others, then how many more."""
    first = sorted(changes, key=lambda change: (not change.easier, not change.rebaselines))
    yield from map(_change_line, first[:_TOLD])
    if len(changes) > _TOLD:
        before = version.version - 1
        yield f"and {len(changes) - _TOLD:,} more: tracker plan diff {before} {version.version}"
    elif not changes and version.version > 1:
        yield "Nothing the rules look at changed."


@command.command(name="show")
@click.argument("version", type=int, required=False)
@click.pass_obj
def show(session: Session, version: int | None) -> None:
    """Print the plan file as it was recorded; the newest version unless one is named.

    On a terminal, characters that would act on it or hide are left out.

    \b
    Example:
      tracker plan show 1 > plan-as-agreed.yaml
    """
    with session.open() as workspace:
        wanted = workspace.version(version) if version is not None else workspace.versions()[-1]
    text = shown(wanted.source_text) if sys.stdout.isatty() else wanted.source_text
    click.echo(text, nl=not text.endswith("\n"))


@command.command(name="diff")
@click.argument("old", type=int)
@click.argument("new", type=int)
@format_option
@click.pass_obj
def diff(session: Session, old: int, new: int, form: str) -> None:
    """Say what changed from version OLD to version NEW.

    \b
    Example:
      tracker plan diff 1 2
    """
    with session.open() as workspace:
        changes = workspace.changes_between(old, new)
        versions = {number: workspace.version(number) for number in (old, new)}
    if form == "json":
        print_json([_change_row(change) for change in changes])
    elif form == "csv":
        print_csv(_DIFF_HEAD, map(_change_row, changes))
    else:
        for number in (old, new):
            version = versions[number]
            word = "From" if number == old else "To  "
            who = f"{_moment(version)}, by {shown(version.author)}"
            click.echo(f"{word} version {number}, {who}: {shown(version.reason)}")
        click.echo("\n".join(map(_change_line, changes)) or "Nothing the rules look at changed.")
        click.echo(plural(len(changes), "change") + ".", err=True)


def _change_row(change: PlanChange) -> dict[str, object]:
    return {
        "commitment": change.commitment,
        "force": change.force,
        "rebaselines": change.rebaselines,
        "easier": change.easier,
        "text": change.text,
    }


def _change_line(change: PlanChange) -> str:
    return ("Re-baselined: " if change.rebaselines else "") + shown(change.text).replace("\n", " ")
