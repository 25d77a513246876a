"""``tracker plan``: the versions of the plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option, print_csv, print_json, table
from tracker.domain.words import plural, shown

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.domain.plan_changes import PlanChange

_LOG_HEAD = ("version", "recorded_at", "author", "reason", "hash")


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
    """List the versions: when, who, why.

    \b
    Example:
      tracker plan log
    """
    with session.open() as workspace:
        versions = workspace.versions()
    rows: list[dict[str, object]] = [
        {
            "version": v.version,
            "recorded_at": v.recorded_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "author": v.author,
            "reason": v.reason,
            "hash": v.hash,
        }
        for v in versions
    ]
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(_LOG_HEAD, rows)
    else:
        lines = [
            [str(v.version), f"{v.recorded_at:%d %b %Y %H:%M} UTC", v.author, v.hash[:12], v.reason]
            for v in versions
        ]
        click.echo(table(["Version", "Recorded", "By", "Hash", "Reason"], lines))


@command.command(name="show")
@click.argument("version", type=int, required=False)
@click.pass_obj
def show(session: Session, version: int | None) -> None:
    """Print the plan file as it was recorded; the newest version unless one is named.

    \b
    Example:
      tracker plan show 1 > plan-as-agreed.yaml
    """
    with session.open() as workspace:
        wanted = workspace.version(version) if version is not None else workspace.versions()[-1]
    click.echo(wanted.source_text, nl=not wanted.source_text.endswith("\n"))


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
    rows: list[dict[str, object]] = [
        {"commitment": c.commitment, "rebaselines": c.rebaselines, "text": c.text} for c in changes
    ]
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(("commitment", "rebaselines", "text"), rows)
    else:
        click.echo("\n".join(map(_change_line, changes)) or "Nothing the rules look at changed.")
        click.echo(plural(len(changes), "change") + ".", err=True)


def _change_line(change: PlanChange) -> str:
    return ("Re-baselined: " if change.rebaselines else "") + shown(change.text).replace("\n", " ")
