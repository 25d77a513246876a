"""The name of a report's file: the plan, the day, whom it is about, and the format."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.reports.formats import Format
    from tracker.reports.model import Report


def file_name(report: Report, form: Format) -> str:
    """For example “officer-strength-2018-01-24.md”, “officer-strength-2018-01-24-south-east.md”; of what is
    for the public “officer-strength-2018-01-24-published.md”."""
    edition = "published" if report.published else ""
    parts = (report.plan, report.looked.as_of.isoformat(), _slug(report.subject), edition)
    return f"{'-'.join(filter(None, parts))}.{form.ending}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
