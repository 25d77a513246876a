"""The file itself: the same parts give the same bytes, whenever and wherever they are put together."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

#: A zip file holds no day before this year.
_FIRST_YEAR = 1980


def packed(content: bytes, created: date) -> bytes:
    """The document with every part dated to the day it was created."""
    day = (max(created.year, _FIRST_YEAR), created.month, created.day, 0, 0, 0)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as parts, zipfile.ZipFile(buffer, "w") as whole:
        for part in parts.infolist():
            entry = zipfile.ZipInfo(part.filename, day)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            whole.writestr(entry, parts.read(part))
    return buffer.getvalue()
