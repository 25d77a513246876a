"""The ledger in SQLite, behind one class: :class:`Store`. No SQL and no SQLite type leaves this package."""

from tracker.store.door import Store
from tracker.store.errors import (
    BusyError,
    ChangedError,
    DamagedError,
    ExportError,
    NewerError,
    NotOursError,
    NotRedactableError,
    ReadOnlyError,
    StoreError,
    UnknownReportError,
    UnknownVersionError,
)
from tracker.store.records import (
    AppendResult,
    CellRow,
    Entry,
    ExportMade,
    Import,
    Intake,
    PlanVersion,
    Redacted,
    ToRedact,
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
    "ExportError",
    "ExportMade",
    "Import",
    "Intake",
    "NewerError",
    "NotOursError",
    "NotRedactableError",
    "PlanVersion",
    "ReadOnlyError",
    "Redacted",
    "Store",
    "StoreError",
    "ToRedact",
    "UnknownReportError",
    "UnknownVersionError",
    "UpdateEntry",
    "Verification",
    "VersionDraft",
]
