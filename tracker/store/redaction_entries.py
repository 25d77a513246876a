"""Redactions as the history shows them: what was taken out, for the sake of which update, by whom and why."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.domain.redaction import Redaction
from tracker.store.instants import instant

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

_SELECT = """
SELECT r.seq, r.recorded_at, r.author, r.reason, r.of_seq, r.what, r.sha256, r.hash,
  u.force, u.commitment, u.as_at
FROM redactions AS r JOIN updates AS u ON u.seq = r.of_seq LEFT JOIN sources AS s ON s.id = u.source_id"""

_OF_NUMBERS = f"{_SELECT} WHERE r.of_seq IN (SELECT value FROM json_each(?)) ORDER BY r.seq"  # noqa: S608

_NEWEST = f"""{_SELECT}
WHERE u.force = ifnull(:force, u.force) AND (:source IS NULL OR s.sha256 = :source)
  AND (:commitments IS NULL OR u.commitment IN (SELECT value FROM json_each(:commitments)))
ORDER BY r.seq DESC"""  # noqa: S608 - constants of this module


def redactions_of(conn: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, list[Redaction]]:
    """The redactions of updates by their ledger number, oldest first."""
    found: dict[int, list[Redaction]] = {}
    for row in conn.execute(_OF_NUMBERS, (f"[{','.join(map(str, numbers))}]",)):
        redaction = _redaction(row)
        found.setdefault(redaction.number, []).append(redaction)
    return found


def newest_redactions(
    conn: sqlite3.Connection, force: str | None, commitments: Sequence[str] | None, source: str | None
) -> Iterator[Redaction]:
    """Redactions newest first: of a force's updates, of a commitment's, of those from a file, or all."""
    ids = None if commitments is None else json.dumps(list(commitments))
    asked = {"force": force, "commitments": ids, "source": source and source.lower()}
    return map(_redaction, conn.execute(_NEWEST, asked))


def _redaction(row: tuple[Any, ...]) -> Redaction:
    seq, recorded_at, *rest, as_at = row
    author, reason, number, what, sha256, digest, force, commitment = rest
    return Redaction(
        seq, instant(recorded_at), author, reason, number, what, sha256, digest,
        force, commitment, date.fromisoformat(as_at),
    )  # fmt: skip
