"""Files that a person asked for: each appears under its name whole or not at all, and never over another."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A file beside ``path`` to write, which takes its name when the block ends without an error.

    It is readable by its owner alone. :class:`RefusedError` where something has the name already, or where
    it cannot be written.
    """
    refuse_taken(path)
    draft = path.with_name(f".{os.urandom(8).hex()}.tracker-new")
    try:
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield draft
        _place(draft, path)
    except OSError as error:
        raise RefusedError(f"{path} cannot be written: {error.strerror}.") from None
    finally:
        draft.unlink(missing_ok=True)


def refuse_taken(path: Path) -> None:
    """:class:`RefusedError` where a name is taken, be it by a link that leads nowhere."""
    if os.path.lexists(path):
        raise RefusedError(f"{path} exists already and is not overwritten: choose another name, or move it.")


def _place(draft: Path, path: Path) -> None:
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        refuse_taken(path)
        raise
    except OSError:  # a disk without hard links
        refuse_taken(path)
        draft.rename(path)
