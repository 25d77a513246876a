"""Reports: what they are made from, gathered for one look, and made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.status import Status
from tracker.domain.when import Look, Named, When
from tracker.reports.again import ReportAgain
from tracker.reports.material import Material, VersionNote
from tracker.reports.order import previous_council
from tracker.workspace.clock import end_of_day
from tracker.workspace.figures import last_complete
from tracker.workspace.readings import not_collecting, series_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from tracker.domain.board import Board
    from tracker.domain.plan import CommitmentId, ForceSlug
    from tracker.domain.update import Update
    from tracker.reports.model import Report
    from tracker.reports.order import ReportOrder
    from tracker.store import Store
    from tracker.workspace.looking import Looking

#: The statuses whose cells are explained in the force's own words.
_EXPLAINED = (Status.RED, Status.AMBER_RED, Status.AMBER)


def look_of(workspace: Looking, council: When | None, as_of: When | None, known_at: When | None) -> Look:
    """The two clocks of a report.

    A council's paper looks from its day with what was known at the end of it, where that has passed; any
    other report, and the paper of a council to come, looks with all that is known, unless told otherwise.
    """
    plan = workspace.plan()[0]
    if council is not None:
        named = When(fixed=workspace.day(council), is_council=True)
        day = named.day(plan.councils, workspace.today)
    else:
        day = workspace.day(as_of) if as_of else workspace.default_as_of()
    if known_at is not None:
        return Look(day, None if known_at.word is Named.NOW else end_of_day(workspace.day(known_at)))
    return Look(day, end_of_day(day) if council is not None and day < workspace.today else None)


def make_reports(
    workspace: Looking,
    store: Store,
    order: ReportOrder,
    progress: Callable[[int, int], None] | None = None,
) -> list[Report]:
    """The reports of an order, from one look."""
    from tracker.reports.building import make_report

    with not_collecting():
        material = gather(workspace, store, order)
        made = []
        for subject in order.subjects:
            made.append(make_report(material, subject))
            if progress:
                progress(len(made), len(order.subjects))
        return made


def keep_reports(workspace: Looking, store: Store, order: ReportOrder, reports: list[Report]) -> list[str]:
    """Keep the reports of an order as they were issued; the hash of each, by which it is made again."""
    from tracker import __version__
    from tracker.domain.issued_report import IssuedReport
    from tracker.reports.snapshot import options_of, snapshot_of

    kept = []
    for report, subject in zip(reports, order.subjects, strict=True):
        issued = IssuedReport(
            snapshot=snapshot_of(report),
            issued_at=workspace.now(),
            author=workspace.user,
            tracker_version=__version__,
            council=report.looked.council,
            as_of=report.looked.as_of,
            known_at=report.looked.known_at,
            plan_version=report.looked.plan_version,
            ledger=report.proof.ledger,
            head=report.proof.head,
            options=options_of(order, subject),
        )
        store.keep_report(issued)
        kept.append(issued.sha256)
    return kept


def report_again(workspace: Looking, store: Store, hash_start: str) -> ReportAgain:
    """An issued report from what was kept of it, and where one made now would differ."""
    from tracker.reports.differences import differences
    from tracker.reports.snapshot import order_of, report_in

    issued = store.issued_report(hash_start)
    try:
        then, order = report_in(issued.snapshot), order_of(issued.options)
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedError(
            f"The report {issued.sha256[:12]} was kept by version {issued.tracker_version} of the tracker in "
            f"a form that this version cannot read ({type(error).__name__})."
        ) from None
    said = differences(then, make_reports(workspace, store, order)[0])
    if issued.redacted_from:
        said.insert(0, "Words have been redacted from it since it was issued.")
    return ReportAgain(then, issued.issued_at, issued.author, tuple(said))


def gather(workspace: Looking, store: Store, order: ReportOrder) -> Material:
    """Everything that a report is made from, as known at the order's instant."""
    look = order.look
    end = store.known_end(look.known_at)
    board = workspace.board(look.as_of, look.known_at, ledger=end.seq)
    earlier = _previous(board, look.known_at)
    series = _series(store, board)
    return Material(
        order=order,
        board=board,
        before=workspace.board(earlier.as_of, earlier.known_at) if earlier else None,
        moved=workspace.compare(earlier, look) if earlier else None,
        due=workspace.due(look.as_of, look.known_at),
        series=series,
        texts=store.texts_of(_explained(board)),
        versions=tuple(_notes(workspace, board.plan_version)),
        first_recorded=workspace.version(1).recorded_at.date(),
        end=end,
        last_complete=_last_complete(workspace, board, series),
    )


def _previous(board: Board, known_at: datetime | None) -> Look | None:
    """The last council before the day looked from, as its own paper knew it."""
    council = previous_council(board.plan, board.as_of)
    if council is None:
        return None
    then = end_of_day(council)
    return Look(council, min(then, known_at) if known_at else then)


def _series(store: Store, board: Board) -> dict[tuple[ForceSlug, CommitmentId], tuple[Update, ...]]:
    """Every cell through time."""
    return {
        (force, commitment.id): updates
        for commitment in board.plan.commitments
        for force, updates in series_of(store, commitment, board.as_of, board.known_at).items()
    }


def _last_complete(
    workspace: Looking,
    board: Board,
    series: Mapping[tuple[ForceSlug, CommitmentId], Sequence[Update]],
) -> dict[CommitmentId, Board]:
    """The last complete boards of the commitments whose estimates go by them."""
    found = {
        c.id: last_complete(workspace, board, c, {slug: series[slug, c.id] for slug in c.forces})
        for c in board.plan.commitments
    }
    return {cid: complete for cid, complete in found.items() if complete is not None}


def _explained(board: Board) -> list[int]:
    """The ledger numbers of the updates behind the cells that are explained."""
    judged = (cell.assessment for cell in board.cells.values())
    return [a.update.seq for a in judged if a.update is not None and a.status in _EXPLAINED]


def _notes(workspace: Looking, last: int) -> list[VersionNote]:
    """What each plan version after the first changed, up to the one in force."""
    return [
        VersionNote(
            version.version,
            version.recorded_at.date(),
            version.author,
            version.reason,
            tuple(workspace.changes_between(version.version - 1, version.version)),
        )
        for version in workspace.versions()[1:last]
    ]
