"""Checking a whole database: the file, its schema, every link of the chain, and what stands beside it."""

from __future__ import annotations

import sqlite3
from functools import partial
from typing import TYPE_CHECKING

from tracker.store.connection import reading
from tracker.store.links import links
from tracker.store.records import Verification
from tracker.store.schema import schema_problems
from tracker.store.tail import GENESIS
from tracker.store.verify_beside import beside_problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.store.links import Link

    Progress = Callable[[int, int], None]

#: Problems told one by one; of more, the number is told.
_TOLD = 50
_SHORTEST_HEAD = 8
_PROGRESS_EVERY = 1000


class _Walk:
    """What a walk along the chain has met so far."""

    def __init__(self, head: str) -> None:
        self.asked = head
        self.last = (0, GENESIS)
        self.recorded_at = ""
        self.entries = 0
        self.found: list[int] = []

    def step(self, row: Link) -> Iterator[str]:
        """Go on to the next row; yields what is wrong with it."""
        number, before = self.last
        if row.seq == number:
            yield f"Ledger number {row.seq} is there twice."
        elif row.seq != number + 1:
            yield f"Ledger number {number + 1} is missing: number {row.seq} comes after {number}."
        if row.previous_hash != before:
            yield f"Ledger number {row.seq}: it does not follow on from number {number}."
        if row.right_hash != row.hash:
            yield f"Ledger number {row.seq}: its content does not match its hash."
        if row.recorded_at < self.recorded_at:
            yield f"Ledger number {row.seq}: it was recorded before number {number}."
        yield from row.text_problems
        if self.asked and row.hash.startswith(self.asked):
            self.found.append(row.seq)
        self.last = (row.seq, row.hash)
        self.recorded_at = row.recorded_at
        self.entries += 1


def verify(
    conn: sqlite3.Connection, head: str | None = None, progress: Progress | None = None
) -> Verification:
    """Check everything that can be checked; nothing found wrong is raised, all of it is reported.

    ``head`` is a hash from a paper, or its first eight digits or more. ``progress`` is called with the rows
    checked and the rows there are.
    """
    conn.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    asked = (head or "").strip().lower()
    walk = _Walk(asked)
    problems: list[str] = []
    try:
        with reading(conn):
            problems += _file_problems(conn)
            problems += schema_problems(conn)
            problems += beside_problems(conn)
            problems += _chain_problems(conn, walk, progress)
    except (sqlite3.DatabaseError, ValueError, TypeError, AttributeError) as error:
        # Not the file's own faults alone: a date may be a number by now, and a hash a blob.
        problems.append(f"After ledger number {walk.last[0]} the file cannot be read: {error}.")
    problems = _shortened(problems)
    if head is not None:
        problems += _head_problems(walk)
    found_at = walk.found[0] if len(walk.found) == 1 and len(asked) >= _SHORTEST_HEAD else None
    return Verification(not problems, problems, walk.entries, walk.last[1], found_at)


def _file_problems(conn: sqlite3.Connection) -> Iterator[str]:
    for (said,) in conn.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield f"The file is damaged: {said}."
    for table, row, parent, _ in conn.execute("PRAGMA foreign_key_check"):
        yield f"The table “{table}”, row {row}, refers to a row of “{parent}” that is not there."


def _chain_problems(conn: sqlite3.Connection, walk: _Walk, progress: Progress | None) -> Iterator[str]:
    (total,) = conn.execute(
        "SELECT (SELECT count(*) FROM updates) + (SELECT count(*) FROM plan_versions)"
        " + (SELECT count(*) FROM redactions)"
    ).fetchone()
    for row in links(conn):
        yield from walk.step(row)
        if progress and (walk.entries % _PROGRESS_EVERY == 0 or walk.entries == total):
            progress(walk.entries, total)


def _head_problems(walk: _Walk) -> Iterator[str]:
    asked = walk.asked
    if len(asked) < _SHORTEST_HEAD or set(asked) - set("0123456789abcdef"):
        yield f"“{asked}” is not a hash: give at least its first {_SHORTEST_HEAD} hexadecimal digits."
    elif not set(asked) - {"0"}:
        yield "A head of zeros is where every ledger begins, so it proves nothing: give one from a paper."
    elif not walk.found:
        yield f"The hash {asked} is not in this ledger: what it was printed from is not what stands here."
    elif len(walk.found) > 1:
        yield f"The hash {asked} could be {len(walk.found)} rows': give more of its digits."


def _shortened(problems: list[str]) -> list[str]:
    if len(problems) <= _TOLD:
        return problems
    return [*problems[:_TOLD], f"There are {len(problems) - _TOLD:,} more problems like these."]
