"""Cells that hold an error (#REF!, #DIV/0!): the reader gives them as empty, so they are looked for here."""

from __future__ import annotations

import re
from itertools import islice

#: A cell of a sheet in XLSX, with its place; and of ODS, where a cell does not say its place.
_XLSX = re.compile(rb'<c\b[^<>]{0,400}?\bt="e"[^<>]{0,400}>')
_PLACE = re.compile(rb'\br="([A-Z]{1,3}\d{1,7})"')
_ODS = b'calcext:value-type="error"'
#: Longer than the tag of any cell, so that none is missed between two pieces.
_OVERLAP = 512
_MOST_NAMED = 10
#: So many are counted; where there are more, that is enough to know.
_MOST_COUNTED = 1_000


class ErrorCells:
    """Those of one workbook, found while its members are walked piece by piece."""

    def __init__(self) -> None:
        self._places: dict[str, None] = {}
        self._any = False
        self._left = _MOST_COUNTED
        self._member = ""
        self._tail = b""

    def look(self, member: str, piece: bytes) -> None:
        """Look at the next piece of a member."""
        seen = (self._tail if member == self._member else b"") + piece
        self._member, self._tail = member, seen[-_OVERLAP:]
        if member == "content.xml":
            self._any = self._any or _ODS in seen
        elif "/worksheets/" in member and b't="e"' in seen:
            for tag in islice(_XLSX.finditer(seen), self._left):
                self._any = True
                self._left -= 1
                if place := _PLACE.search(tag[0]):
                    self._places[place[1].decode()] = None

    def remarks(self) -> list[str]:
        """A sentence that names them, where there are any."""
        if not self._any:
            return []
        named = list(self._places)
        more = "many" if not self._left else f"{len(named) - _MOST_NAMED:,}"
        rest = f" and {more} more" if len(named) > _MOST_NAMED else ""
        where = f": {', '.join(named[:_MOST_NAMED])}{rest}" if named else ""
        return [f"Cells that hold an error, as #REF! or #DIV/0!, were read as empty{where}."]
