"""The ledger in SQLite, behind one class: :class:`Store`. No SQL and no SQLite type leaves this package."""

from tracker.store.door import Store
from tracker.store.errors import (
    BusyError,
    ChangedError,
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
    Import,
    ImportEntry,
    Intake,
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
    "ChangedError",
    "DamagedError",
    "Entry",
    "Import",
    "ImportEntry",
    "Intake",
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
