"""The sheet of a return workbook that explains how to fill it in, and every commitment of the force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.returns.template_page import Styles, set_up
from tracker.returns.template_words import commitment_words, filling_in
from tracker.xlsxfile.cells import clean, height_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from tracker.returns.template_form import Asked, LeftOut, ReturnForm

#: Widths in characters: of what is said, and of the words.
_LABEL, _WORDS = 24, 76


def write_guide(sheet: Worksheet, styles: Styles, form: ReturnForm) -> None:
    """How to fill in, then a block for each commitment in the plan's order, those not asked for included."""
    page = _Page(sheet, styles)
    sheet.set_column(0, 0, _LABEL)
    sheet.set_column(1, 1, _WORDS)
    page.block("How to fill in", "the columns of the sheet to fill", filling_in())
    both: tuple[Asked | LeftOut, ...] = (*form.asked, *form.left_out)
    rows = {row.commitment.id: row for row in both}
    for commitment in form.plan.commitments:
        if commitment.id in rows:
            words = commitment_words(form, rows[commitment.id])
            page.block(commitment.id, commitment.title, words)
    set_up(sheet, form, landscape=False)
    sheet.print_area(0, 0, page.place - 2, 1)
    sheet.set_selection(0, 0, 0, 0)


class _Page:
    """Blocks from the top down; ``place`` is the next free row."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self._sheet = sheet
        self._heading = styles.heading()
        self._label = styles.told(bold=True)
        self._words = styles.text(border=1, border_color="#BFBFBF")
        self.place = 0

    def block(self, name: str, title: str, said: Iterable[tuple[str, str]]) -> None:
        """A heading and a line for each thing that is said, with a free row after them."""
        self._row(name, title, self._heading, self._heading)
        for label, words in said:
            self._row(label, words, self._label, self._words)
        self.place += 1

    def _row(self, label: str, words: str, left: Format, right: Format) -> None:
        label, words = clean(label), clean(words)
        self._sheet.set_row(self.place, height_of([(label, _LABEL), (words, _WORDS)]))
        self._sheet.write_string(self.place, 0, label, left)
        self._sheet.write_string(self.place, 1, words, right)
        self.place += 1
