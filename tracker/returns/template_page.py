"""What every sheet of a return workbook shares: styles, locks, and the printed page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.calendar import period_words
from tracker.xlsxfile.page import Page

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from tracker.returns.template_form import ReturnForm

_INK, _DARK, _LINE = "#1A1A1A", "#1F3864", "#44546A"


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


def set_up(sheet: Worksheet, form: ReturnForm, *, landscape: bool) -> None:
    """Lock the sheet, and make its printed page."""
    marking = form.plan.marking + (" · ILLUSTRATIVE DATA" if form.plan.illustrative else "")
    page = Page(marking, form.plan.title, form.force.name, period_words(form.period))
    page.set_up(sheet, landscape=landscape)
    # No password: the locks guard against slips, not against people.
    sheet.protect("", {"format_columns": True, "format_rows": True})
