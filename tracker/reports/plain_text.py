"""The report as plain text, for the terminal and for mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.reports.blocks import Listing
from tracker.reports.text_blocks import lines
from tracker.reports.text_table import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.reports.formats import Output
    from tracker.reports.model import Head, Report, Section


def render(report: Report, output: Output) -> bytes:
    """The whole report in UTF-8, its marking first and last."""
    return ("\n".join(_report(report, output)) + "\n").encode()


def _report(report: Report, output: Output) -> Iterator[str]:
    yield report.marking.center(output.width).rstrip()
    yield ""
    yield from _head(report.head, output)
    for section in report.sections:
        yield from _section(section, output)
    yield ""
    yield from wrapped(report.footer, output.width)
    yield report.marking.center(output.width).rstrip()


def _head(head: Head, output: Output) -> Iterator[str]:
    yield head.body
    yield from wrapped(head.title, output.width)
    yield head.subtitle
    yield ""
    for line in head.lines:
        yield from wrapped(line.text, output.width, f"{line.label}: ", "  ")
    for notice in head.notices:
        yield ""
        yield from wrapped(notice, output.width)


def _section(section: Section, output: Output, depth: int = 0) -> Iterator[str]:
    title = section.heading if depth else section.heading.upper()
    yield ""
    yield ""
    yield from wrapped(title, output.width)
    yield ("-" if depth else "=") * min(len(title), output.width)
    for block in section.blocks:
        if not isinstance(block, Listing):  # points belong to the paragraph before them
            yield ""
        yield from lines(block, output)
    for part in section.parts:
        yield from _section(part, output, depth + 1)
