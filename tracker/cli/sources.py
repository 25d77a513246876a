"""The files that were taken in, as ``tracker history`` lists and gives them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.output import print_csv, print_json, table
from tracker.domain.words import shown

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.cli.session import Session
    from tracker.workspace import Import, Workspace

_HEAD = (
    "name",
    "sha256",
    "recorded_at",
    "author",
    "first_seq",
    "last_seq",
    "unchanged",
    "refused",
    "size",
    "redacted",
)


def list_sources(session: Session, form: str) -> None:
    """Print every file that was taken in, newest first."""
    with session.open() as workspace:
        imports = workspace.imports()
    if form == "json":
        print_json([_row(taken) for taken in imports])
    elif form == "csv":
        print_csv(_HEAD, map(_row, imports))
    elif not imports:
        click.echo("No file was taken in yet.")
    else:
        rows = [
            [
                f"{taken.recorded_at:%Y-%m-%d %H:%M} UTC",
                taken.author,
                _numbers(taken),
                "redacted" if taken.redacted else _kept(taken),
                f"{taken.source.name} {taken.source.sha256[:12]}",
            ]
            for taken in imports
        ]
        click.echo(table(["Taken in", "By", "Ledger", "Kept", "File and SHA-256"], rows))


def source_words(taken: Import) -> str:
    """A file in a sentence or two."""
    refused = f" {taken.refused:,} of its rows were refused." if taken.refused else ""
    return (
        f"{shown(taken.source.name)}, SHA-256 {taken.source.sha256}, taken in on "
        f"{taken.recorded_at:%Y-%m-%d %H:%M} UTC by {shown(taken.author)} as ledger numbers "
        f"{_numbers(taken)}; "
        f"{_kept(taken)} kept.{refused}"
    )


def give_back(workspace: Workspace, taken: Import, path: Path) -> None:
    """Write a kept file under a new name, byte for byte."""
    from tracker.newfiles import new_file

    content = workspace.kept_file(taken)
    with new_file(path) as draft:
        draft.write_bytes(content)
    about = f"{len(content):,} bytes, SHA-256 {taken.source.sha256}, as it came."
    click.echo(f"{shown(str(path))}: {about}", err=True)


def _numbers(taken: Import) -> str:
    if taken.first_seq == taken.last_seq:
        return f"{taken.first_seq:,}"
    return f"{taken.first_seq:,}–{taken.last_seq:,}"


def _kept(taken: Import) -> str:
    if taken.redacted:
        return "redacted, not"
    return "not" if taken.size is None else f"{taken.size:,} bytes"


def _row(taken: Import) -> dict[str, object]:
    return {
        "name": taken.source.name,
        "sha256": taken.source.sha256,
        "recorded_at": f"{taken.recorded_at:%Y-%m-%dT%H:%M:%SZ}",
        "author": taken.author,
        "first_seq": taken.first_seq,
        "last_seq": taken.last_seq,
        "unchanged": taken.unchanged,
        "refused": taken.refused,
        "size": taken.size,
        "redacted": taken.redacted,
    }
