"""Small files that a person names, read whole: no folder, no pipe that never ends, none too large."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError

if TYPE_CHECKING:
    from pathlib import Path


def read_given(path: Path, what: str, most: int) -> bytes:
    """The bytes of a file of at most so many; ``what`` it should be, as “a plan file”, says the message.

    :class:`RefusedError` where it cannot be read, or is no such file.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise RefusedError(f"{path} is a folder: name {what}.")
        if not stat.S_ISREG(kind):
            raise RefusedError(f"{path} is a pipe or a device: save what it gives as a file, and name that.")
        with path.open("rb") as file:
            content = file.read(most + 1)
            size = max(path.stat().st_size, len(content))
    except (OSError, ValueError) as error:  # a zero byte in the name is a ValueError
        raise RefusedError(f"{path} cannot be read: {getattr(error, 'strerror', error)}.") from None
    if size > most:
        raise RefusedError(f"{path} has {size:,} bytes; {what} has at most {most:,}.")
    return content
