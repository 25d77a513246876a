"""A report as it is asked for on a form, and what is made of it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.when import look_in
from tracker.domain.words import day_words, listed, one_line, plural
from tracker.reports.formats import FORMATS
from tracker.reports.order import ReportOrder
from tracker.reports.subjects import disclosure_named, subjects_in
from tracker.reports.written import file_names, kept_words, unsaid_words, written
from tracker.tui.folder import folder_words, path_in

if TYPE_CHECKING:
    from pathlib import Path

    from tracker.domain.board import Board
    from tracker.tui.long_work import LongWork
    from tracker.workspace import Workspace


@dataclass(frozen=True)
class ReportAsked:
    """The words of the form: which day, about whom, in which formats, where to, and how published."""

    when: str
    about: str = ""
    formats: tuple[str, ...] = ("md", "pdf")
    folder: str = "papers"
    public: str = ""
    marking: str = ""

    def order(self, workspace: Workspace) -> ReportOrder:
        """The order that is meant; :class:`TrackerError` says what cannot be read."""
        words = look_in(self.when)
        is_council = words.day.is_council
        council, as_of = (words.day, None) if is_council else (None, words.day)
        look = workspace.report_look(council, as_of, words.known)
        return ReportOrder(
            look=look,
            council=look.as_of if is_council else None,
            subjects=subjects_in(workspace.plan(look.known_at)[0], self.about),
            publish=disclosure_named(self.public) if self.public else None,
            marking=(self.marking.strip() or None) if self.public else None,
        )


@dataclass(frozen=True)
class Made:
    """The files written, and what is told of them."""

    paths: tuple[Path, ...]
    words: str


@dataclass(frozen=True)
class InTheWay:
    """Files of the same names, which are there already: nothing was written."""

    names: tuple[str, ...]


def asked_on(board: Board) -> ReportAsked:
    """The report on the board one looks at."""
    day = board.as_of.isoformat()
    words = f"council:{day}" if board.as_of in board.plan.councils else day
    return ReportAsked(words if board.known_at is None else f"{words}@{board.known_at.date()}")


def meaning(asked: ReportAsked, workspace: Workspace, here: Path | None) -> str:
    """What would be made, in sentences; of files where they can be written, from a folder ``here``."""
    order = asked.order(workspace)
    look = order.look
    known = (
        f"what was known by {day_words(look.known_at.date())}" if look.known_at else "all that is known now"
    )
    of = "The paper for the council of" if order.council else "As of"
    about = listed([one_line(s.key) for s in order.subjects[:4] if s.key] or ["the whole plan"])
    more = f" and {len(order.subjects) - 4} more" if len(order.subjects) > 4 else ""
    lines = [f"{of} {day_words(look.as_of)}, with {known}, on {about}{more}."]
    if here is None:
        return lines[0]
    if not asked.formats:
        return lines[0] + " Choose a format with Space."
    files = plural(len(order.subjects) * len(asked.formats), "file")
    lines.append(f"{files} in {one_line(folder_words(path_in(asked.folder, here)))}.")
    return " ".join(lines)


def text_of(asked: ReportAsked, width: int, long: LongWork, workspace: Workspace) -> str:
    """The first report as text, to be read here; nothing is written or kept."""
    from tracker.reports.formats import Output

    order = asked.order(workspace)
    reports = workspace.reports(order, long.told)
    return "\n\n".join(FORMATS["text"].render(each, Output(width=width)).decode() for each in reports)


def made(
    asked: ReportAsked,
    here: Path,
    long: LongWork,
    workspace: Workspace,
    *,
    overwrite: bool,
) -> Made | InTheWay:
    """Make the reports, write them and keep them as issued: all of it or nothing."""
    if not asked.formats:
        raise RefusedError("Say which files to write: choose a format.")
    folder, formats = path_in(asked.folder, here), [FORMATS[name] for name in asked.formats]
    order = asked.order(workspace)
    reports = workspace.reports(order, long.told)
    names = file_names(reports, formats)
    taken = tuple(name for name in names if os.path.lexists(folder / name))
    if taken and not overwrite:
        return InTheWay(taken)
    long.begin("Writing reports")
    with written(reports, formats, folder, overwrite=overwrite, progress=long.told):
        kept = workspace.keep_reports(order, reports)
    words = "\n".join(filter(None, (kept_words(kept), unsaid_words(reports))))
    return Made(tuple(folder / name for name in names), words)
