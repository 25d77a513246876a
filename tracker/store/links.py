"""The rows of the chain as they stand in the file, in their order, one at a time."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tracker.store.chain import row_content, text_hash, update_content
from tracker.store.ledger import UPDATE_COLUMNS
from tracker.store.redaction import REDACTION_COLUMNS, REDACTION_KIND
from tracker.store.versions import VERSION_COLUMNS, VERSION_KIND

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

_UPDATES = f"""
SELECT {", ".join(f"u.{name}" for name in UPDATE_COLUMNS)}, s.name, s.sha256,
  t.field, t.text, t.salt, t.hash, t.redacted
FROM updates AS u LEFT JOIN sources AS s ON s.id = u.source_id LEFT JOIN texts AS t ON t.seq = u.seq
ORDER BY u.seq, t.field"""  # noqa: S608 - constants of this package

_VERSIONS = f"SELECT {', '.join(VERSION_COLUMNS)} FROM plan_versions ORDER BY seq"  # noqa: S608

_REDACTIONS = f"SELECT {', '.join(REDACTION_COLUMNS)} FROM redactions ORDER BY seq"  # noqa: S608

_WIDTH = len(UPDATE_COLUMNS)


@dataclass(frozen=True, slots=True)
class Link:
    """A row of the chain: its number, its two hashes, what its own is made of, and faults of its texts."""

    seq: int
    previous_hash: str
    hash: str
    content: Mapping[str, object]
    text_problems: tuple[str, ...] = ()


def links(conn: sqlite3.Connection) -> Iterator[Link]:
    """Every row of the chain by ledger number, however many there are, in little memory."""
    return heapq.merge(
        _update_links(conn),
        _row_links(conn, _VERSIONS, VERSION_COLUMNS, VERSION_KIND),
        _row_links(conn, _REDACTIONS, REDACTION_COLUMNS, REDACTION_KIND),
        key=lambda link: link.seq,
    )


def _row_links(conn: sqlite3.Connection, asked: str, columns: Sequence[str], kind: str) -> Iterator[Link]:
    for values in conn.execute(asked):
        row = dict(zip(columns, values, strict=True))
        yield Link(row["seq"], row["previous_hash"], row["hash"], row_content(row, kind))


def _update_links(conn: sqlite3.Connection) -> Iterator[Link]:
    for _, group in groupby(conn.execute(_UPDATES), key=lambda values: values[0]):
        yield _update_link(list(group))


def _update_link(group: list[tuple[Any, ...]]) -> Link:
    row = dict(zip(UPDATE_COLUMNS, group[0], strict=False))
    source = None if row["source_id"] is None else group[0][_WIDTH : _WIDTH + 2]
    texts = [values[_WIDTH + 2 :] for values in group if values[_WIDTH + 2] is not None]
    content = update_content(row, source, ((field, digest) for field, _, _, digest, _ in texts))
    problems = tuple(
        f"Ledger number {row['seq']}: its {field} does not match its hash."
        for field, text, salt, digest, redacted in texts
        if not (redacted or text_hash(salt, field, text) == digest)
    )
    return Link(row["seq"], row["previous_hash"], row["hash"], content, problems)
