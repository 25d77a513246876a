"""Setting a report: its data go to the template beside this file as JSON, never as code."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from tracker.reports.pdf.data import Writer
from tracker.reports.pdf.glyphs import unprintable

if TYPE_CHECKING:
    from tracker.reports.model import Report

_TEMPLATE = Path(__file__).with_name("report.typ")


def typeset(report: Report) -> bytes:
    """The bytes of the PDF, dated as the report is."""
    writer = Writer()
    data = json.dumps(writer.report(report), ensure_ascii=False)
    if missing := unprintable(set(data)):
        data = json.dumps(Writer(missing).report(report), ensure_ascii=False)
    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"report": data},
        format="pdf",
        pdf_standards="ua-1",
        timestamp=datetime.combine(report.created, time(), UTC),
    )
