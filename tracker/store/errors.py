"""Why a database could not be opened, read or written: each a sentence to a person."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from tracker.domain.errors import TrackerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


#: What SQLite says of a disk that is full, or does not answer.
DISK_CODES = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


class StoreError(TrackerError):
    """The store cannot do what was asked; the message says what, where, and what would be right."""

    exit_code: ClassVar[int] = 3


class NotOursError(StoreError):
    """There is no tracker database at this path."""


class NewerError(StoreError):
    """The database was made by a later version of the tracker."""


class DamagedError(StoreError):
    """The file is a tracker database, but parts of it cannot be read."""


class BusyError(StoreError):
    """Another program held the database for longer than the store waits."""


class ReadOnlyError(StoreError):
    """The database, or the folder it is in, cannot be written to."""


class UnknownVersionError(StoreError):
    """There is no plan version with this number."""

    exit_code: ClassVar[int] = 1


class UnknownReportError(StoreError):
    """There is no issued report with this hash, or there are several."""

    exit_code: ClassVar[int] = 1


class ExportError(StoreError):
    """A folder is no whole export of a tracker; no database was made."""

    exit_code: ClassVar[int] = 1


class NotRedactableError(StoreError):
    """There is no such text to redact; nothing was written."""

    exit_code: ClassVar[int] = 1


class ChangedError(StoreError):
    """What an import was checked against has changed since; nothing was written."""


#: What a database that was opened for reading only says to whoever would write.
OPENED_TO_READ = (
    "Nothing was recorded: the database is open for reading only. To record, open it without --read-only."
)


@contextmanager
def translated(path: Path, *, read_only: bool = False) -> Iterator[None]:
    """Turn what SQLite raises inside the block into a :class:`StoreError` about the file at ``path``.

    ``read_only`` says that it was opened so on purpose.
    """
    try:
        yield
    except sqlite3.Error as error:
        if read_only and code_of(error) == sqlite3.SQLITE_READONLY:
            raise ReadOnlyError(OPENED_TO_READ) from error
        raise _sentence(path, error) from error
    except UnicodeDecodeError as error:
        raise damaged(path, "it holds text that is none") from error
    except UnicodeEncodeError as error:
        broken = ascii(error.object[error.start : error.end])
        raise StoreError(f"The text holds {broken}, which is no character and cannot be kept.") from error


def code_of(error: sqlite3.Error) -> int:
    """SQLite's primary result code of an error; 0 where Python's own layer raised it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _sentence(path: Path, error: sqlite3.Error) -> StoreError:
    code, said = code_of(error), str(error)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError(f"{path} is busy: another program has been writing to it. Try again in a moment.")
    if code == sqlite3.SQLITE_READONLY:
        return ReadOnlyError(
            f"{path} cannot be written to: the file or its folder is read-only. "
            "Ask for permission to write, or work on a copy in a folder of your own."
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return _unopened(path)
    if code == sqlite3.SQLITE_CONSTRAINT:
        return StoreError(f"Nothing was written, the ledger refuses this: {constraint_words(said)}.")
    if code in DISK_CODES:
        return StoreError(f"{path}: the disk could not be read or written ({said}). Is it full, or removed?")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or "decode" in said:
        return damaged(path, said)
    return StoreError(f"{path}: {said}.")


def damaged(path: Path, said: str) -> DamagedError:
    """The error for a file whose content cannot be trusted; ``said`` is what was found."""
    return DamagedError(
        f"{path} is damaged: {said}. Restore the last good backup; “tracker verify” says more."
    )


def _unopened(path: Path) -> StoreError:
    if not path.exists():
        return NotOursError(missing(path))
    return ReadOnlyError(
        f"{path} cannot be opened where it is: the folder {path.parent} cannot be written to. "
        "Ask for permission to write there, or copy the file, and its -wal beside it, to another folder."
    )


def missing(path: Path) -> str:
    """The sentence for a path at which there is nothing."""
    return f"There is no tracker database at {path}. {how_to_make(path)}"


def how_to_make(path: Path) -> str:
    """The sentence that says how a database is made."""
    return f"Make one with “tracker --db {path} init PLAN.yaml”."


def constraint_words(said: str) -> str:
    """The sentence a constraint or a trigger of the schema carries."""
    return said.removeprefix("CHECK constraint failed: ").rstrip(".")
