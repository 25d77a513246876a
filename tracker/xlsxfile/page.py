"""The printed page of a sheet: A4, one page wide, the handling marking at the top and the foot of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.words import shown
from tracker.xlsxfile.cells import clean, units

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_A4 = 9
#: UTF-16 units of the parts of a header or footer, of which a sheet holds 255 in all.
_SIDE, _MARKING = 48, 110


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at the head of a page, to the left and the right of the marking, and at its foot."""

    marking: str
    left: str
    right: str
    foot: str

    def set_up(self, sheet: Worksheet, *, landscape: bool) -> None:
        """Give a sheet its page."""
        sheet.set_paper(_A4)
        if landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.3, right=0.3, top=0.7, bottom=0.7)
        middle = f"&C&9 {_printed(self.marking, _MARKING)}"
        left, right, foot = (_printed(text, _SIDE) for text in (self.left, self.right, self.foot))
        sheet.set_header(f"&L&9 {left}{middle}&R&9 {right}")
        sheet.set_footer(f"&L&9 {foot}{middle}&R&9 Page &P of &N")


def _printed(text: str, most: int) -> str:
    """A text as part of a header, where "&" begins a command unless it is doubled."""
    line = " ".join(shown(text).split())
    length = most
    while units((kept := clean(line, length)).replace("&", "&&")) > most:
        length -= 1
    return kept.replace("&", "&&")
