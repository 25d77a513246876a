"""The history: updates, plan versions and redactions, newest first, with what each corrected, and what was
withdrawn or redacted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.store.connection import reading
from tracker.store.records import UpdateEntry
from tracker.store.redaction_entries import newest_redactions, redactions_of
from tracker.store.rows import COLUMNS, WHOLE_LEDGER, WITH_SOURCE, WITHDRAWN, texts_of, update_of
from tracker.store.versions import versions

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from tracker.domain.update import Update
    from tracker.store.records import Entry

_SAME_DAY = "o.commitment = u.commitment AND o.force = u.force AND o.as_at = u.as_at"

#: A row corrects the one known just before it, however late either was recorded.
_BEFORE = f"""(SELECT o.seq FROM updates AS o
  WHERE {_SAME_DAY} AND (o.known_from, o.seq) < (u.known_from, u.seq)
  ORDER BY o.known_from DESC, o.seq DESC LIMIT 1)"""  # noqa: S608 - constants of this package

_ENTRIES = f"""
SELECT {COLUMNS}, {_BEFORE}, {WITHDRAWN}
FROM updates AS u {WITH_SOURCE}
WHERE u.force = ifnull(:force, u.force) AND u.commitment = ifnull(:commitment, u.commitment)
  AND u.seq < :before AND (:source IS NULL OR s.sha256 = :source)
ORDER BY u.seq DESC LIMIT :limit"""  # noqa: S608 - constants of this package

_BY_NUMBER = f"""
SELECT {COLUMNS} FROM json_each(:numbers) AS n CROSS JOIN updates AS u ON u.seq = n.value {WITH_SOURCE}
WHERE NOT u.withdrawal"""  # noqa: S608 - constants of this package

_NO_LIMIT = -1
_AFTER_ALL = 2**62


def entries(
    conn: sqlite3.Connection,
    *,
    force: str | None,
    commitment: str | None,
    source: str | None,
    limit: int | None,
    before_seq: int | None,
) -> list[Entry]:
    """Updates of a force, a commitment, a file or all with their redactions, and plan versions unless of a
    file, newest first."""
    before = _AFTER_ALL if before_seq is None else before_seq
    asked = {
        "force": force,
        "commitment": commitment,
        "before": before,
        "source": source,
        "limit": _NO_LIMIT if limit is None else limit,
    }
    with reading(conn):
        rows = conn.execute(_ENTRIES, {**asked, "ledger": WHOLE_LEDGER}).fetchall()
        found: list[Entry] = [*_update_entries(conn, rows), *newest_redactions(conn, asked)]
        if source is None:
            found += [version for version in versions(conn) if version.seq < before]
    found.sort(key=_number, reverse=True)
    return found if limit is None else found[:limit]


def _number(entry: Entry) -> int:
    return entry.update.seq if isinstance(entry, UpdateEntry) else entry.seq


def _update_entries(conn: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> Iterable[UpdateEntry]:
    corrected = _updates(conn, {row[-2] for row in rows if row[-2] is not None})
    texts = texts_of(conn, (row[0] for row in rows))
    redactions = redactions_of(conn, (row[0] for row in rows))
    for row in rows:
        update = update_of(row[:-2], texts.get(row[0], {}))
        redacted = tuple(redactions.get(row[0], ()))
        yield UpdateEntry(update, corrected.get(row[-2]), bool(row[-1]), redacted)


def _updates(conn: sqlite3.Connection, numbers: set[int]) -> dict[int, Update]:
    asked = f"[{','.join(map(str, numbers))}]"
    rows = conn.execute(_BY_NUMBER, {"numbers": asked, "ledger": WHOLE_LEDGER})
    return {row[0]: update_of(row) for row in rows}
