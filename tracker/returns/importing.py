"""Taking a return into the ledger: read it, check every row, compare with what is known, append what is new.

All or nothing by file. The same file, or the same content under another name, adds nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from tracker.domain.draft_check import problems_of, value_of_parts
from tracker.domain.errors import RefusedError
from tracker.domain.update import Draft, Source
from tracker.returns.plain_csv import LARGEST_FILE, Row, RowProblem, read_plain
from tracker.store import UpdateEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from tracker.domain.plan import Plan
    from tracker.domain.update import Receipt, Update
    from tracker.store import Store

#: So many problems of one file are listed; the rest are counted.
MOST_LISTED = 50


class ChangeKind(StrEnum):
    """What one row of a return does to the ledger."""

    NEW = "new"
    CORRECTED = "corrected"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row and what it does; ``old`` is the update that a correction replaces."""

    line: int
    kind: ChangeKind
    draft: Draft
    old: Update | None = None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What a file did, or with ``dry_run`` would do. ``receipt`` is that of its last row."""

    source: Source
    changes: tuple[RowChange, ...]
    receipt: Receipt | None
    dry_run: bool

    def count(self, kind: ChangeKind) -> int:
        """How many rows are of a kind."""
        return sum(change.kind is kind for change in self.changes)


def import_return(
    store: Store,
    plan: Plan,
    path: Path,
    *,
    author: str,
    now: Callable[[], datetime],
    today: date,
    dry_run: bool = False,
) -> ImportResult:
    """Record the rows of a plain CSV return that the ledger does not hold yet.

    :class:`RefusedError` lists what is wrong by file and line; nothing is written then.
    """
    content = _read_file(path)
    source = Source(path.name, hashlib.sha256(content).hexdigest())
    rows, problems = read_plain(content, plan)
    rows, more = _checked(rows, plan, today)
    problems = sorted([*problems, *more], key=lambda problem: problem.line)
    if problems:
        raise RefusedError(_listed(path.name, problems))
    changes = tuple(_compared(store, rows))
    fresh = [change.draft for change in changes if change.kind is not ChangeKind.UNCHANGED]
    receipt = None
    if fresh and not dry_run:
        added = store.append_many(fresh, author=author, now=now, source=source)
        receipt = added.last if added else None
    return ImportResult(source, changes, receipt, dry_run)


def _read_file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise RefusedError(f"{path} is a folder: name a CSV file.")
        if path.stat().st_size > LARGEST_FILE:
            limit = LARGEST_FILE // (1024 * 1024)
            raise RefusedError(f"{path.name} is larger than {limit} MiB: send it in parts.")
        return path.read_bytes()
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}.") from None


def _checked(rows: Sequence[Row], plan: Plan, today: date) -> tuple[list[Row], list[RowProblem]]:
    commitments = {commitment.id: commitment for commitment in plan.commitments}
    seen: dict[tuple[object, ...], int] = {}
    good: list[Row] = []
    problems: list[RowProblem] = []
    for row in rows:
        commitment = commitments[row.draft.commitment]
        draft = row.draft
        if draft.value is None and not commitment.is_milestone:
            draft = replace(draft, value=value_of_parts(draft, commitment))
        messages = problems_of(draft, commitment, today)
        key = (draft.force, draft.commitment, draft.as_at, draft.published_on)
        if key in seen:
            messages.append(f"The row says the same force, commitment and date as line {seen[key]}.")
        seen.setdefault(key, row.line)
        problems += [RowProblem(row.line, message) for message in messages]
        good.append(Row(row.line, draft))
    return good, problems


def _listed(name: str, problems: Sequence[RowProblem]) -> Iterator[str]:
    for problem in problems[:MOST_LISTED]:
        yield f"{name}:{problem.line}: {problem.message}"
    if len(problems) > MOST_LISTED:
        yield f"{name}: and {len(problems) - MOST_LISTED:,} more. Nothing was recorded."


def _compared(store: Store, rows: Sequence[Row]) -> Iterator[RowChange]:
    """Each row beside what the ledger holds of its cell."""
    known: dict[tuple[str, str], _KnownCell] = {}
    for row in rows:
        key = (row.draft.force, row.draft.commitment)
        if key not in known:
            known[key] = _KnownCell(store, *key)
        yield known[key].compare(row)


class _KnownCell:
    """What the ledger and the rows before this one say of one cell."""

    def __init__(self, store: Store, force: str, commitment: str) -> None:
        series = store.series(force, commitment, texts=True)
        self._current = {update.draft.as_at: update for update in series}
        entries = store.entries(force=force, commitment=commitment)
        updates = [entry for entry in entries if isinstance(entry, UpdateEntry)]
        self._said = {_content(entry.update.draft) for entry in updates if not entry.withdrawn}
        self._in_file: set[date] = set()

    def compare(self, row: Row) -> RowChange:
        draft = row.draft
        old = self._current.get(draft.as_at)
        if draft.published_on is not None:
            is_known = _content(draft) in self._said
        else:
            is_known = old is not None and _content(replace(old.draft, published_on=None)) == _content(draft)
        if is_known:
            return RowChange(row.line, ChangeKind.UNCHANGED, draft)
        is_correction = old is not None or draft.as_at in self._in_file
        self._in_file.add(draft.as_at)
        kind = ChangeKind.CORRECTED if is_correction else ChangeKind.NEW
        return RowChange(row.line, kind, draft, old)


def _content(draft: Draft) -> Draft:
    return replace(draft, source_ref=None)
