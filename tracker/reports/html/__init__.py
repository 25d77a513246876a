"""The report as one HTML file: nothing in it is loaded from elsewhere, and no script is needed to read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.reports.formats import Output
    from tracker.reports.model import Report


def render(report: Report, output: Output) -> bytes:  # noqa: ARG001 - every renderer is called alike
    """The whole page in UTF-8."""
    from tracker.reports.html.page import page

    return page(report).encode()
