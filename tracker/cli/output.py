"""Tables for people, JSON and CSV for scripts; user text never carries a control character out."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import click

from tracker.domain.status import Status
from tracker.domain.widths import width_of
from tracker.domain.words import one_line, spreadsheet_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print.",
)

#: Foregrounds for the terminal's own colours; letter and sign always stand beside them.
_COLOURS = {
    Status.COMPLETE: "blue",
    Status.GREEN: "green",
    Status.AMBER: "yellow",
    Status.AMBER_RED: "magenta",
    Status.RED: "red",
}


@dataclass(frozen=True)
class Text:
    """A cell of a table with a colour."""

    text: str
    status: Status | None = None


def has_colour() -> bool:
    """Colour only to a terminal that has it, and never against NO_COLOR."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def can_draw_signs() -> bool:
    """Whether stdout's encoding holds the signs; else their ASCII neighbours are printed."""
    encoding = (sys.stdout.encoding or "ascii").replace("-", "").casefold()
    return encoding.startswith("utf")


def drawable(text: str) -> str:
    """A text with the mark of what was re-baselined as stdout's encoding can draw it."""
    return text if can_draw_signs() else text.replace("†", "+")


@lru_cache(maxsize=32)
def badge(status: Status, *, four_point: bool = False) -> Text:
    """Sign and letter of a status: "■ R"."""
    sign = status.sign if can_draw_signs() else status.ascii_sign
    letter = status.letter(four_point=four_point)
    return Text(f"{sign} {letter}" if sign.strip() else f"  {letter}", status)


def terminal_width() -> int:
    """Columns to print in; 100 where there is no terminal and COLUMNS does not say."""
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def table(
    head: Sequence[str],
    rows: Iterable[Sequence[str | Text]],
    *,
    right: frozenset[int] = frozenset(),
    notes: Sequence[Sequence[str]] = (),
) -> str:
    """Columns as wide as their widest cell. The last one wraps to the terminal's width, or stands on lines
    of its own below each row where the others leave too little room for it. ``notes`` are, for each row,
    what else is said below it."""
    lines = [[_plain(cell) for cell in row] for row in rows]
    widths = [max([width_of(name), *(width_of(row[i].text) for row in lines)]) for i, name in enumerate(head)]
    indent = sum(widths[:-1]) + 2 * (len(widths) - 1)
    room = terminal_width() - indent
    is_below = widths[-1] > room and room < _NARROWEST
    if is_below:
        indent, room = 4, max(terminal_width() - 4, _NARROWEST)
    widths[-1] = min(widths[-1], room)
    out = [_line(head[:-1] if is_below else head, widths, right)]
    for i, row in enumerate(lines):
        pieces = _wrapped(row[-1].text, widths[-1])
        if is_below:
            out.append(_line(row[:-1], widths, right))
        else:
            out.append(_line([*row[:-1], Text(pieces.pop(0), row[-1].status)], widths, right))
        out += [" " * indent + piece for piece in pieces]
        out += [wrapped(note) for note in (notes[i] if notes else ())]
    return "\n".join(out)


_NARROWEST = 24


def _plain(cell: str | Text) -> Text:
    text, status = (cell.text, cell.status) if isinstance(cell, Text) else (cell, None)
    return Text(one_line(text), status)


def _line(cells: Sequence[str | Text], widths: Sequence[int], right: frozenset[int]) -> str:
    drawn = [
        painted(_aligned(cell.text, widths[i], i in right), cell.status)
        for i, cell in enumerate(map(_plain, cells))
    ]
    return "  ".join(drawn).rstrip()


def _aligned(text: str, width: int, to_right: bool) -> str:
    space = " " * max(width - width_of(text), 0)
    return space + text if to_right else text + space


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def wrapped(text: str, first: str = "  ", rest: str = "    ") -> str:
    """A text on lines as wide as the terminal, the first and the others each with their indent."""
    import textwrap

    width = max(terminal_width(), 2 * _NARROWEST)
    return textwrap.fill(
        one_line(text), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    )


def painted(text: str, status: Status | None) -> str:
    """A text in its status's colour, where colour is wanted."""
    colour = _COLOURS.get(status) if status else None
    return click.style(text, fg=colour, bold=True) if colour and has_colour() else text


def print_json(data: object) -> None:
    """JSON for scripts: UTF-8, two spaces, numbers as numbers; what would act on a terminal is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    click.echo(_NOT_ASCII.sub(_escaped, text))


_NOT_ASCII = re.compile(r"[\x7f-\U0010ffff]")


def _escaped(found: re.Match[str]) -> str:
    return found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1]


def print_csv(head: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """CSV for spreadsheets; a text that a spreadsheet would take for a formula gets a quote before it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([_csv_cell(row.get(name)) for name in head])
    click.echo(buffer.getvalue(), nl=False)


def _csv_cell(value: object) -> object:
    if isinstance(value, str):
        return spreadsheet_safe(value)
    return "" if value is None else value
