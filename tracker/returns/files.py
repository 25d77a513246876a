"""The files of returns: found in folders, known by their SHA-256, and refused where they change meanwhile."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.update import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LARGEST_FILE = 128 * 1024 * 1024
LARGEST_WORKBOOK = 32 * 1024 * 1024
ENDINGS = (".csv", ".xlsx", ".xlsm", ".xls", ".ods")
#: The mapping of a published table stands beside it under its name with this ending.
MAPPING_ENDING = ".mapping.yaml"
_PIECE = 1 << 20
_HEAD = 16


@dataclass(frozen=True, slots=True)
class ReturnFile:
    """A file that was read through once, and not held: ``head`` is its first bytes."""

    path: Path
    source: Source
    size: int
    head: bytes

    @property
    def name(self) -> str:
        """The name by which messages call it."""
        return self.path.name

    def content(self) -> bytes:
        """All of it, the bytes that were hashed; :class:`RefusedError` where the file is another by now."""
        content = b"".join(self.pieces())
        if hashlib.sha256(content).hexdigest() != self.source.sha256:
            raise changed(self.name)
        return content

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, piece by piece."""
        try:
            with self.path.open("rb") as file:
                while piece := file.read(_PIECE):
                    yield piece
        except OSError as error:
            raise RefusedError(f"{self.path} cannot be read: {error.strerror}.") from None


def return_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files named, and of each folder named the returns in it by name, hidden and lock files left out."""
    for path in paths:
        if not os.path.isdir(path):  # noqa: PTH112 - False for a name that no folder can have, too
            yield path
            continue
        found = sorted(each for each in path.iterdir() if is_return(each))
        if not found:
            kinds = ", ".join(ending.removeprefix(".").upper() for ending in ENDINGS)
            raise RefusedError(f"{path} holds no returns: no file of the kinds {kinds}.")
        yield from found


def passed_over(paths: Iterable[Path]) -> Iterator[Path]:
    """What stands in the folders named and is no return by its name, so that a person may be told."""
    for path in filter(os.path.isdir, paths):
        for each in sorted(path.iterdir()):
            if not (is_hidden(each) or is_return(each) or each.name.endswith(MAPPING_ENDING)):
                yield each


def is_hidden(path: Path) -> bool:
    """Whether a file is hidden, or is the lock of one that is open in a spreadsheet."""
    return path.name.startswith((".", "~$"))


def is_return(path: Path) -> bool:
    """Whether a file can be a return, by its name."""
    return not is_hidden(path) and path.suffix.casefold() in ENDINGS and path.is_file()


def read_file(path: Path) -> ReturnFile:
    """Take a file's measure; :class:`RefusedError` where it cannot be read, is empty or too large."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise RefusedError(f"{path} is a folder: name a file in it.")
        if not stat.S_ISREG(about.st_mode):
            raise RefusedError(f"{path} is a pipe or a device: save what it gives as a file, and name that.")
        size = about.st_size
        if size > LARGEST_FILE:
            limit = LARGEST_FILE // (1024 * 1024)
            raise RefusedError(f"{path.name} is larger than {limit} MiB: send it in parts.")
        with path.open("rb") as file:
            head = file.read(_HEAD)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}.") from None
    return ReturnFile(path, Source(path.name, digest), size, head)


def changed(name: str) -> RefusedError:
    """The error for a file that is not what it was when it was first read."""
    return RefusedError(f"{name} changed while it was read: wait until it is saved, and try again.")
