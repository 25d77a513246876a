"""Reports as they were issued: kept beside the chain, each found again by its hash."""

from __future__ import annotations

import json
import zlib
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.domain.issued_report import IssuedReport, snapshot_sha256
from tracker.store.chain import link, row_content
from tracker.store.errors import DamagedError, StoreError, UnknownReportError
from tracker.store.instants import instant, stamp

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

COLUMNS = (
    "sha256", "issued_at", "author", "tracker_version", "council", "as_of", "known_at", "plan_version",
    "ledger", "head", "options", "snapshot", "hash",
)  # fmt: skip

_INSERT = (
    f"INSERT INTO issued_reports ({', '.join(COLUMNS)})"  # noqa: S608 - names from the list above
    f" VALUES ({', '.join(':' + name for name in COLUMNS)})"
)
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM issued_reports"  # noqa: S608 - names from the list above

_NEWEST_FIRST = "ORDER BY issued_at DESC, rowid DESC"
_SHORTEST_HASH = 6

#: The hash of a row of the ledger by its number, whichever table it is in.
HASH_AT = """SELECT hash FROM updates WHERE seq = :number UNION ALL
  SELECT hash FROM plan_versions WHERE seq = :number UNION ALL
  SELECT hash FROM redactions WHERE seq = :number"""


def keep(conn: sqlite3.Connection, report: IssuedReport) -> bool:
    """Keep a report, inside the write transaction that is open; False where its snapshot is kept already."""
    sha256 = report.sha256
    if conn.execute("SELECT 1 FROM issued_reports WHERE sha256 = ?", (sha256,)).fetchone():
        return False
    at = conn.execute(HASH_AT, {"number": report.ledger}).fetchone()
    if at != (report.head,):
        raise StoreError(
            f"The report was not kept: it says it was made at ledger number {report.ledger}, hash "
            f"{report.head[:12]}, which is not in this ledger."
        )
    row: dict[str, object] = {
        "sha256": sha256,
        "issued_at": stamp(report.issued_at),
        "author": report.author,
        "tracker_version": report.tracker_version,
        "council": report.council.isoformat() if report.council else None,
        "as_of": report.as_of.isoformat(),
        "known_at": stamp(report.known_at) if report.known_at else None,
        "plan_version": report.plan_version,
        "ledger": report.ledger,
        "head": report.head,
        "options": json.dumps(dict(report.options), sort_keys=True),
    }
    packed = zlib.compress(report.snapshot.encode("utf-8"))
    conn.execute(_INSERT, {**row, "snapshot": packed, "hash": own_hash(row)})
    return True


def own_hash(row: dict[str, object]) -> str:
    """A report's own hash, over all that is said of it beside its snapshot, which has one of its own."""
    said = {name: value for name, value in row.items() if name != "snapshot"}
    return link(str(row["head"]), row_content(said, "issued report"))


def replace_snapshot(conn: sqlite3.Connection, sha256: str, left: str) -> None:
    """Put what is left of a snapshot in its place; the entry that says so is in the ledger by then."""
    packed = zlib.compress(left.encode("utf-8"))
    conn.execute("UPDATE issued_reports SET snapshot = ? WHERE sha256 = ?", (packed, sha256))


def issued_reports(conn: sqlite3.Connection) -> list[IssuedReport]:
    """Every report that was kept, newest first."""
    return [_report(row) for row in conn.execute(f"{_SELECT} {_NEWEST_FIRST}")]


def issued_report(conn: sqlite3.Connection, start: str) -> IssuedReport:
    """The report whose hash begins so; :class:`UnknownReportError` where there is none, or several."""
    wanted = start.strip().lower()
    if len(wanted) < _SHORTEST_HASH:
        raise UnknownReportError(f"Name a report by at least {_SHORTEST_HASH} digits of its SHA-256.")
    asked = f"{_SELECT} WHERE substr(sha256, 1, ?) = ? {_NEWEST_FIRST}"
    found = conn.execute(asked, (len(wanted), wanted)).fetchall()
    if not found:
        raise UnknownReportError(f"No report with the hash {wanted} was issued from this database.")
    if len(found) > 1:
        raise UnknownReportError(
            f"{len(found)} reports have hashes that begin with {wanted}: give more digits."
        )
    return _report(found[0])


def rows(conn: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Every row as it stands, for checking."""
    for values in conn.execute(f"{_SELECT} ORDER BY rowid"):
        yield dict(zip(COLUMNS, values, strict=True))


def unpacked(packed: bytes) -> str:
    """A snapshot's text; :class:`ValueError` or :class:`zlib.error` where it is none."""
    return zlib.decompress(packed).decode("utf-8")


def _report(values: tuple[Any, ...]) -> IssuedReport:
    row = dict(zip(COLUMNS, values, strict=True))
    try:
        snapshot = unpacked(row["snapshot"])
        return IssuedReport(
            snapshot=snapshot,
            issued_at=instant(row["issued_at"]),
            author=row["author"],
            tracker_version=row["tracker_version"],
            council=date.fromisoformat(row["council"]) if row["council"] else None,
            as_of=date.fromisoformat(row["as_of"]),
            known_at=instant(row["known_at"]) if row["known_at"] else None,
            plan_version=row["plan_version"],
            ledger=row["ledger"],
            head=row["head"],
            options=json.loads(row["options"]),
            redacted_from=None if snapshot_sha256(snapshot) == row["sha256"] else row["sha256"],
        )
    except (ValueError, zlib.error) as error:
        raise DamagedError(
            f"The issued report {row['sha256'][:12]} cannot be read ({error}). “tracker verify” says what "
            "else is damaged."
        ) from error
