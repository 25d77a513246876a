"""What every sheet of a return workbook shares: clean text, styles, locks, and the printed page."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.calendar import period_words
from tracker.domain.words import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from tracker.returns.template_form import ReturnForm

#: Characters of one cell, well under what a sheet can hold (32,767) and what a row can show.
LONGEST_CELL = 4_000
_A4 = 9
#: UTF-16 units of the parts of a header or footer, of which a sheet holds 255 in all.
_LEFT, _MARKING, _RIGHT = 48, 110, 48
_INK, _DARK, _LINE = "#1A1A1A", "#1F3864", "#44546A"


def clean(text: str, most: int = LONGEST_CELL) -> str:
    """A person's text as a cell may hold it: nothing invisible, at the most so many UTF-16 units."""
    plain = shown(text).strip()
    if len(plain) * 2 <= most or _units(plain) <= most:
        return plain
    kept = plain[:most]
    while _units(kept) > most - 1:
        kept = kept[: -max(1, (_units(kept) - most + 1) // 2)]
    return kept.rstrip() + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class Styles:
    """Makes formats of one workbook: a grey locked cell, a white open one with a dark border, headings."""

    workbook: Workbook

    def text(self, **more: object) -> Format:
        """Wrapped text from the top of its cell."""
        return self.workbook.add_format({"valign": "top", "text_wrap": True, "font_color": _INK, **more})

    def line(self, **more: object) -> Format:
        """A line that runs over the cells beside it."""
        return self.workbook.add_format({"font_color": _INK, **more})

    def title(self, size: int) -> Format:
        """A title."""
        return self.line(bold=True, font_size=size, font_color=_DARK)

    def heading(self) -> Format:
        """White on dark blue."""
        return self.text(
            bold=True,
            font_color="#FFFFFF",
            bg_color=_DARK,
            border=1,
            border_color="#FFFFFF",
            valign="vcenter",
        )

    def band(self, colour: str) -> Format:
        """A strip above headings that belong together."""
        return self.line(bold=True, bg_color=colour)

    def told(self, **more: object) -> Format:
        """A cell that only tells: grey, and locked as every cell is."""
        return self.text(bg_color="#EDEDED", border=1, border_color="#BFBFBF", **more)

    def shut(self) -> Format:
        """A cell that a row has no use for: darker, without text."""
        return self.text(bg_color="#BFBFBF", border=1, border_color="#A6A6A6")

    def open(self, **more: object) -> Format:
        """A cell to fill in."""
        return self.text(bg_color="#FFFFFF", border=1, border_color=_LINE, locked=False, **more)


def height_of(cells: Iterable[tuple[str, float]], least: int = 1) -> float:
    """The height in points of a row whose cells hold these texts in columns of these widths in digits.

    Sheets open with the height they are given: what is measured too low would be cut off.
    """
    lines = max([least, *(_lines(text, width * _FILLED) for text, width in cells)])
    return min(lines * _LINE_HEIGHT + 3, _HIGHEST_ROW)


_LINE_HEIGHT, _HIGHEST_ROW = 15.0, 409.0
#: The share of a column's width that is counted on: fonts differ a little.
_FILLED = 0.95


def _lines(text: str, width: float) -> int:
    """How many lines a text takes that wraps at spaces; a word too long for a line breaks anywhere."""
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            needed = sum(map(_width, word))
            space = _width(" ") if used else 0.0
            if used and used + space + needed > width:
                lines, used, space = lines + 1, 0.0, 0.0
            used += space + needed
            lines, used = lines + int(used // width), used % width
    return lines


def _width(ch: str) -> float:
    """The width of a character in digits, as in the fonts that sheets are set in."""
    if unicodedata.east_asian_width(ch) in "WF":
        return 2.2
    if ch in "mwMW%@—":
        return 1.8
    if ch.isupper():
        return 1.25
    return 0.5 if ch in " ijl.,:;'’|!" else 0.75 if ch in "frt()-" else 0.95


def number_format(value: float) -> str:
    """Thousands separators, and no more decimals than two places need."""
    places = next((n for n in (0, 1) if round(value, n) == round(value, 2)), 2)
    return "#,##0" + ("." + "0" * places if places else "")


def set_up(sheet: Worksheet, form: ReturnForm, *, landscape: bool) -> None:
    """Lock the sheet, and make its printed page: A4, one page wide, the marking at the top and the foot."""
    sheet.set_paper(_A4)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.3, right=0.3, top=0.7, bottom=0.7)
    marking = form.plan.marking + (" · ILLUSTRATIVE DATA" if form.plan.illustrative else "")
    middle = f"&C&9 {_printed(marking, _MARKING)}"
    plan, force = _printed(form.plan.title, _LEFT), _printed(form.force.name, _RIGHT)
    sheet.set_header(f"&L&9 {plan}{middle}&R&9 {force}")
    sheet.set_footer(f"&L&9 {period_words(form.period)}{middle}&R&9 Page &P of &N")
    # No password: the locks guard against slips, not against people.
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _printed(text: str, most: int) -> str:
    """A text as part of a header, where "&" begins a command unless it is doubled."""
    line = " ".join(shown(text).split())
    length = most
    while _units((kept := clean(line, length)).replace("&", "&&")) > most:
        length -= 1
    return kept.replace("&", "&&")
