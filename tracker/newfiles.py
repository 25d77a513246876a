"""Files that a person asked for: all of a set or none, each whole under its name, none over another."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Self

from tracker.domain.errors import DiskError, RefusedError
from tracker.domain.words import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """One file to write, readable by its owner alone, which takes its name when the block ends without an
    error; :class:`RefusedError` as for :class:`NewFiles`."""
    with NewFiles(path.parent, [path.name]) as files:
        files.add(path.name, b"", private=True)
        try:
            yield files.draft(path.name)
        except OSError as error:
            raise unwritten(path, error) from None


#: What the system says of a disk, not of a name or a permission.
DISK_ERRORS = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO)


def unwritten(what: Path | str, error: OSError) -> DiskError | RefusedError:
    """The error for what could not be written: whether that is for the disk, and what the system says."""
    kind = DiskError if error.errno in DISK_ERRORS else RefusedError
    return kind(f"{what} cannot be written to: {error.strerror}. Nothing was written.")


#: So many names are listed; the rest are counted.
_MOST_NAMED = 3
_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK)


class NewFiles:
    """A block in which files are added; they take their names when it ends without an error.

    With ``overwrite`` they take the places of files of these names; should one fail, those stand again.

    A name may lead into a folder below ("plan-1/plan.yaml"). Folders are made where they are missing.
    :class:`RefusedError` says what stands in the way; then nothing is left behind.
    """

    def __init__(self, folder: Path, names: Sequence[str], *, overwrite: bool = False) -> None:
        self._folder = folder
        self._names = names
        self._overwrite = overwrite
        self._ending = f".{os.urandom(8).hex()}.tracker-new"
        self._drafts: list[Path] = []
        self._placed: list[Path] = []
        self._replaced: list[Path] = []
        self._made: list[Path] = []

    def __enter__(self) -> Self:
        if os.path.exists(self._folder) and not os.path.isdir(self._folder):  # noqa: PTH110, PTH112
            raise self._not_a_folder()
        if not self._overwrite:
            self._refuse_taken(self._names)
        try:
            for folder in sorted({self._folder, *((self._folder / name).parent for name in self._names)}):
                self._make(folder)
        except OSError as error:
            self._remove_folders()
            raise self._unwritten(error) from None
        return self

    def add(self, name: str, content: bytes, *, private: bool = False) -> None:
        """Write one of the files, not yet under its name; a private one is its owner's alone to read."""
        path = self.draft(name)
        try:
            path.touch(0o600 if private else 0o666, exist_ok=False)
            self._drafts.append(path)
            path.write_bytes(content)
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
                for path in self._replaced:
                    earlier = self._earlier(path)
                    earlier.unlink() if is_done else earlier.replace(path)
            if not is_done:
                self._remove_folders()

    def draft(self, name: str) -> Path:
        """Where a file stands until it takes its name."""
        path = self._folder / name
        return path.with_name(f".{path.name}{self._ending}")

    def _make(self, folder: Path) -> None:
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        for each in reversed(missing):
            each.mkdir()
            self._made.append(each)

    def _earlier(self, path: Path) -> Path:
        """Where a file that is overwritten stands until all others are in their places."""
        return path.with_name(f".{path.name}{self._ending}-earlier")

    def _place(self, name: str) -> None:
        path = self._folder / name
        if self._overwrite and os.path.lexists(path):
            self._replace(path, self.draft(name))
            return
        try:
            os.link(self.draft(name), path)
        except FileExistsError:
            self._refuse_taken([name])
            raise
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            self._refuse_taken([name])  # a disk without hard links
            self.draft(name).rename(path)
        self._placed.append(path)

    def _replace(self, path: Path, draft: Path) -> None:
        """Put a file in the place of an earlier one, under whose name there is a whole file at all times."""
        if path.is_dir():
            raise RefusedError(f"{path} is a folder and is not overwritten. Nothing was written.")
        try:
            os.link(path, self._earlier(path), follow_symlinks=False)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            path.rename(self._earlier(path))  # a disk without hard links
        self._replaced.append(path)
        draft.replace(path)

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

    def _unwritten(self, error: OSError) -> DiskError | RefusedError:
        if isinstance(error, FileExistsError | NotADirectoryError):
            return self._not_a_folder()
        return unwritten(self._folder, error)

    def _not_a_folder(self) -> RefusedError:
        return RefusedError(f"{self._folder} is not a folder: name another.")
