"""The blocks of a report in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.widths import fitted, width_of
from tracker.domain.words import day_words, number
from tracker.reports.text_table import text_table, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tracker.reports.blocks import (
        Account,
        Accounts,
        Block,
        HeatMap,
        HeatRow,
        Listing,
        Mark,
        Paragraph,
        Ranking,
        RankRow,
        Table,
        TileMap,
        TrajectoryChart,
    )
    from tracker.reports.formats import Output

_CELL = 6
_TILE = 7
_BAR = 24
_INDENT = "    "


def lines(block: Block, output: Output) -> Iterator[str]:
    """The lines of a block."""
    yield from _DRAWN[block.kind](block, output)


def _paragraph(block: Paragraph, output: Output) -> Iterator[str]:
    first = f"{block.number:<5} " if block.number else ""
    yield from wrapped(block.text, output.width, first, " " * len(first))


def _listing(block: Listing, output: Output) -> Iterator[str]:
    for letter, item in zip(letters(), block.items, strict=False):
        first = f"      ({letter}) "
        yield from wrapped(item, output.width, first, " " * len(first))


def _table(block: Table, output: Output) -> Iterator[str]:
    yield from wrapped(block.caption, output.width)
    right = frozenset(i for i, column in enumerate(block.columns) if column.holds in ("number", "share"))
    rows = [[badge(entry.mark, output) if entry.mark else entry.text for entry in row] for row in block.rows]
    yield from text_table([column.title for column in block.columns], rows, output.width, right)


def _heat_map(block: HeatMap, output: Output) -> Iterator[str]:
    yield from wrapped(block.caption, output.width)
    rows = [row for group in block.groups for row in group.rows]
    names = max([width_of(row.name) for row in rows] + [width_of(g.title) for g in block.groups]) + 4
    room = max((output.width - names - _CELL) // _CELL, 1)
    for start in range(0, len(block.columns), room):
        if start:
            yield ""
        numbers = "".join(fitted(f"  {c.number}", _CELL) for c in block.columns[start : start + room])
        yield f"{fitted('Force', names)}{fitted('All', _CELL)}{numbers}".rstrip()
        for group in block.groups:
            if group.overall is not None:
                said = f"{badge(group.overall, output)}  {group.counts}"
                yield from wrapped(said, output.width, fitted(group.title, names), " " * (names + _CELL))
            for row in group.rows:
                yield _heat_line(row, names, start, room, output)
    yield ""
    for column in block.columns:
        yield from wrapped(column.title, output.width, f"{column.number:>3}  ", " " * 5)
    yield from legend(block.legend, output)


def _heat_line(row: HeatRow, names: int, start: int, room: int, output: Output) -> str:
    cells = [row.overall, *row.cells[start : start + room]]
    drawn = "".join(fitted(badge(mark, output) if mark else "", _CELL) for mark in cells)
    return (fitted(f"  {row.name}", names) + drawn).rstrip()


def _tile_map(block: TileMap, output: Output) -> Iterator[str]:
    yield from wrapped(block.caption, output.width)
    yield from tile_lines(block)
    yield from legend(block.legend, output)


def tile_lines(block: TileMap) -> Iterator[str]:
    """The tiles where they lie: abbreviation and letter."""
    where = {(tile.row, tile.column): tile for tile in block.tiles}
    rows, columns = (range(min(axis), max(axis) + 1) for axis in zip(*where, strict=True))
    for row in rows:
        tiles = (where.get((row, column)) for column in columns)
        drawn = (f"{tile.abbreviation} {tile.mark.letter}" if tile else "" for tile in tiles)
        yield "".join(fitted(text, _TILE) for text in drawn).rstrip()


def _chart(block: TrajectoryChart, output: Output) -> Iterator[str]:
    yield from wrapped(block.caption, output.width)
    rows = [
        [
            day_words(point.day),
            number(point.value),
            "" if point.expected is None else number(point.expected),
            f"{point.reported} of {point.asked}",
        ]
        for point in block.points
    ]
    heads = ["Period to", block.unit, "Expected", "Forces"]
    yield from text_table(heads, rows, output.width, frozenset({1, 2}))
    yield from wrapped(block.description, output.width)


def _ranking(block: Ranking, output: Output) -> Iterator[str]:
    yield from wrapped(block.caption, output.width)
    values = [v for row in block.rows if row.rank for v in (row.value, row.expected) if v is not None]
    top = max([0.0, *values])
    rows = [
        [
            str(row.rank) if row.rank else "",
            row.name,
            badge(row.mark, output),
            row.value_words,
            row.expected_words,
            bar(row, top, output),
        ]
        for row in block.rows
    ]
    heads = ["", "Force", "Now", "Value", "Expected", "| is what was expected"]
    yield from text_table(heads, rows, output.width, frozenset({0, 3, 4}))


def bar(row: RankRow, top: float, output: Output) -> str:
    """A bar from nothing to the value, with a stroke at what was expected."""
    if row.value is None or top <= 0:
        return ""
    length = round(max(row.value, 0.0) / top * _BAR)
    drawn = list(("█" if output.has_signs else "#") * length + " " * (_BAR - length + 1))
    if row.expected is not None and row.expected >= 0:
        drawn[round(row.expected / top * _BAR)] = "|"
    return "".join(drawn).rstrip()


def _accounts(block: Accounts, output: Output) -> Iterator[str]:
    yield from wrapped(f"{block.caption}:", output.width)
    for account in block.items:
        yield from _account(account, output)


def _account(account: Account, output: Output) -> Iterator[str]:
    first = f"{fitted(badge(account.mark, output), _CELL)}{account.name}: "
    yield from wrapped(account.reason, output.width, first, " " * _CELL)
    for label, text in account.said:
        said = " ".join(text.split("\n"))
        yield from wrapped(said, output.width, f"{' ' * _CELL}{label}: ", " " * (_CELL + 2))


def badge(mark: Mark, output: Output) -> str:
    """Sign and letter: “■ R”."""
    sign = mark.sign if output.has_signs else mark.status.ascii_sign
    return f"{sign} {mark.letter}"


def legend(marks: Sequence[Mark], output: Output) -> Iterator[str]:
    """What the signs and letters mean."""
    said = [f"{badge(mark, output).strip()} {mark.status.meaning}" for mark in marks]
    yield from wrapped(", ".join(said), output.width)


def letters() -> Iterator[str]:
    """a, b, c …, then aa, ab …"""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    yield from (one + two for one in alphabet for two in alphabet)


_DRAWN: dict[str, Callable[[Any, Output], Iterator[str]]] = {
    "paragraph": _paragraph,
    "listing": _listing,
    "table": _table,
    "heat map": _heat_map,
    "tile map": _tile_map,
    "trajectory chart": _chart,
    "ranking": _ranking,
    "accounts": _accounts,
}
