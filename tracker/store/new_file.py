"""Putting a finished file under its name: whole or not at all, its owner's alone, never over another."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.store.errors import ReadOnlyError, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NOT_ALLOWED = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)
_BESIDE = ("-wal", "-shm", "-journal")


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A file beside ``path`` to write, which takes its name when the block ends without an error.

    It is readable by its owner alone from its first byte. Raises :class:`StoreError` when there is
    something under the name already, when the block begins or when it ends.
    """
    _refuse_taken(path)
    draft = path.with_name(f".{os.urandom(8).hex()}.tracker-new")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise _uncreated(path, error) from error
    try:
        yield draft
        _place(draft, path)
    except OSError as error:
        raise _uncreated(path, error) from error
    finally:
        for ending in ("", *_BESIDE):
            draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _refuse_taken(path: Path) -> None:
    if os.path.lexists(path):
        raise StoreError(f"{path} exists already and is not overwritten. Choose another name, or move it.")
    for ending in _BESIDE:
        left = path.with_name(path.name + ending)
        if os.path.lexists(left):
            raise StoreError(f"{left} is left over from another database. Move it out of the way first.")


def _place(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        _refuse_taken(path)
        raise
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _refuse_taken(path)  # a disk without hard links
        draft.rename(path)
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _uncreated(path: Path, error: OSError) -> StoreError:
    if error.errno in _NOT_ALLOWED:
        return ReadOnlyError(
            f"{path} cannot be made: the folder {path.parent} cannot be written to. Choose another folder."
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return StoreError(f"{path} cannot be made: there is no folder {path.parent}. Make it first.")
    return StoreError(f"{path} cannot be made: {error.strerror}.")
