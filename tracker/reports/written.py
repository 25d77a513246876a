"""Reports written to files that are all written or none, and what is told of them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.domain.words import plural
from tracker.newfiles import NewFiles
from tracker.reports.file_names import file_name
from tracker.reports.formats import Output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tracker.reports.formats import Format
    from tracker.reports.model import Report

#: So many digits of a hash are told.
_DIGITS = 12


def file_names(reports: Sequence[Report], formats: Sequence[Format]) -> list[str]:
    """The names of the files, every report in every format."""
    return [file_name(report, form) for report in reports for form in formats]


@contextmanager
def written(
    reports: Sequence[Report],
    formats: Sequence[Format],
    folder: Path,
    *,
    template: Path | None = None,
    overwrite: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[None]:
    """Write every report in every format; the files take their names when the block ends without an error.

    ``progress`` is told how many are done of how many; what it raises stops the work, and none is written.
    """
    output = Output(template=template)
    asked = [(report, form) for report in reports for form in formats]
    with NewFiles(folder, file_names(reports, formats), overwrite=overwrite) as files:
        for done, (report, form) in enumerate(asked, 1):
            files.add(file_name(report, form), form.render(report, output))
            if progress:
                progress(done, len(asked))
        yield


def kept_words(kept: Sequence[str]) -> str:
    """How what was issued is made again; empty where nothing was kept."""
    if len(kept) > 1:
        return f"{plural(len(kept), 'report')} kept as issued, each under a hash of its own."
    return f"Kept as it was issued: tracker report --again {kept[0][:_DIGITS]}" if kept else ""


def unsaid_words(reports: Sequence[Report]) -> str:
    """What the head block lacks; empty where it lacks nothing."""
    unsaid = ", ".join(reports[0].head.unsaid)
    return f"The head block says nothing of: {unsaid}. The plan file says it under “paper”." if unsaid else ""
