"""The files that were taken in: a record of each import, and the files themselves."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING

from tracker.domain.update import Source
from tracker.store.chain import link, row_content
from tracker.store.errors import DamagedError, StoreError
from tracker.store.instants import instant, stamp
from tracker.store.records import Import

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from tracker.domain.update import Receipt
    from tracker.store.records import Intake

_FOUND = """
SELECT s.name, s.sha256, i.recorded_at, i.author, i.first_seq, i.last_seq, i.unchanged, i.refused, k.size,
  ifnull(length(k.content) = 0, 0)
FROM imports AS i JOIN sources AS s ON s.id = i.source_id LEFT JOIN kept_files AS k ON k.sha256 = s.sha256
ORDER BY i.id DESC"""


_COLUMNS = ("id", "recorded_at", "author", "first_seq", "last_seq", "unchanged", "refused")

_HASHED = f"""
SELECT {", ".join(f"i.{name}" for name in _COLUMNS)}, s.name, s.sha256, u.hash, i.hash
FROM imports AS i LEFT JOIN sources AS s ON s.id = i.source_id LEFT JOIN updates AS u ON u.seq = i.last_seq
ORDER BY i.id"""  # noqa: S608 - constants of this package


def record(conn: sqlite3.Connection, intake: Intake, author: str, first_seq: int, last: Receipt) -> None:
    """Record an import whose updates were just written; the caller holds the write transaction."""
    source = (intake.source.name, intake.source.sha256.lower())
    (number,) = conn.execute("SELECT id FROM sources WHERE name = ? AND sha256 = ?", source).fetchone()
    (last_id,) = conn.execute("SELECT ifnull(max(id), 0) FROM imports").fetchone()
    row = {
        "id": last_id + 1,
        "recorded_at": stamp(last.recorded_at),
        "author": author,
        "first_seq": first_seq,
        "last_seq": last.seq,
        "unchanged": intake.unchanged,
        "refused": intake.refused,
    }
    conn.execute(
        "INSERT INTO imports (id, source_id, recorded_at, author, first_seq, last_seq, unchanged, refused,"
        " hash) VALUES (:id, :source_id, :recorded_at, :author, :first_seq, :last_seq, :unchanged, :refused,"
        " :hash)",
        {**row, "source_id": number, "hash": _hash(row, source, last.hash)},
    )
    if intake.content is not None:
        conn.execute(
            "INSERT INTO kept_files (sha256, size, content) SELECT ?, ?, ?"
            " WHERE NOT EXISTS (SELECT 1 FROM kept_files WHERE sha256 = ?)",
            (source[1], len(intake.content), zlib.compress(intake.content), source[1]),
        )


def _hash(row: Mapping[str, object], source: tuple[str, str], head: str) -> str:
    """An import's own hash; it stands beside the chain, and holds on to the last of its updates."""
    return link(head, row_content({**row, "source": source}, "import"))


def hashed(conn: sqlite3.Connection) -> Iterator[tuple[int, str, str | None, str | None]]:
    """Of every import its number, the file's name, the hash it carries, and the one it should carry: None
    where its last update is not there."""
    for *values, name, sha256, head, digest in conn.execute(_HASHED):
        row = dict(zip(_COLUMNS, values, strict=True))
        yield row["id"], name, digest, None if head is None else _hash(row, (name, sha256), head)


def hash_all(conn: sqlite3.Connection) -> None:
    """Give every import its own hash."""
    for number, _, _, right in list(hashed(conn)):
        conn.execute("UPDATE imports SET hash = ? WHERE id = ?", (right, number))


def imports(conn: sqlite3.Connection) -> list[Import]:
    """Every import, newest first."""
    return [
        Import(Source(name, sha256), instant(at), author, first, last, unchanged, refused, size, bool(gone))
        for name, sha256, at, author, first, last, unchanged, refused, size, gone in conn.execute(_FOUND)
    ]


def kept_file(conn: sqlite3.Connection, sha256: str) -> bytes | None:
    """A file as it was taken in, byte for byte; None where it was not kept, or redacted."""
    asked = "SELECT size, content FROM kept_files WHERE sha256 = ?"
    row = conn.execute(asked, (sha256.lower(),)).fetchone()
    if row is None or not row[1]:
        return None
    size, packed = row
    try:
        content = zlib.decompressobj().decompress(packed, size + 1)
    except zlib.error as error:
        raise StoreError(f"The kept file {sha256[:12]} is damaged: {error}.") from None
    if len(content) != size:
        raise DamagedError(f"The kept file {sha256[:12]} is damaged: it has not the {size:,} bytes it had.")
    if hashlib.sha256(content).hexdigest() != sha256.lower():
        raise DamagedError(f"The kept file {sha256[:12]} is damaged: its bytes do not match its SHA-256.")
    return content
