"""The ledger in SQLite, behind one class: :class:`Store`. No SQL and no SQLite type leaves this package."""

from tracker.store.door import Store
from tracker.store.errors import (
    BusyError,
    DamagedError,
    NewerError,
    NotOursError,
    ReadOnlyError,
    StoreError,
    UnknownVersionError,
)
from tracker.store.records import (
    AppendResult,
    CellRow,
    Entry,
    PlanVersion,
    UpdateEntry,
    Verification,
    VersionDraft,
)
from tracker.store.tail import GENESIS

__all__ = [
    "GENESIS",
    "AppendResult",
    "BusyError",
    "CellRow",
    "DamagedError",
    "Entry",
    "NewerError",
    "NotOursError",
    "PlanVersion",
    "ReadOnlyError",
    "Store",
    "StoreError",
    "UnknownVersionError",
    "UpdateEntry",
    "Verification",
    "VersionDraft",
]
