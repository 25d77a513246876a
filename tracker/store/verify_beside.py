"""Checking what stands beside the chain: sources, imports, kept files, redactions and issued reports.

These have no place in the chain of their own, so each is held against it: a kept file against the hash that
its updates carry, a redaction against what it says it took out, an import and an issued report against a
hash that holds on to a row of the ledger.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from tracker.domain.issued_report import snapshot_sha256
from tracker.store import imports, issued
from tracker.store.errors import StoreError

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from typing import Any

_UNUSED_SOURCES = """
SELECT name FROM sources WHERE id NOT IN (SELECT source_id FROM updates WHERE source_id IS NOT NULL)"""

_STRANGE_FILES = "SELECT sha256 FROM kept_files WHERE sha256 NOT IN (SELECT sha256 FROM sources)"

#: Texts that are redacted without an entry, or not as an entry says, or not wholly.
_TEXTS_WITHOUT_ENTRY = """
SELECT seq, field FROM texts AS t WHERE redacted AND NOT EXISTS (
  SELECT 1 FROM redactions AS r WHERE r.of_seq = t.seq AND r.what = t.field)"""
_TEXTS_NOT_GONE = "SELECT seq, field FROM texts WHERE redacted AND (text <> '' OR salt <> '')"
_NOT_REDACTED = """
SELECT r.seq, r.what, r.of_seq FROM redactions AS r WHERE r.what NOT IN ('file', 'report') AND NOT EXISTS (
  SELECT 1 FROM texts AS t WHERE t.seq = r.of_seq AND t.field = r.what AND t.redacted)"""

_FILES_WITHOUT_ENTRY = """
SELECT sha256 FROM kept_files AS k WHERE length(content) = 0 AND NOT EXISTS (
  SELECT 1 FROM redactions AS r WHERE r.what = 'file' AND r.sha256 = k.sha256)"""
_FILES_NOT_GONE = """
SELECT r.seq, r.sha256 FROM redactions AS r WHERE r.what = 'file' AND NOT EXISTS (
  SELECT 1 FROM kept_files AS k WHERE k.sha256 = r.sha256 AND k.size = r.size AND length(k.content) = 0)"""

_REPORTS_GONE = """
SELECT r.seq, r.sha256 FROM redactions AS r WHERE r.what = 'report' AND NOT EXISTS (
  SELECT 1 FROM issued_reports AS i WHERE i.sha256 = r.sha256)"""
_LEFT = "SELECT left_sha256 FROM redactions WHERE what = 'report' AND sha256 = ? ORDER BY seq DESC LIMIT 1"


def beside_problems(conn: sqlite3.Connection) -> Iterator[str]:
    """Everything that does not hold, in sentences that say where."""
    for (name,) in conn.execute(_UNUSED_SOURCES):
        yield f"The source “{name}” belongs to no update."
    yield from _import_problems(conn)
    yield from _kept_file_problems(conn)
    yield from _redaction_problems(conn)
    for row in issued.rows(conn):
        yield from _report_problems(conn, row)


def _import_problems(conn: sqlite3.Connection) -> Iterator[str]:
    for number, name, has, right in imports.hashed(conn):
        if right is None or has != right:
            yield f"Import {number}, of the file “{name}”: its content does not match its hash."


def _kept_file_problems(conn: sqlite3.Connection) -> Iterator[str]:
    for (sha256,) in conn.execute("SELECT sha256 FROM kept_files").fetchall():
        try:
            imports.kept_file(conn, sha256)
        except StoreError as error:
            yield str(error)
    for (sha256,) in conn.execute(_STRANGE_FILES):
        yield f"The kept file {sha256[:12]} belongs to no source."
    for (sha256,) in conn.execute(_FILES_WITHOUT_ENTRY):
        yield f"The kept file {sha256[:12]} is empty, and no entry of the ledger says that it was redacted."
    for seq, sha256 in conn.execute(_FILES_NOT_GONE):
        yield f"Ledger number {seq} says that the kept file {sha256[:12]} was redacted, which it is not."


def _redaction_problems(conn: sqlite3.Connection) -> Iterator[str]:
    for seq, field in conn.execute(_TEXTS_WITHOUT_ENTRY):
        yield f"Ledger number {seq}: its {field} is redacted, and no entry says by whom and why."
    for seq, field in conn.execute(_TEXTS_NOT_GONE):
        yield f"Ledger number {seq}: its {field} is redacted, but something stands in its place."
    for seq, field, number in conn.execute(_NOT_REDACTED):
        yield f"Ledger number {seq} says that the {field} of number {number} was redacted, which it is not."
    for seq, sha256 in conn.execute(_REPORTS_GONE):
        yield f"Ledger number {seq} says that the issued report {sha256[:12]} was redacted: it is not there."


def _report_problems(conn: sqlite3.Connection, row: dict[str, Any]) -> Iterator[str]:
    named = f"The report issued on {row['issued_at'][:10]}, hash {row['sha256'][:12]}"
    if issued.own_hash({name: value for name, value in row.items() if name != "hash"}) != row["hash"]:
        yield f"{named}: what is said of it does not match its hash."
    if conn.execute(issued.HASH_AT, {"number": row["ledger"]}).fetchone() != (row["head"],):
        yield f"{named}: the ledger's number {row['ledger']} has not the hash it was made at."
    left = conn.execute(_LEFT, (row["sha256"],)).fetchone()
    try:
        found = snapshot_sha256(issued.unpacked(row["snapshot"]))
    except (ValueError, zlib.error) as error:
        yield f"{named}: its snapshot cannot be read ({error})."
        return
    if found != (left[0] if left else row["sha256"]):
        yield f"{named}: its snapshot does not match its hash."
