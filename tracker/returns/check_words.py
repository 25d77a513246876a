"""What the check of a return says to a person: counts, corrections, questions, the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.words import number, one_line, plural, shown
from tracker.returns.importing import ChangeKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tracker.returns.importing import ImportResult, Listed, Question, ReturnCheck, RowChange
    from tracker.returns.known import OldValue

_MOST = 20
#: Where two different numbers read the same with the usual two places.
_ALL_PLACES = 9


def check_lines(check: ReturnCheck, result: ImportResult | None, rest: str) -> list[str]:
    """What a file did, or would do, with every correction and question in a line of its own.

    The first twenty are told; ``rest`` says where all are.
    """
    name = one_line(check.name)
    if check.taken_before is not None:
        before = check.taken_before
        when = f"{before.recorded_at:%Y-%m-%d %H:%M} UTC"
        return [f"{name}: taken in already, on {when} by {shown(before.author)}. Nothing to add."]
    counts = ", ".join(f"{check.counts[kind]:,} {kind.value}" for kind in ChangeKind)
    refused = f", {len(check.refused):,} refused" if len(check.refused) else ""
    lines = [f"{name} ({check.shape}): {_would(check, result)}{counts}{refused}."]
    if not check.fresh and not check.problems.count:
        lines[0] += " Nothing to add: all of it is in the ledger already."
    lines += [f"  {remark}" for remark in map(shown, check.remarks)]
    lines += [_correction(change) for change in check.corrections[:_MOST]]
    lines += _more(len(check.corrections), check.corrected, "correction", rest)
    lines += _questions(check.questions, rest, can_answer=check.shape != "published table")
    if result is not None and result.refused_file is not None:
        lines.append(
            f"  The rows refused are in {one_line(str(result.refused_file))}, to be mended and sent back."
        )
    if result is not None and result.receipt is not None:
        lines.append(f"  Ledger number {result.receipt.seq}, hash {result.receipt.hash[:12]}.")
    return lines


def passed_over_words(paths: Iterable[Path]) -> str:
    """What stands in the folders beside the returns, so that none is thought to be taken in; else empty."""
    names = [each.name + "/" * each.is_dir() for each in paths]
    rest = f" and {len(names) - _MOST:,} more" if len(names) > _MOST else ""
    listed = ", ".join(map(one_line, names[:_MOST]))
    return f"Not read, since they are no CSV, XLSX, XLS or ODS files: {listed}{rest}." if names else ""


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


def _questions(questions: Listed[Question], rest: str, *, can_answer: bool) -> list[str]:
    lines = []
    for question in questions.first[:_MOST]:
        asked = " Please comment in its note." if can_answer and not question.is_answered else ""
        where = f"{_place(question.where)}: " if question.where else ""
        lines.append(f"  ? {where}{shown(question.message)}{asked}")
    return lines + _more(min(len(questions.first), _MOST), questions.count, "question", rest)


def _more(told: int, count: int, what: str, rest: str) -> list[str]:
    left = count - min(told, _MOST)
    return [f"  and {plural(left, f'more {what}')}; {rest}."] if left > 0 else []


def _place(where: str) -> str:
    return f"line {where}" if where.isdigit() else where


def _value(value: OldValue) -> str:
    return "no value" if value is None else number(value) if isinstance(value, float) else value
