"""Taking in a return: read it, check every row, and compare it with what the ledger holds.

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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from tracker.domain.plan import CommitmentId, ForceSlug, Plan
    from tracker.domain.update import Receipt, Update

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


@dataclass(frozen=True, slots=True)
class KnownCell:
    """What the ledger holds of one cell: the update that stands for each as-at date, and every update's
    content that was not withdrawn."""

    current: Mapping[date, Update]
    said: frozenset[Draft]


def read_return(
    path: Path, plan: Plan, today: date, known: Callable[[ForceSlug, CommitmentId], KnownCell]
) -> tuple[Source, tuple[RowChange, ...]]:
    """What each row of a plain CSV return would do to the ledger; ``known`` tells what it holds of a cell.

    :class:`RefusedError` lists what is wrong by file and line.
    """
    content = _read_file(path)
    source = Source(path.name, hashlib.sha256(content).hexdigest())
    rows, problems = read_plain(content, plan)
    rows, more = _checked(rows, plan, today)
    problems = sorted([*problems, *more], key=lambda problem: problem.line)
    if problems:
        raise RefusedError(_listed(path.name, problems))
    return source, tuple(_compared(rows, known))


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


def _compared(
    rows: Sequence[Row], known: Callable[[ForceSlug, CommitmentId], KnownCell]
) -> Iterator[RowChange]:
    """Each row beside what the ledger, and the rows before it, say of its cell."""
    cells: dict[tuple[str, str], KnownCell] = {}
    in_file: set[tuple[str, str, date]] = set()
    for row in rows:
        draft = row.draft
        key = (draft.force, draft.commitment)
        if key not in cells:
            cells[key] = known(*key)
        old = cells[key].current.get(draft.as_at)
        if _is_known(draft, cells[key], old):
            yield RowChange(row.line, ChangeKind.UNCHANGED, draft)
            continue
        is_correction = old is not None or (*key, draft.as_at) in in_file
        in_file.add((*key, draft.as_at))
        yield RowChange(row.line, ChangeKind.CORRECTED if is_correction else ChangeKind.NEW, draft, old)


def _is_known(draft: Draft, cell: KnownCell, old: Update | None) -> bool:
    """Back-loaded rows are known if ever said; others if they say what stands for their date now."""
    if draft.published_on is not None:
        return content_of(draft) in cell.said
    return old is not None and content_of(replace(old.draft, published_on=None)) == content_of(draft)


def content_of(draft: Draft) -> Draft:
    """What a draft says, wherever in a file it stood."""
    return replace(draft, source_ref=None)
