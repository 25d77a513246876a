"""Nothing is overwritten or deleted, with whatever program one tries."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.store.cases import at, draft, intake, issued_report, record
from tracker.domain.update import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tracker.store import Store

RENUMBERED = """REPLACE INTO plan_versions SELECT 6, version, plan_id, title, reason, source_text,
  files, record, recorded_at, author, previous_hash, hash FROM plan_versions"""


@pytest.fixture
def shell(store: Store, path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody else's connection, without any setting of ours, to a database with a row in each table."""
    content = b"a return"
    source = Source("kent.csv", hashlib.sha256(content).hexdigest())
    drafts = [draft("2019-09-30", 1, note="note"), draft("2019-12-31", 2)]
    store.take_in(drafts, intake(source, content), author="Ann", now=at(2020, 1, 1))
    store.keep_report(issued_report(store))
    other = record(store, draft("2020-03-31", 3, note="names a person"))
    store.redact(other, reason="names a person", author="Ann", now=at(2020, 4, 1))
    conn = sqlite3.connect(path, isolation_level=None)
    yield conn
    conn.close()


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE updates SET value = 3", "updates are never changed"),
        ("UPDATE updates SET value = value WHERE seq = 2", "updates are never changed"),
        ("UPDATE OR REPLACE updates SET seq = 3 WHERE seq = 2", "updates are never changed"),
        ("UPDATE plan_versions SET reason = ''", "plan versions are never changed"),
        ("UPDATE sources SET name = ''", "sources are never changed"),
        ("UPDATE texts SET text = 'other'", "a text is never changed, only redacted"),
        ("UPDATE texts SET text = 'other', redacted = 1", "a text is never changed, only redacted"),
        ("UPDATE texts SET text = '', redacted = 1, hash = salt", "a text is never changed, only redacted"),
        ("DELETE FROM updates", "updates are never deleted"),
        ("DELETE FROM plan_versions", "plan versions are never deleted"),
        ("DELETE FROM sources", "sources are never deleted"),
        ("DELETE FROM texts", "texts are never deleted"),
        ("INSERT OR REPLACE INTO updates SELECT * FROM updates LIMIT 1", "only added to at its end"),
        ("INSERT OR IGNORE INTO updates SELECT * FROM updates LIMIT 1", "only added to at its end"),
        ("REPLACE INTO plan_versions SELECT * FROM plan_versions", "only added to at its end"),
        ("REPLACE INTO sources SELECT * FROM sources", "sources are never changed"),
        ("REPLACE INTO texts SELECT * FROM texts", "texts are never changed"),
        (RENUMBERED, "numbered one after the other"),
        ("UPDATE texts SET text = '', salt = '', redacted = 1", "a text is never changed, only redacted"),
        ("UPDATE redactions SET reason = 'other'", "redactions are never changed"),
        ("DELETE FROM redactions", "redactions are never deleted"),
        ("REPLACE INTO redactions SELECT * FROM redactions", "only added to at its end"),
        ("UPDATE kept_files SET content = x''", "kept files are never changed, only redacted"),
        ("UPDATE kept_files SET size = 1", "kept files are never changed, only redacted"),
        ("DELETE FROM kept_files", "kept files are never deleted"),
        ("UPDATE imports SET hash = NULL", "imports are never changed"),
        ("UPDATE issued_reports SET snapshot = x''", "issued reports are never changed, only redacted"),
        ("DELETE FROM issued_reports", "issued reports are never deleted"),
        ("REPLACE INTO issued_reports SELECT * FROM issued_reports", "issued reports are never changed"),
        ("REPLACE INTO sources SELECT 9, name, sha256 FROM sources", "sources are never changed"),
    ],
)
def test_the_database_itself_refuses(
    store: Store, shell: sqlite3.Connection, statement: str, sentence: str
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=sentence):
        shell.execute(statement)
    assert store.verify().ok


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("as_at", "30/09/2019"),
        ("as_at", "2019-02-30"),
        ("value", float("inf")),
        ("state", "finished"),
        ("self_status", "purple"),
        ("known_from", "2019-09-30"),
        ("hash", "abc"),
        ("withdrawal", 1),
        ("value", "twelve"),
    ],
)
def test_a_row_of_the_wrong_shape_is_refused(
    store: Store, shell: sqlite3.Connection, column: str, value: object
) -> None:
    shell.row_factory = sqlite3.Row
    row = dict(shell.execute("SELECT * FROM updates LIMIT 1").fetchone())
    row.update({"seq": 6, column: value})
    marks = ", ".join("?" * len(row))

    with pytest.raises(sqlite3.IntegrityError):
        shell.execute(f"INSERT INTO updates ({', '.join(row)}) VALUES ({marks})", list(row.values()))
    assert store.verify().ok
