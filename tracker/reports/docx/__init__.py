"""The report as a Word document, in the tracker's own styles or in an office's."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tracker.reports.docx.body import Body
from tracker.reports.docx.package import packed
from tracker.reports.docx.page import set_up_pages
from tracker.reports.docx.styles import own_document
from tracker.reports.docx.template import opened

if TYPE_CHECKING:
    from tracker.reports.formats import Output
    from tracker.reports.model import Report


def render(report: Report, output: Output) -> bytes:
    """The whole document; :class:`tracker.domain.errors.RefusedError` says what is wrong with a template."""
    document = opened(output.template) if output.template else own_document()
    set_up_pages(document, report)
    Body(document, report).write()
    buffer = io.BytesIO()
    document.save(buffer)
    return packed(buffer.getvalue(), report.created)
