"""Putting several new files into a folder: all of them or none, each whole, none over another."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from tracker.domain.errors import RefusedError
from tracker.domain.words import plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: So many names are listed; the rest are counted.
_MOST_NAMED = 3
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


class NewFiles:
    """A block in which files are added; they take their names when it ends without an error.

    The folder is made when it is missing. :class:`RefusedError` says what stands in the way; then nothing
    is left behind.
    """

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self._folder = folder
        self._names = names
        self._ending = f".{os.urandom(8).hex()}.tracker-new"
        self._drafts: list[Path] = []
        self._placed: list[Path] = []
        self._made: list[Path] = []

    def __enter__(self) -> Self:
        if self._folder.exists() and not self._folder.is_dir():
            raise self._not_a_folder()
        self._refuse_taken(self._names)
        missing = [folder for folder in (self._folder, *self._folder.parents) if not folder.exists()]
        try:
            for folder in reversed(missing):
                folder.mkdir()
                self._made.append(folder)
        except OSError as error:
            self._remove_folders()
            raise self._unwritten(error) from None
        return self

    def add(self, name: str, content: bytes) -> None:
        """Write one of the files, not yet under its name."""
        try:
            with self._draft(name).open("xb") as file:
                self._drafts.append(self._draft(name))
                file.write(content)
        except OSError as error:
            raise self._unwritten(error) from None

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        is_done = False
        try:
            if kind is None:
                for name in self._names:
                    self._place(name)
                is_done = True
        except OSError as error:
            raise self._unwritten(error) from None
        finally:
            with suppress(OSError):
                for path in (*self._drafts, *(() if is_done else self._placed)):
                    path.unlink(missing_ok=True)
            if not is_done:
                self._remove_folders()

    def _draft(self, name: str) -> Path:
        return self._folder / f".{name}{self._ending}"

    def _place(self, name: str) -> None:
        path = self._folder / name
        try:
            os.link(self._draft(name), path)
        except FileExistsError:
            self._refuse_taken([name])
            raise
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            self._refuse_taken([name])  # a disk without hard links
            self._draft(name).rename(path)
        self._placed.append(path)

    def _refuse_taken(self, names: Sequence[str]) -> None:
        taken = [name for name in names if os.path.lexists(self._folder / name)]
        if not taken:
            return
        named = ", ".join(taken[:_MOST_NAMED])
        more = len(taken) - _MOST_NAMED
        rest = f" and {plural(more, 'more file')}" if more > 0 else ""
        verb = "exists" if len(taken) == 1 else "exist"
        raise RefusedError(
            f"{named}{rest} {verb} in {self._folder} already and nothing is overwritten. "
            "Nothing was written: choose another folder, or move what is there."
        )

    def _remove_folders(self) -> None:
        for folder in reversed(self._made):
            with suppress(OSError):  # someone else's file is in it by now
                folder.rmdir()

    def _unwritten(self, error: OSError) -> RefusedError:
        if isinstance(error, FileExistsError | NotADirectoryError):
            return self._not_a_folder()
        return RefusedError(f"{self._folder} cannot be written to: {error.strerror}. Nothing was written.")

    def _not_a_folder(self) -> RefusedError:
        return RefusedError(f"{self._folder} is not a folder: name another.")
