"""Proof that a database is whole: the store's own, and that what it keeps can be read and computed again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.domain.errors import TrackerError
from tracker.domain.statistics.disclosure import CONFIDENTIAL
from tracker.domain.words import number
from tracker.planfile.record import plan_from_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tracker.domain.board import Board, Cell
    from tracker.domain.issued_report import IssuedReport
    from tracker.store import PlanVersion, Store, Verification
    from tracker.workspace.looking import Looking

#: So many differences of one report are told one by one.
_TOLD = 20

#: Numbers of a snapshot are compared to so many places.
_PLACES = 9


def verify(
    workspace: Looking, store: Store, head: str | None, progress: Callable[[int, int], None] | None
) -> Verification:
    """Check the database, that every plan version parses, and that issued reports compute as they were."""
    found = store.verify(head, progress=progress)
    problems = list(found.problems)
    try:
        for version in store.versions():
            problems += _plan_problems(version)
        for report in store.issued_reports():
            problems += _report_problems(workspace, report)
    except TrackerError as error:
        problems += [problem for problem in error.problems if problem not in problems]
    return replace(found, ok=not problems, problems=problems)


def _plan_problems(version: PlanVersion) -> Iterator[str]:
    from tracker.data import register
    from tracker.planfile.reader import read_plan_text

    try:
        plan_from_record(version.record)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        yield f"Plan version {version.version}: its record cannot be read ({error!r})."
    try:
        read_plan_text(version.source_text, f"Plan version {version.version}", version.files, register())
    except TrackerError as error:
        yield from error.problems


def _report_problems(workspace: Looking, report: IssuedReport) -> Iterator[str]:
    named = f"The report issued on {report.issued_at:%Y-%m-%d}, hash {report.sha256[:12]}"
    try:
        said = json.loads(report.snapshot)["board"]
        cells = {(cell["force"], cell["commitment"]): cell for cell in said["cells"]}
        day, ledger = date.fromisoformat(said["as_of"]), int(said["ledger"])
        from_paper = (said["known_at"] is None) == (report.known_at is None) and ledger == report.ledger
    except (ValueError, KeyError, TypeError) as error:
        yield f"{named}: its snapshot holds no board that can be computed again ({error!r})."
        return
    if not from_paper or day != report.as_of:
        yield f"{named}: its snapshot is of another board than the one it was kept for."
        return
    board = workspace.board(day, report.known_at, ledger=ledger)
    if board.plan_version != said["plan_version"]:
        yield (
            f"{named}: it was made under plan version {said['plan_version']}, and computes under "
            f"{board.plan_version}."
        )
    differences = list(_differences(board, cells, said.get("publish")))
    yield from (f"{named}, by tracker {report.tracker_version}: {each}" for each in differences[:_TOLD])
    if len(differences) > _TOLD:
        yield f"{named}: {len(differences) - _TOLD} more cells differ."


def _differences(
    board: Board, said: dict[tuple[str, str], dict[str, Any]], publish: str | None
) -> Iterator[str]:
    """What was issued and computes otherwise; a published report against what may be told of the board."""
    withheld: frozenset[tuple[str, str]] = frozenset()
    if publish is not None:
        from tracker.domain.statistics.disclosure import Disclosure
        from tracker.reports.publication import published_board

        board, withheld, _ = published_board(board, Disclosure(publish))
    for key, cell in said.items():
        where = f"{key[0]}, {key[1]}"
        if key in withheld and cell["value"] == CONFIDENTIAL:
            continue
        if key not in board.cells:
            yield f"{where} was issued as {_issued(cell)}, and the board has no such cell."
        elif _issued(cell) != _computed(board.cells[key]):
            yield f"{where} was issued as {_issued(cell)}, and computes as {_computed(board.cells[key])}."


def _issued(cell: dict[str, Any]) -> str:
    return _in_words(str(cell["status"]), cell["value"])


def _computed(cell: Cell) -> str:
    return _in_words(cell.assessment.status.value, cell.assessment.value)


def _in_words(status: str, value: float | str | None) -> str:
    if isinstance(value, str):
        return f"withheld {value}"
    return f"{status} without a value" if value is None else f"{status} at {number(value, _PLACES)}"
