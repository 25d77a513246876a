"""``tracker history``: updates, corrections, withdrawals, redactions and plan versions, newest first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.names import commitment_named, force_named
from tracker.cli.output import format_option, print_csv, print_json, table
from tracker.cli.sources import give_back, list_sources, source_words
from tracker.domain.update import TEXT_FIELDS
from tracker.domain.words import number, quantity

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.domain.plan import Plan
    from tracker.workspace import Entry, Redaction

_HEAD = (
    *("seq", "kind", "recorded_at", "author", "force", "commitment", "as_at", "value", "state", "marks"),
    *("old_value", "known_from", "withdrawn", "source", "source_ref"),
    *("note", "cause", "action", "evidence", "redacted", "redacts", "reason", "hash"),
)


@click.command(name="history")
@click.argument("force", required=False)
@click.argument("commitment", required=False)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=None,
    help="At most so many entries.",
)
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
      tracker history --source kent-2015-09-30.xlsx --save as-it-came.xlsx
    """
    if save is not None and source is None:
        raise click.UsageError("--save goes with --source: which file is to be given back?")
    if sources:
        list_sources(session, form)
        return
    with session.open() as workspace:
        taken = workspace.import_named(source) if source else None
        if taken is not None and save is not None:
            give_back(workspace, taken, save)
            return
        plan, _, _ = workspace.plan()
        slug = force_named(plan, force).slug if force else None
        cid = commitment_named(plan, commitment).id if commitment else None
        most = limit or (50 if form == "table" else None)
        entries = workspace.history(slug, cid, most, taken.source.sha256 if taken else None)
    rows = [_row(entry) for entry in entries]
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(_HEAD, rows)
    elif not rows:
        click.echo("Nothing recorded yet.")
    else:
        if taken is not None:
            click.echo(source_words(taken) + "\n")
        lines = [_line(row, plan) for row in rows]
        click.echo(table(["No", "Recorded", "By", "What"], lines, right=frozenset({0})))
        if limit is None and len(rows) == most:
            click.echo(f"The newest {most}; --limit shows more.", err=True)


def _row(entry: Entry) -> dict[str, object]:
    from tracker.workspace import PlanVersion, Redaction

    if isinstance(entry, Redaction):
        return _redaction_row(entry)
    if isinstance(entry, PlanVersion):
        return {
            "seq": entry.seq,
            "kind": "plan version",
            "recorded_at": _instant(entry.recorded_at),
            "author": entry.author,
            "value": entry.version,
            "reason": entry.reason,
            "hash": entry.hash,
        }
    update, draft = entry.update, entry.update.draft
    kind = "withdrawal" if draft.withdrawal else "correction" if entry.corrects else "update"
    return {
        "seq": update.seq,
        "kind": kind,
        "recorded_at": _instant(update.recorded_at),
        "author": update.author,
        "force": draft.force,
        "commitment": draft.commitment,
        "as_at": draft.as_at.isoformat(),
        "value": draft.value,
        "state": draft.state.value if draft.state else None,
        "marks": draft.marks,
        "old_value": entry.corrects.draft.value if entry.corrects else None,
        "known_from": _instant(update.known_from) if update.back_loaded else None,
        "source": update.source.name if update.source else None,
        "source_ref": draft.source_ref,
        "note": draft.note,
        "cause": draft.cause,
        "action": draft.action,
        "evidence": draft.evidence,
        "redacted": "; ".join(redaction.words for redaction in entry.redactions) or None,
        "hash": update.hash,
        "withdrawn": entry.withdrawn,
    }


def _redaction_row(entry: Redaction) -> dict[str, object]:
    return {
        "seq": entry.seq,
        "kind": "redaction",
        "recorded_at": _instant(entry.recorded_at),
        "author": entry.author,
        "force": entry.force,
        "commitment": entry.commitment,
        "as_at": entry.as_at.isoformat(),
        "redacted": entry.name,
        "redacts": entry.number,
        "reason": entry.reason,
        "hash": entry.hash,
    }


def _instant(moment: object) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _line(row: dict[str, object], plan: Plan) -> list[str]:
    when = str(row["recorded_at"])
    return [str(row["seq"]), f"{when[:10]} {when[11:16]} UTC", str(row["author"]), _words(row, plan)]


def _words(row: dict[str, object], plan: Plan) -> str:
    if row["kind"] == "plan version":
        return f"plan version {row['value']}: {row['reason']}"
    where = f"{row['force']}, {row['commitment']}, as at {row['as_at']}"
    if row["kind"] == "redaction":
        return f"{where}: {row['redacted']} of number {row['redacts']} redacted: {row['reason']}"
    value = _value(row, "value", plan)
    if row["kind"] == "withdrawal":
        value = "withdrawn"
    elif row["kind"] == "correction":
        value = f"{value} (corrects {_value(row, 'old_value', plan)})"
    parts = [f"{where}: {value}"]
    parts += [f"[{mark}]" for mark in str(row["marks"])]
    if row["withdrawn"]:
        parts.append("(withdrawn later)")
    if row["known_from"]:
        parts.append(f"(back-loaded: known from {str(row['known_from'])[:10]})")
    if row["source"]:
        parts.append(f"({row['source']}, {row['source_ref']})")
    parts += [f"{name}: {row[name]}" for name in TEXT_FIELDS if row[name]]
    if row["redacted"]:
        parts.append(f"({row['redacted']})")
    return " ".join(parts)


def _value(row: dict[str, object], key: str, plan: Plan) -> str:
    value = row[key]
    if not isinstance(value, float):
        return str(row["state"] or "no value") if key == "value" else "a state"
    kinds = {c.id: c.measure.kind for c in plan.commitments}
    kind = kinds.get(str(row["commitment"]))
    return quantity(value, kind) if kind else number(value)
