"""``tracker import``: take returns into the ledger, all or nothing by file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option, print_csv, print_json
from tracker.domain.errors import TrackerError
from tracker.domain.words import number, plural, shown

if TYPE_CHECKING:
    from tracker.cli.session import Session
    from tracker.returns.importing import ImportResult

_HEAD = ("file", "line", "kind", "force", "commitment", "as_at", "value", "old_value")


@click.command(name="import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@format_option
@click.pass_obj
def command(session: Session, files: tuple[Path, ...], dry_run: bool, form: str) -> None:
    """Record the updates in CSV files: columns force, commitment, as_at, value, and others where wanted.

    A file is taken whole or not at all. The same file again adds nothing.

    \b
    Examples:
      tracker import --dry-run kent-2015-q2.csv
      tracker import returns/*.csv
    """
    results: list[ImportResult] = []
    failures: list[TrackerError] = []
    with session.open() as workspace:
        for path in files:
            try:
                result = workspace.import_return(path, dry_run=dry_run)
            except TrackerError as error:
                failures.append(error)
                continue
            results.append(result)
            if form == "table":
                click.echo(summary(result))
    rows = [row for result in results for row in _rows(result)]
    if form == "json":
        print_json(rows)
    elif form == "csv":
        print_csv(_HEAD, rows)
    if failures:
        raise max(failures, key=lambda error: error.exit_code).__class__(
            [problem for error in failures for problem in error.problems]
        )


def summary(result: ImportResult) -> str:
    """What a file did, in a line, and every correction in a line of its own."""
    from tracker.returns.importing import ChangeKind

    counts = {kind: result.count(kind) for kind in ChangeKind}
    would = "would record " if result.dry_run else ""
    first = (
        f"{shown(result.source.name)}: {would}{counts[ChangeKind.NEW]:,} new, "
        f"{counts[ChangeKind.CORRECTED]:,} corrected, {counts[ChangeKind.UNCHANGED]:,} unchanged."
    )
    lines = [first]
    if not counts[ChangeKind.NEW] and not counts[ChangeKind.CORRECTED]:
        lines[0] += " Nothing to add: all of it is in the ledger already."
    corrections = [c for c in result.changes if c.kind is ChangeKind.CORRECTED and c.old is not None]
    for change in corrections[:_MOST]:
        old = change.old.draft.value if change.old else None
        lines.append(
            f"  line {change.line}: {change.draft.force}, {change.draft.commitment}, "
            f"{change.draft.as_at}: {_value(old)} → {_value(change.draft.value)}"
        )
    if len(corrections) > _MOST:
        lines.append(f"  and {plural(len(corrections) - _MOST, 'more correction')}; --format csv lists all.")
    if result.receipt is not None:
        lines.append(f"  Ledger number {result.receipt.seq}, hash {result.receipt.hash[:12]}.")
    return "\n".join(lines)


_MOST = 20


def _value(value: float | None) -> str:
    return "no value" if value is None else number(value)


def _rows(result: ImportResult) -> list[dict[str, object]]:
    return [
        {
            "file": result.source.name,
            "line": change.line,
            "kind": change.kind.value,
            "force": change.draft.force,
            "commitment": change.draft.commitment,
            "as_at": change.draft.as_at.isoformat(),
            "value": change.draft.value,
            "old_value": change.old.draft.value if change.old else None,
        }
        for change in result.changes
    ]
