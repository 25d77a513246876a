"""The files that were taken in: a record of each import, and the files themselves."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

from tracker.domain.update import Source
from tracker.store.errors import DamagedError, StoreError
from tracker.store.instants import instant, stamp
from tracker.store.records import Import

if TYPE_CHECKING:
    import sqlite3

    from tracker.domain.update import Receipt
    from tracker.store.records import Intake

_FOUND = """
SELECT s.name, s.sha256, i.recorded_at, i.author, i.first_seq, i.last_seq, i.unchanged, i.refused, k.size
FROM imports AS i JOIN sources AS s ON s.id = i.source_id LEFT JOIN kept_files AS k ON k.sha256 = s.sha256
ORDER BY i.id DESC"""


def record(conn: sqlite3.Connection, intake: Intake, author: str, first_seq: int, last: Receipt) -> None:
    """Record an import whose updates were just written; the caller holds the write transaction."""
    source = (intake.source.name, intake.source.sha256.lower())
    (number,) = conn.execute("SELECT id FROM sources WHERE name = ? AND sha256 = ?", source).fetchone()
    conn.execute(
        "INSERT INTO imports (source_id, recorded_at, author, first_seq, last_seq, unchanged, refused)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, stamp(last.recorded_at), author, first_seq, last.seq, intake.unchanged, intake.refused),
    )
    if intake.content is not None:
        conn.execute(
            "INSERT INTO kept_files (sha256, size, content) SELECT ?, ?, ?"
            " WHERE NOT EXISTS (SELECT 1 FROM kept_files WHERE sha256 = ?)",
            (source[1], len(intake.content), zlib.compress(intake.content), source[1]),
        )


def imports(conn: sqlite3.Connection) -> list[Import]:
    """Every import, newest first."""
    return [
        Import(Source(name, sha256), instant(at), author, first, last, unchanged, refused, size)
        for name, sha256, at, author, first, last, unchanged, refused, size in conn.execute(_FOUND)
    ]


def kept_file(conn: sqlite3.Connection, sha256: str) -> bytes | None:
    """A file as it was taken in, byte for byte; None where it was not kept."""
    asked = "SELECT size, content FROM kept_files WHERE sha256 = ?"
    row = conn.execute(asked, (sha256.lower(),)).fetchone()
    if row is None:
        return None
    size, packed = row
    try:
        content = zlib.decompressobj().decompress(packed, size + 1)
    except zlib.error as error:
        raise StoreError(f"The kept file {sha256[:12]} is damaged: {error}.") from None
    if hashlib.sha256(content).hexdigest() != sha256.lower():
        raise DamagedError(f"The kept file {sha256[:12]} is damaged: its bytes do not match its SHA-256.")
    return content
