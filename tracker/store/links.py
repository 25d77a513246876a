"""The rows of the chain as they stand in the file, in their order, one at a time."""

from __future__ import annotations

import heapq
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.store.chain import UPDATE_HASHED, link, row_content, text_hash, update_hash
from tracker.store.ledger import UPDATE_COLUMNS
from tracker.store.redaction import REDACTION_COLUMNS, REDACTION_KIND
from tracker.store.versions import VERSION_COLUMNS, VERSION_KIND

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

_UPDATES = f"""
SELECT {", ".join(f"u.{name}" for name in UPDATE_COLUMNS)}, s.name, s.sha256,
  t.field, t.text, t.salt, t.hash, t.redacted
FROM updates AS u LEFT JOIN sources AS s ON s.id = u.source_id LEFT JOIN texts AS t ON t.seq = u.seq
ORDER BY u.seq, t.field"""  # noqa: S608 - constants of this package

_VERSIONS = f"SELECT {', '.join(VERSION_COLUMNS)} FROM plan_versions ORDER BY seq"  # noqa: S608

_REDACTIONS = f"SELECT {', '.join(REDACTION_COLUMNS)} FROM redactions ORDER BY seq"  # noqa: S608

_FIELD, _DIGEST, _WIDTH = len(UPDATE_COLUMNS) + 2, len(UPDATE_COLUMNS) + 5, len(UPDATE_COLUMNS)

_hashed = itemgetter(*map(UPDATE_COLUMNS.index, UPDATE_HASHED))
_linked = itemgetter(*map(UPDATE_COLUMNS.index, ("seq", "previous_hash", "hash", "recorded_at", "source_id")))


class Link(NamedTuple):
    """A row of the chain: its number, its two hashes, the one its content gives, and faults of its texts."""

    seq: int
    previous_hash: str
    hash: str
    right_hash: str
    recorded_at: str
    text_problems: tuple[str, ...] = ()


def links(conn: sqlite3.Connection) -> Iterator[Link]:
    """Every row of the chain by ledger number, however many there are, in little memory."""
    return heapq.merge(
        _update_links(conn),
        _row_links(conn, _VERSIONS, VERSION_COLUMNS, VERSION_KIND),
        _row_links(conn, _REDACTIONS, REDACTION_COLUMNS, REDACTION_KIND),
        key=attrgetter("seq"),
    )


def _row_links(conn: sqlite3.Connection, asked: str, columns: Sequence[str], kind: str) -> Iterator[Link]:
    for values in conn.execute(asked):
        row = dict(zip(columns, values, strict=True))
        right = link(row["previous_hash"], row_content(row, kind))
        yield Link(row["seq"], row["previous_hash"], row["hash"], right, str(row["recorded_at"]))


def _update_links(conn: sqlite3.Connection) -> Iterator[Link]:
    for _, group in groupby(conn.execute(_UPDATES), key=itemgetter(0)):
        yield _update_link(list(group))


def _update_link(group: list[tuple[Any, ...]]) -> Link:
    """The link of the rows of one update, one for each of its texts, or one where it has none."""
    row = group[0]
    seq, previous, digest, recorded_at, source_id = _linked(row)
    source = None if source_id is None else row[_WIDTH:_FIELD]
    if row[_FIELD] is None:
        return Link(seq, previous, digest, update_hash(previous, _hashed(row), source, ()), str(recorded_at))
    hashes = [(values[_FIELD], values[_DIGEST]) for values in group]
    right = update_hash(previous, _hashed(row), source, hashes)
    problems = tuple(
        f"Ledger number {seq}: its {field} does not match its hash."
        for field, text, salt, said, redacted in (values[_FIELD:] for values in group)
        if not (redacted or text_hash(salt, field, text) == said)
    )
    return Link(seq, previous, digest, right, str(recorded_at), problems)
