"""``tracker import``: check returns, say what they would do, and take them into the ledger."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option, print_csv, print_json, terminal_width
from tracker.cli.progress import progress
from tracker.domain.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.cli.session import Session
    from tracker.returns.importing import ChangeKind, ImportResult, ReturnCheck, RowChange
    from tracker.workspace import ReturnsDesk
    from tracker.workspace.returned_file import ReturnedFile

_WORDS = ("force", "commitment", "as_at", "value", "state")
_HEAD = ("file", "where", "kind", *_WORDS, "old", "message")


@click.command(name="import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Check, say what would be done, and do nothing.")
@click.option("--partial", is_flag=True, help="Take the good rows of a file and write the others beside it.")
@click.option("--no-keep", is_flag=True, help="Do not keep the files themselves in the database.")
@click.option(
    "--mapping",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The mapping file of a published table; otherwise NAME.mapping.yaml beside it.",
)
@format_option
@click.pass_obj
def command(
    session: Session,
    files: tuple[Path, ...],
    dry_run: bool,
    partial: bool,
    no_keep: bool,
    mapping: Path | None,
    form: str,
) -> None:
    """Take in returns: CSV, XLSX, XLS or ODS files, or folders of them.

    Each file is a workbook made by “tracker template”, a table with the columns force, commitment, as_at,
    value, or a published table with a mapping. It is taken whole or not at all, or with --partial its good
    rows. What looks odd is asked about and taken. The same file again adds nothing.

    \b
    Examples:
      tracker import --dry-run returns/
      tracker import --partial kent-2015-09-30.xlsx
    """
    from tracker.returns.check_words import passed_over_words
    from tracker.workspace.returned_file import total_words

    done: list[ReturnedFile] = []
    with session.open() as workspace, workspace.returns() as desk:
        if passed_over := passed_over_words(desk.passed_over(files)):
            click.echo(passed_over, err=True)
        for path in desk.files(files):
            one = _one_file(desk, path, mapping, dry_run=dry_run, partial=partial, keep=not no_keep)
            done.append(one)
            if form == "table":
                _tell(one)
    if form == "json":
        print_json([_json(one) for one in done])
    elif form == "csv":
        print_csv(_HEAD, (row for one in done for row in _rows(one)))
    elif len(done) > 1:
        click.echo(total_words(done))
    if code := max(one.exit_code for one in done):
        if form != "table":
            for one in done:
                _tell_problems(one)
        raise SystemExit(code)


def _one_file(
    desk: ReturnsDesk, path: Path, mapping: Path | None, *, dry_run: bool, partial: bool, keep: bool
) -> ReturnedFile:
    from tracker.workspace.returned_file import check_file, take_file

    with progress(f"Checking {path.name}") as told:
        one = check_file(desk, path, mapping, told)
    if dry_run or (one.problems and not partial):
        return one
    with progress(f"Taking in {path.name}") as told:
        return take_file(desk, one, partial=partial, keep=keep, progress=told)


def _tell(one: ReturnedFile) -> None:
    if one.check is not None:
        click.echo(summary(one.check, one.result))
    _tell_problems(one)


def _tell_problems(one: ReturnedFile) -> None:
    for problem in one.problems:
        click.echo(shown(problem), err=True)


def summary(check: ReturnCheck, result: ImportResult | None) -> str:
    """What a file did, or would do, wrapped to the terminal."""
    from tracker.returns.check_words import check_lines

    width = max(terminal_width(), 60)
    lines = check_lines(check, result, "--format csv lists all")
    return "\n".join(textwrap.fill(line, width, subsequent_indent="    ") for line in lines)


def _kinds() -> list[ChangeKind]:
    from tracker.returns.importing import ChangeKind

    return list(ChangeKind)


def _rows(one: ReturnedFile) -> Iterator[dict[str, object]]:
    name = one.path.name
    if one.check is None:
        for sentence in one.problems:
            yield {"file": name, "kind": "refused", "message": sentence}
        return
    for change in one.check.changes():
        yield {"file": name, **_change(change)}
    for row in one.check.refused:
        for problem in row.problems:
            words = {key: row.words.get(key) for key in _WORDS}
            yield {
                "file": name,
                "where": problem.where,
                "kind": "refused",
                "message": problem.message,
                **words,
            }
    for question in one.check.questions:
        yield {"file": name, "where": question.where, "kind": "question", "message": question.message}


def _change(change: RowChange) -> dict[str, object]:
    draft = change.draft
    return {
        "where": change.where,
        "kind": change.kind.value,
        "force": draft.force,
        "commitment": draft.commitment,
        "as_at": draft.as_at.isoformat(),
        "value": draft.value,
        "state": draft.state.value if draft.state else None,
        "old": change.old,
    }


def _json(one: ReturnedFile) -> dict[str, object]:
    check, receipt = one.check, one.result.receipt if one.result else None
    before = check.taken_before if check else None
    return {
        "file": one.path.name,
        "sha256": check.file.source.sha256 if check else None,
        "shape": check.shape if check else None,
        "taken": receipt is not None,
        "taken_before": f"{before.recorded_at:%Y-%m-%dT%H:%M:%SZ}" if before else None,
        "counts": {**{kind.value: check.counts[kind] for kind in _kinds()}, "refused": len(check.refused)}
        if check
        else None,
        "remarks": check.remarks if check else [],
        "problems": list(one.problems),
        "questions": [
            {"where": q.where, "message": q.message, "answered": q.is_answered}
            for q in (check.questions if check else [])
        ],
        "rows": [_change(change) for change in check.changes()] if check else [],
        "refused_file": str(one.result.refused_file) if one.result and one.result.refused_file else None,
        "seq": receipt.seq if receipt else None,
        "hash": receipt.hash if receipt else None,
    }
