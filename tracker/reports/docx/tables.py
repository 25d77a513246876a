"""Tables of a Word document: their heads repeat on every page, and no row is cut in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.status_colour import COLOURS, INK
from tracker.reports.docx.elements import element, run, writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tracker.reports.blocks import Entry, Mark, Table
    from tracker.reports.model import HeadLine

_LINE_COLOUR = "BFBFBF"
_HEAD_COLOUR = "1F3864"
_TO_THE_RIGHT = frozenset(("number", "share"))
_LABEL_SHARE = 0.32
#: Half-points.
_SMALL, _SMALLER = 17, 13
#: Characters beyond which a text asks for no more of a table's width.
_WIDEST = 44
_NARROWEST = 6
_EMU_PER_TWIP = 635
#: A bold digit in the size of tables, with the air on both sides of a word shared among its letters.
_EMU_PER_CHARACTER = 82_000


def word_table(block: Table, width: int) -> str:
    """A table of the report, ``width`` in English metric units; its first column holds the row heads."""
    holds = [column.holds for column in block.columns]
    widths = _widths(block, width)
    titles = [(column.title, column.holds in _TO_THE_RIGHT) for column in block.columns]
    rows = [row_of(_head_cells(titles, widths), is_head=True)]
    for entries in block.rows:
        cells = [
            _entry_cell(entry, wide, is_right=kind in _TO_THE_RIGHT, is_head=not place)
            for place, (entry, kind, wide) in enumerate(zip(entries, holds, widths, strict=True))
        ]
        rows.append(row_of(cells))
    return table_of(rows, widths, block.caption)


def head_table(lines: Sequence[HeadLine], width: int) -> str:
    """The head block: what each line is, and what it says."""
    label = int(width * _LABEL_SHARE)
    widths = [label, width - label]
    rows = [
        row_of([cell_of([run(line.label, element("b"))], label), cell_of([run(line.text)], widths[1])])
        for line in lines
    ]
    return table_of(rows, widths, "Head block")


def table_of(rows: Iterable[str], widths: Sequence[int], caption: str) -> str:
    """A table with thin lines; ``caption`` is its title for those who hear it."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = [element(side, val="single", sz=4, space=0, color=_LINE_COLOUR) for side in sides]
    properties = element(
        "tblPr",
        element("tblW", w=sum(map(_twips, widths)), type="dxa"),
        element("tblBorders", *lines),
        element("tblLayout", type="fixed"),
        element("tblCellMar", element("left", w=60, type="dxa"), element("right", w=60, type="dxa")),
        element("tblLook", val="04A0", firstRow=1, firstColumn=1, noHBand=0, noVBand=1),
        element("tblCaption", val=writable(caption)),
    )
    grid = element("tblGrid", *(element("gridCol", w=_twips(width)) for width in widths))
    return element("tbl", properties, grid, *rows)


def row_of(cells: Iterable[str], *, is_head: bool = False) -> str:
    """A row that stays in one piece; a head row stands again on every page."""
    repeated = element("tblHeader") if is_head else ""
    return element("tr", element("trPr", element("cantSplit"), repeated), *cells)


def cell_of(runs: Iterable[str], width: int, *, align: str = "left", fill: str = "", span: int = 1) -> str:
    """A cell of one paragraph."""
    joined = element("gridSpan", val=span) if span > 1 else ""
    shade = element("shd", val="clear", color="auto", fill=fill) if fill else ""
    properties = element("tcPr", element("tcW", w=_twips(width), type="dxa"), joined, shade)
    words = element(
        "p", element("pPr", element("spacing", before=20, after=20), element("jc", val=align)), *runs
    )
    return element("tc", properties, words)


def small(text: str, *more: str, size: int = _SMALL) -> str:
    """A run in the size of tables; ``more`` are properties that stand before size."""
    return run(text, *more, element("sz", val=size), element("szCs", val=size))


def mark_cell(mark: Mark | None, width: int, *, is_narrow: bool = False) -> str:
    """A status on its colour, with sign and letter."""
    if mark is None:
        return cell_of([small("")], width)
    fill = COLOURS.get(mark.status, "").lstrip("#")
    size = _SMALLER if is_narrow else _SMALL
    ink = element("color", val=INK.lstrip("#"))
    return cell_of([small(mark_words(mark), ink, size=size)], width, align="center", fill=fill)


def mark_words(mark: Mark) -> str:
    """Sign and letter."""
    return f"{mark.sign} {mark.letter}".strip()


def mark_runs(mark: Mark) -> list[str]:
    """Sign and letter on their colour, within a line."""
    fill = COLOURS.get(mark.status, "").lstrip("#")
    if not fill:
        return [run(f" {mark_words(mark)} ")]
    ink = element("color", val=INK.lstrip("#"))
    return [run(f" {mark_words(mark)} ", ink, element("shd", val="clear", color="auto", fill=fill))]


def head_cell(text: str, width: int, *, align: str = "left", size: int = _SMALL, span: int = 1) -> str:
    """A cell of a head row: white on dark."""
    words = small(text, element("b"), element("color", val="FFFFFF"), size=size)
    return cell_of([words], width, align=align, fill=_HEAD_COLOUR, span=span)


def _head_cells(titles: Iterable[tuple[str, bool]], widths: Sequence[int]) -> list[str]:
    return [
        head_cell(title, width, align="right" if is_right else "left")
        for (title, is_right), width in zip(titles, widths, strict=True)
    ]


def _entry_cell(entry: Entry, width: int, *, is_right: bool, is_head: bool) -> str:
    if entry.mark is not None:
        return mark_cell(entry.mark, width)
    words = small(entry.text, element("b")) if is_head else small(entry.text)
    return cell_of([words], width, align="right" if is_right else "left")


def _widths(block: Table, width: int) -> list[int]:
    """The width of each column: numbers stay on one line, and texts share what is left."""
    least, asked = [], []
    for place, column in enumerate(block.columns):
        texts = [row[place].text for row in block.rows]
        longest = max(map(len, (word for text in (column.title, *texts) for word in text.split())), default=0)
        whole = max(map(len, texts), default=0)
        least.append(max(longest, whole if column.holds != "text" else 0, _NARROWEST))
        asked.append(max(least[-1], min(whole, _WIDEST)))
    room = max(0, width // _EMU_PER_CHARACTER - sum(least))
    wanted = sum(asked) - sum(least)
    share = min(1.0, room / wanted) if wanted else 0.0
    shares = [low + (high - low) * share for low, high in zip(least, asked, strict=True)]
    scale = min(float(_EMU_PER_CHARACTER), width / sum(shares))
    return [int(part * scale) for part in shares]


def _twips(length: int) -> int:
    return round(length / _EMU_PER_TWIP)
