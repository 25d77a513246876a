"""A report as it was issued: what it was made from, and its content, so that it can be checked for good."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """A report that left the house.

    ``snapshot`` is its content as JSON text, byte for byte what is kept and hashed. ``ledger`` and ``head``
    are the last number and the hash of the ledger it was made at; ``known_at`` is None where it was made with
    all that was known then. ``redacted_from`` is the SHA-256 of the snapshot as it was issued, where words
    have been taken out since.
    """

    snapshot: str
    issued_at: datetime
    author: str
    tracker_version: str
    council: date | None
    as_of: date
    known_at: datetime | None
    plan_version: int
    ledger: int
    head: str
    options: Mapping[str, object]
    redacted_from: str | None = None

    @property
    def sha256(self) -> str:
        """The hash by which the report is known: of its snapshot as it was issued."""
        return self.redacted_from or snapshot_sha256(self.snapshot)


def snapshot_sha256(snapshot: str) -> str:
    """The SHA-256 of a snapshot, hexadecimal."""
    return hashlib.sha256(snapshot.encode("utf-8")).hexdigest()
