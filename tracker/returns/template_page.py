"""What every sheet of a return workbook shares: clean text, styles, locks, and the printed page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.calendar import period_words
from tracker.domain.words import shown

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from tracker.returns.template_form import ReturnForm

#: Characters of one cell, well under what a sheet can hold (32,767) and what a row can show.
LONGEST_CELL = 4_000
_A4 = 9
#: UTF-16 units of the parts of a header or footer, of which a sheet holds 255 in all.
_LEFT, _MARKING, _RIGHT = 60, 110, 50
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

    def told(self, **more: object) -> Format:
        """A cell that only tells: grey, and locked as every cell is."""
        return self.text(bg_color="#EDEDED", border=1, border_color="#BFBFBF", **more)

    def shut(self) -> Format:
        """A cell that a row has no use for: darker, without text."""
        return self.text(bg_color="#BFBFBF", border=1, border_color="#A6A6A6")

    def open(self, **more: object) -> Format:
        """A cell to fill in."""
        return self.text(bg_color="#FFFFFF", border=1, border_color=_LINE, locked=False, **more)


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
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
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
