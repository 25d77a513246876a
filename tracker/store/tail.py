"""The end of the ledger: its last number, the chain's head, and the last instant it recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.update import Receipt
from tracker.store.instants import ALWAYS, instant, stamp
from tracker.store.tables import TABLE_NAMES

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import datetime

#: The hash that stands before the first row.
GENESIS = "0" * 64

_TAIL = """
SELECT seq, hash, recorded_at FROM (SELECT * FROM (
    SELECT seq, hash, recorded_at FROM updates ORDER BY seq DESC LIMIT 1)
  UNION ALL SELECT * FROM (SELECT seq, hash, recorded_at FROM plan_versions ORDER BY seq DESC LIMIT 1)
  UNION ALL SELECT * FROM (SELECT seq, hash, recorded_at FROM redactions ORDER BY seq DESC LIMIT 1))
ORDER BY seq DESC LIMIT 1"""


_KNOWN = "SELECT seq, hash, recorded_at FROM updates WHERE known_from <= :known_at ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Tail:
    """The last row of the ledger; of an empty one number 0 and the genesis hash."""

    seq: int
    hash: str
    recorded_at: str

    def next_instant(self, now: Callable[[], datetime]) -> str:
        """The recording time of what comes next: the clock's, and never before what is recorded already."""
        return max(stamp(now()), self.recorded_at)


def tail_of(conn: sqlite3.Connection) -> Tail:
    """The end of the ledger as it is now; inside a write transaction it stays so."""
    row = conn.execute(_TAIL).fetchone()
    return Tail(*row) if row else Tail(0, GENESIS, "")


def known_tail(conn: sqlite3.Connection, known_at: datetime | None) -> Receipt:
    """The receipt of the last row of the ledger that is known at an instant (None: now).

    Nothing known by then has a higher number, so that the hash stands for all of it. A plan version that
    stands in for a time before it was recorded is known to that look as well.
    """
    from tracker.store.versions import version_at

    known = ALWAYS if known_at is None else stamp(known_at)
    version, _ = version_at(conn, known_at)
    row = conn.execute(_KNOWN, {"known_at": known}).fetchone()
    if row is None or row[0] < version.seq:
        return Receipt(version.seq, version.hash, version.recorded_at)
    return Receipt(row[0], row[1], instant(row[2]))


def counts(conn: sqlite3.Connection) -> dict[str, int]:
    """The number of rows of each table."""
    asked = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in sorted(TABLE_NAMES))  # noqa: S608
    return dict(conn.execute(asked))
