"""Taking words out of the ledger for good: the text, the kept file it came in, the reports that repeat it.

The hash of each stays, so that the chain verifies, and an entry of the chain says who took it out and why.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from tracker.domain.issued_report import snapshot_sha256
from tracker.domain.redaction import FILE, REPORT
from tracker.store import issued
from tracker.store.chain import link, row_content
from tracker.store.connection import writing
from tracker.store.errors import NotRedactableError
from tracker.store.records import Redacted, ToRedact
from tracker.store.redaction_entries import redactions_of
from tracker.store.rows import update_by_number
from tracker.store.same_words import file_holds, other_texts, report_without
from tracker.store.tail import tail_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

REDACTION_COLUMNS = (
    "seq", "of_seq", "what", "sha256", "size", "left_sha256", "reason", "recorded_at", "author",
    "previous_hash", "hash",
)  # fmt: skip

#: What a redaction is called where it is hashed.
REDACTION_KIND = "redaction"

_INSERT = (
    f"INSERT INTO redactions ({', '.join(REDACTION_COLUMNS)})"  # noqa: S608 - names from the list above
    f" VALUES ({', '.join(':' + name for name in REDACTION_COLUMNS)})"
)


def to_redact(conn: sqlite3.Connection, number: int, fields: Sequence[str]) -> ToRedact:
    """What redacting free texts of an update would take out; without fields its only text.

    :class:`NotRedactableError` says why there is nothing to take out. Of texts that were redacted before
    nothing is left, which is no error: ``texts`` is then empty and ``before`` says when that was.
    """
    update = update_by_number(conn, number)
    if update is None:
        raise NotRedactableError(_no_update(conn, number))
    asked = "SELECT field, text, redacted FROM texts WHERE seq = ? ORDER BY field"
    held = {field: None if redacted else text for field, text, redacted in conn.execute(asked, (number,))}
    wanted = tuple(dict.fromkeys(fields)) or _only(number, held)
    for field in wanted:
        if field not in held:
            has = f"it has {_listed(held)}" if held else "it has no text at all"
            raise NotRedactableError(f"Ledger number {number} has no {field} to redact: {has}.")
    texts = {field: text for field in wanted if (text := held[field]) is not None}
    return ToRedact(
        update,
        texts,
        tuple(_files(conn, number, tuple(texts.values()))) if texts else (),
        tuple(sha256 for sha256, _ in _reports(conn, tuple(texts.values()))) if texts else (),
        tuple(other_texts(conn, number, texts)),
        tuple(redactions_of(conn, [number]).get(number, ())),
    )


def redact(
    conn: sqlite3.Connection,
    number: int,
    fields: Sequence[str],
    *,
    reason: str,
    author: str,
    now: Callable[[], datetime],
) -> Redacted:
    """Take texts out, all or none, with an entry for each thing that goes; then write the file anew."""
    conn.execute("PRAGMA secure_delete = ON")
    with writing(conn):
        found = to_redact(conn, number, fields)
        first = tail_of(conn).seq + 1
        if found.texts:
            moment = tail_of(conn).next_instant(now)
            _take_out(
                conn, found, {"of_seq": number, "reason": reason, "recorded_at": moment, "author": author}
            )
    entries = redactions_of(conn, [number]).get(number, ())
    return Redacted(found, tuple(entry for entry in entries if entry.seq >= first), _wiped(conn))


def _take_out(conn: sqlite3.Connection, found: ToRedact, entry: dict[str, object]) -> None:
    number = found.update.seq
    for field in found.texts:
        _enter(conn, {**entry, "what": field})
        gone = "UPDATE texts SET text = '', salt = '', redacted = 1 WHERE seq = ? AND field = ?"
        conn.execute(gone, (number, field))
    for _, sha256, size in found.files:
        _enter(conn, {**entry, "what": FILE, "sha256": sha256, "size": size})
        conn.execute("UPDATE kept_files SET content = x'' WHERE sha256 = ?", (sha256,))
    for sha256, left in list(_reports(conn, tuple(found.texts.values()))):
        left_sha256 = snapshot_sha256(left)
        _enter(conn, {**entry, "what": REPORT, "sha256": sha256, "left_sha256": left_sha256})
        issued.replace_snapshot(conn, sha256, left)


def _enter(conn: sqlite3.Connection, given: dict[str, object]) -> None:
    """Add an entry to the chain."""
    tail = tail_of(conn)
    row = {**dict.fromkeys(REDACTION_COLUMNS), **given, "seq": tail.seq + 1}
    row["hash"] = link(tail.hash, row_content(row, REDACTION_KIND))
    row["previous_hash"] = tail.hash
    conn.execute(_INSERT, row)


def _wiped(conn: sqlite3.Connection) -> bool:
    """Write the file anew from what it holds, so that no page, used, free or waiting, keeps what it held.

    False where others are at work in the database, or the disk is too full: then it has to be done again.
    """
    try:
        conn.execute("VACUUM")
        is_busy, _, _ = conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    return not is_busy


def _files(conn: sqlite3.Connection, number: int, words: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Name, hash and size of the kept file an update came from, and of each other that holds its words."""
    asked = """SELECT k.sha256, k.size, k.content,
      (SELECT s.name FROM sources AS s WHERE s.sha256 = k.sha256 ORDER BY s.id LIMIT 1),
      k.sha256 = (SELECT s.sha256 FROM updates AS u JOIN sources AS s ON s.id = u.source_id WHERE u.seq = ?)
      FROM kept_files AS k WHERE length(k.content) > 0 ORDER BY k.rowid"""
    for sha256, size, content, name, is_own in conn.execute(asked, (number,)):
        if is_own or file_holds(content, size, words):
            yield name or sha256[:12], sha256, size


def _reports(conn: sqlite3.Connection, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Hash of each issued report that repeats the words, and what is left of its snapshot without them."""
    for report in issued.issued_reports(conn):
        left = report_without(report.snapshot, words)
        if left != report.snapshot:
            yield report.sha256, left


def _only(number: int, held: dict[str, str | None]) -> tuple[str, ...]:
    left = [field for field, text in held.items() if text is not None] or list(held)
    if not left:
        raise NotRedactableError(f"Ledger number {number} has no text to redact.")
    if len(left) > 1:
        raise NotRedactableError(f"Ledger number {number} has {_listed(left)}: say which is to be redacted.")
    return tuple(left)


def _listed(fields: Sequence[str] | dict[str, str | None]) -> str:
    named = [f"an {field}" if field[0] in "ae" else f"a {field}" for field in fields]
    return " and ".join(filter(None, (", ".join(named[:-1]), named[-1])))


def _no_update(conn: sqlite3.Connection, number: int) -> str:
    last = tail_of(conn).seq
    if not 1 <= number <= last:
        return f"There is no ledger number {number}: the last is {last}."
    return f"Ledger number {number} is not an update: only an update's texts can be redacted."
