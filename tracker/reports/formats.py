"""The formats of a report: each is one module with ``render``, imported when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.reports.model import Report


@dataclass(frozen=True, slots=True)
class Output:
    """What a renderer may be told of where its bytes go.

    ``width`` is the columns of a text, ``has_signs`` whether the terminal can draw more than ASCII signs;
    ``template`` is an office's own Word document, whose styles and letterhead are used.
    """

    width: int = 100
    has_signs: bool = True
    template: Path | None = None


class Renderer(Protocol):
    """The module of a format."""

    def render(self, report: Report, output: Output) -> bytes:
        """The whole file: the same report and output give the same bytes, on every machine."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, which is also the file's ending, the module that renders it, and whether it is
    text, that can be printed in a terminal."""

    name: str
    module: str
    is_text: bool
    ending: str

    def render(self, report: Report, output: Output | None = None) -> bytes:
        """Render a report."""
        renderer = cast("Renderer", import_module(self.module))
        return renderer.render(report, output or Output())


FORMATS = {
    form.name: form
    for form in (
        Format("text", "tracker.reports.plain_text", is_text=True, ending="txt"),
        Format("md", "tracker.reports.markdown", is_text=True, ending="md"),
        Format("json", "tracker.reports.record", is_text=True, ending="json"),
        Format("csv", "tracker.reports.cells_csv", is_text=True, ending="csv"),
        Format("html", "tracker.reports.html", is_text=False, ending="html"),
        Format("pdf", "tracker.reports.pdf", is_text=False, ending="pdf"),
        Format("docx", "tracker.reports.docx", is_text=False, ending="docx"),
        Format("xlsx", "tracker.reports.xlsx", is_text=False, ending="xlsx"),
    )
}
