"""Taking a free text out of the ledger for good, with its place in the chain kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.store.connection import writing
from tracker.store.errors import StoreError

if TYPE_CHECKING:
    import sqlite3


def redact(conn: sqlite3.Connection, seq: int, field: str) -> None:
    """Overwrite a text and its salt, in the file as well as in the tables."""
    conn.execute("PRAGMA secure_delete = ON")
    with writing(conn):
        done = conn.execute(
            "UPDATE texts SET text = '', salt = '', redacted = 1"
            " WHERE seq = ? AND field = ? AND NOT redacted",
            (seq, field),
        )
        if done.rowcount == 0:
            raise StoreError(f"Ledger number {seq} has no {field} to redact.")
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
