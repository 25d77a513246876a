"""The report as Markdown (CommonMark with GitHub's tables); what people wrote stays text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.words import day_words, number
from tracker.reports.markdown_text import escaped, escaped_line
from tracker.reports.text_blocks import badge, letters, tile_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tracker.reports.blocks import (
        Account,
        Accounts,
        HeatMap,
        HeatRow,
        Listing,
        Mark,
        Paragraph,
        Ranking,
        Table,
        TileMap,
        TrajectoryChart,
    )
    from tracker.reports.formats import Output
    from tracker.reports.model import Head, Report, Section


def render(report: Report, output: Output) -> bytes:
    """The whole report in UTF-8, its marking first and last."""
    return ("\n".join(_report(report, output)) + "\n").encode()


def _report(report: Report, output: Output) -> Iterator[str]:
    yield f"**{escaped(report.marking)}**"
    yield from _head(report.head)
    for section in report.sections:
        yield from _section(section, output)
    yield from ("", "---", "", escaped_line(report.footer), "", f"**{escaped(report.marking)}**")


def _head(head: Head) -> Iterator[str]:
    yield from (
        "",
        escaped_line(head.body),
        "",
        f"# {escaped(head.title)}",
        "",
        escaped_line(head.subtitle),
        "",
    )
    yield from _table(["", ""], [[f"**{escaped(line.label)}**", escaped(line.text)] for line in head.lines])
    for notice in head.notices:
        yield from ("", f"> {escaped_line(notice)}")


def _section(section: Section, output: Output, depth: int = 2) -> Iterator[str]:
    yield from ("", f"{'#' * depth} {escaped(section.heading)}")
    for block in section.blocks:
        yield ""
        yield from _DRAWN[block.kind](block, output)
    for part in section.parts:
        yield from _section(part, output, depth + 1)


def _table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()
) -> Iterator[str]:
    """A table of cells that are Markdown already."""
    yield _row(heads)
    yield _row(["--:" if i in right else "---" for i in range(len(heads))])
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _paragraph(block: Paragraph, output: Output) -> Iterator[str]:  # noqa: ARG001
    yield f"**{block.number}** {escaped(block.text)}" if block.number else escaped_line(block.text)


def _listing(block: Listing, output: Output) -> Iterator[str]:  # noqa: ARG001
    for letter, item in zip(letters(), block.items, strict=False):
        yield f"- ({letter}) {escaped(item)}"


def _caption(caption: str) -> Iterator[str]:
    yield from (f"*{escaped(caption)}*", "")


def _table_block(block: Table, output: Output) -> Iterator[str]:
    yield from _caption(block.caption)
    right = frozenset(i for i, column in enumerate(block.columns) if column.holds in ("number", "share"))
    rows = [
        [_badge(entry.mark, output) if entry.mark else escaped(entry.text) for entry in row]
        for row in block.rows
    ]
    yield from _table([escaped(column.title) for column in block.columns], rows, right)


def _badge(mark: Mark | None, output: Output) -> str:
    return escaped(badge(mark, output).strip()) if mark else ""


def _heat_map(block: HeatMap, output: Output) -> Iterator[str]:
    groups = [group for group in block.groups if group.overall is not None]
    if groups:
        rows = [[escaped(g.title), _badge(g.overall, output), escaped(g.counts)] for g in groups]
        yield from _caption("The regions")
        yield from _table(["Region", "Status", "Cells"], rows)
        yield ""
    yield from _caption(block.caption)
    heads = ["Force", "All", *(str(column.number) for column in block.columns)]
    yield from _table(heads, [_heat_row(row, output) for group in block.groups for row in group.rows])
    yield ""
    for column in block.columns:
        yield f"- {column.number}: {escaped(column.title)}"
    yield from ("", _legend(block.legend, output))


def _heat_row(row: HeatRow, output: Output) -> list[str]:
    return [escaped(row.name), *(_badge(mark, output) for mark in (row.overall, *row.cells))]


def _legend(marks: Sequence[Mark], output: Output) -> str:
    return ", ".join(f"{_badge(mark, output)} {mark.status.meaning}" for mark in marks)


def _tile_map(block: TileMap, output: Output) -> Iterator[str]:
    yield from _caption(block.caption)
    yield from ("```", *tile_lines(block), "```", "", _legend(block.legend, output))


def _chart(block: TrajectoryChart, output: Output) -> Iterator[str]:  # noqa: ARG001
    yield from _caption(block.caption)
    rows = [
        [
            day_words(point.day),
            number(point.value),
            "" if point.expected is None else number(point.expected),
            f"{point.reported} of {point.asked}",
        ]
        for point in block.points
    ]
    yield from _table(["Period to", escaped(block.unit), "Expected", "Forces"], rows, frozenset({1, 2}))
    yield from ("", escaped_line(block.description))


def _ranking(block: Ranking, output: Output) -> Iterator[str]:
    yield from _caption(block.caption)
    rows = [
        [
            str(row.rank) if row.rank else "",
            escaped(row.name),
            _badge(row.mark, output),
            escaped(row.value_words),
            escaped(row.expected_words),
        ]
        for row in block.rows
    ]
    yield from _table(["", "Force", "Status", "Value", "Expected"], rows, frozenset({0, 3, 4}))


def _accounts(block: Accounts, output: Output) -> Iterator[str]:
    yield from _caption(block.caption)
    for account in block.items:
        yield from _account(account, output)


def _account(account: Account, output: Output) -> Iterator[str]:
    yield f"- {_badge(account.mark, output)} **{escaped(account.name)}**: {escaped(account.reason)}"
    for label, text in account.said:
        yield f"  - {label}: {escaped(text)}"


_DRAWN: dict[str, Callable[[Any, Output], Iterator[str]]] = {
    "paragraph": _paragraph,
    "listing": _listing,
    "table": _table_block,
    "heat map": _heat_map,
    "tile map": _tile_map,
    "trajectory chart": _chart,
    "ranking": _ranking,
    "accounts": _accounts,
}
