"""The cells of a report as CSV: the columns of ``tracker status --format csv``."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from tracker.domain.words import spreadsheet_safe

if TYPE_CHECKING:
    from tracker.reports.formats import Output
    from tracker.reports.model import Report
    from tracker.reports.sheets import Scalar


def render(report: Report, output: Output) -> bytes:  # noqa: ARG001 - every format is called alike
    """One row a cell, in UTF-8; a text that a spreadsheet would take for a formula gets a quote before it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    cells = report.sheets.cells
    writer.writerow([field.key for field in cells.fields])
    writer.writerows([_safe(value) for value in row] for row in cells.rows)
    return buffer.getvalue().encode()


def _safe(value: Scalar) -> Scalar:
    if isinstance(value, str):
        return spreadsheet_safe(value)
    return "" if value is None else value
