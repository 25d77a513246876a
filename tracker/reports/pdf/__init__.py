"""The report as a PDF, set by typst: tagged for screen readers (PDF/UA-1), with bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.reports.formats import Output
    from tracker.reports.model import Report


def render(report: Report, output: Output) -> bytes:  # noqa: ARG001 - every renderer is called alike
    """The whole document; the same bytes on every machine, as only the fonts in typst itself are used."""
    from tracker.reports.pdf.setting import typeset

    return typeset(report)
