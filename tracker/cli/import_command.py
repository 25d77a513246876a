"""``tracker import``: check returns, say what they would do, and take them into the ledger."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.output import format_option, print_csv, print_json, terminal_width
from tracker.cli.progress import progress
from tracker.domain.errors import TrackerError
from tracker.domain.words import number, one_line, plural, shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracker.cli.session import Session
    from tracker.returns.importing import (
        ChangeKind,
        ImportResult,
        Listed,
        Question,
        ReturnCheck,
        RowChange,
    )
    from tracker.returns.known import OldValue
    from tracker.workspace import ReturnsDesk

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
    done: list[_Done] = []
    with session.open() as workspace, workspace.returns() as desk:
        _tell_passed_over(desk.passed_over(files))
        for path in desk.files(files):
            one = _one_file(desk, path, mapping, dry_run=dry_run, partial=partial, keep=not no_keep)
            done.append(one)
            if form == "table":
                if one.check is not None:
                    click.echo(summary(one.check, one.result))
                for problem in one.problems:
                    click.echo(shown(problem), err=True)
    if form == "json":
        print_json([_json(one) for one in done])
    elif form == "csv":
        print_csv(_HEAD, (row for one in done for row in _rows(one)))
    elif len(done) > 1:
        click.echo(_total(done))
    if code := max(one.exit_code for one in done):
        if form != "table":
            for one in done:
                for problem in one.problems:
                    click.echo(shown(problem), err=True)
        raise SystemExit(code)


def _tell_passed_over(paths: Iterable[Path]) -> None:
    """Name what stands in the folders beside the returns, so that none is thought to be taken in."""
    names = [each.name + "/" * each.is_dir() for each in paths]
    if names:
        rest = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
        listed = ", ".join(map(one_line, names[:_MOST]))
        click.echo(f"Not read, since they are no CSV, XLSX, XLS or ODS files: {listed}{rest}.", err=True)


class _Done:
    """What came of one file; ``problems`` are those for which it, or parts of it, were not taken."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.check: ReturnCheck | None = None
        self.result: ImportResult | None = None
        self.problems: tuple[str, ...] = ()
        self.exit_code = 0


def _one_file(
    desk: ReturnsDesk, path: Path, mapping: Path | None, *, dry_run: bool, partial: bool, keep: bool
) -> _Done:
    one = _Done(path)
    try:
        with progress(f"Checking {path.name}") as told:
            one.check = desk.check(path, mapping, told)
        if one.check.problems.count:
            one.problems, one.exit_code = one.check.refusal().problems, 1
        if not dry_run and (partial or not one.check.problems.count):
            with progress(f"Taking in {path.name}") as told:
                one.result = desk.take(one.check, partial=partial, keep=keep, progress=told)
            one.check = one.result.check
    except TrackerError as error:
        one.problems, one.exit_code = error.problems, error.exit_code
    return one


def summary(check: ReturnCheck, result: ImportResult | None) -> str:
    """What a file did, or would do, with every correction and question in a line of its own."""
    name = shown(check.name)
    if check.taken_before is not None:
        before = check.taken_before
        when = f"{before.recorded_at:%Y-%m-%d %H:%M} UTC"
        return f"{name}: taken in already, on {when} by {shown(before.author)}. Nothing to add."
    counts = ", ".join(f"{check.counts[kind]:,} {kind.value}" for kind in _kinds())
    refused = f", {len(check.refused):,} refused" if len(check.refused) else ""
    lines = [f"{name} ({check.shape}): {_would(check, result)}{counts}{refused}."]
    if not check.fresh and not check.problems.count:
        lines[0] += " Nothing to add: all of it is in the ledger already."
    lines += [f"  {remark}" for remark in map(shown, check.remarks)]
    lines += [_correction(change) for change in check.corrections[:_MOST]]
    lines += _more(len(check.corrections), check.corrected, "correction")
    lines += _questions(check.questions, can_answer=check.shape != "published table")
    if result is not None and result.refused_file is not None:
        where = shown(str(result.refused_file))
        lines.append(f"  The rows refused are in {where}, to be mended and sent back.")
    if result is not None and result.receipt is not None:
        lines.append(f"  Ledger number {result.receipt.seq}, hash {result.receipt.hash[:12]}.")
    width = max(terminal_width(), 60)
    return "\n".join(textwrap.fill(line, width, subsequent_indent="    ") for line in lines)


_MOST = 20
#: Where two different numbers read the same with the usual two places.
_ALL_PLACES = 9


def _kinds() -> list[ChangeKind]:
    from tracker.returns.importing import ChangeKind

    return list(ChangeKind)


def _would(check: ReturnCheck, result: ImportResult | None) -> str:
    if result is not None:
        return ""
    return "not taken; its rows: " if check.problems.count else "would record "


def _correction(change: RowChange) -> str:
    draft = change.draft
    value = draft.state.value if draft.state else draft.value
    old, new = _value(change.old), "withdrawn" if draft.withdrawal else _value(value)
    if old == new and change.old != value and isinstance(change.old, float) and isinstance(value, float):
        old, new = number(change.old, _ALL_PLACES), number(value, _ALL_PLACES)
    if old == new:
        return f"{_cell(change)}: {new} as before, with other details"
    return f"{_cell(change)}: {old} → {new}"


def _cell(change: RowChange) -> str:
    draft = change.draft
    return f"  {_place(change.where)}: {draft.force}, {draft.commitment}, {draft.as_at}"


def _questions(questions: Listed[Question], *, can_answer: bool) -> list[str]:
    lines = []
    for question in questions.first[:_MOST]:
        asked = " Please comment in its note." if can_answer and not question.is_answered else ""
        where = f"{_place(question.where)}: " if question.where else ""
        lines.append(f"  ? {where}{shown(question.message)}{asked}")
    return lines + _more(min(len(questions.first), _MOST), questions.count, "question")


def _more(listed: int, count: int, what: str) -> list[str]:
    rest = count - min(listed, _MOST)
    return [f"  and {plural(rest, f'more {what}')}; --format csv lists all."] if rest > 0 else []


def _place(where: str) -> str:
    return f"line {where}" if where.isdigit() else where


def _value(value: OldValue) -> str:
    return "no value" if value is None else number(value) if isinstance(value, float) else value


def _total(done: list[_Done]) -> str:
    taken = sum(one.result is not None and one.result.receipt is not None for one in done)
    bad = sum(one.exit_code > 0 for one in done)
    same = len(done) - taken - bad
    return f"{plural(len(done), 'file')}: {taken} taken in, {same} with nothing to add, {bad} with problems."


def _rows(one: _Done) -> Iterator[dict[str, object]]:
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


def _json(one: _Done) -> dict[str, object]:
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
