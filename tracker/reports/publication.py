"""A report for the public or for partners: what it is made from holds no count that must not be told.

What is withheld is taken out of the material, not out of the pages: what is made from it cannot tell what is
not there. A commitment whose forces report counts of people (a count, a level, or a share with its parts) is
*guarded*. Of its cells

- a small count goes whole, with its status, target and reason: a colour tells on which side of a threshold a
  value lies. Roll-ups count what is shown;
- other values are rounded, and what is said of progress comes from the rounded value;
- what is told of earlier days, movement and the force's own words are left out.

The national figure stays as it is (national totals are exempt) unless it would tell a count that is withheld.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain.board import Board, Cell
from tracker.domain.national import is_reported
from tracker.domain.performance import performance, progress
from tracker.domain.plan import Scope
from tracker.domain.statistics.count_table import CountTable, worked_out
from tracker.domain.statistics.disclosure import (
    SHOWN_FROM,
    Disclosure,
    by_health_service,
    by_threshold,
    is_of_people,
    is_small,
    rounded,
)
from tracker.domain.statistics.from_board import count_table_of
from tracker.domain.status import Status
from tracker.domain.words import day_words, quantity
from tracker.reports.national_chart import national_chart
from tracker.reports.published import THRESHOLD, Published

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from tracker.domain.assess import Assessment
    from tracker.domain.movement import Movements
    from tracker.domain.national import NationalFigure
    from tracker.domain.plan import Commitment, CommitmentId, ForceSlug
    from tracker.domain.statistics.figures import Figure
    from tracker.domain.update import Update
    from tracker.reports.blocks import TrajectoryChart
    from tracker.reports.material import Material

    Key = tuple[ForceSlug, CommitmentId]

_COUNTRY = ("country", "")


@dataclass(frozen=True)
class PublishedBoard(Board):
    """A board without the cells that are withheld, and with the national figures that may be told."""

    figures: Mapping[CommitmentId, NationalFigure] = field(default_factory=dict)

    @cached_property
    def national(self) -> Mapping[CommitmentId, NationalFigure]:
        """The national figures, of all forces that reported."""
        return self.figures


def published(material: Material, method: Disclosure) -> Material:
    """The material of a report for the public."""
    board, withheld, totals = published_board(material.board, method)
    guarded = frozenset(c.id for c in material.plan.commitments if is_guarded(material.board, c))
    hidden = {cid for _, cid in withheld} | totals
    charts = {c.id: national_chart(material, c) for c in material.plan.commitments}
    for cid in guarded:
        charts[cid] = _chart(charts[cid], is_hidden=cid in hidden)
    return replace(
        material,
        board=board,
        before=published_board(material.before, method)[0] if material.before else None,
        moved=_moved(material.moved, guarded),
        series={key: series for key, series in material.series.items() if key[1] not in guarded},
        texts={},
        last_complete={},
        published=Published(
            method,
            withheld,
            totals,
            guarded,
            charts,
            {
                cid: tuple(f for f in figures if cid not in guarded or _is_told_of(f, cid, charts, totals))
                for cid, figures in material.figures.items()
            },
        ),
    )


def is_guarded(board: Board, commitment: Commitment) -> bool:
    """Whether what the forces report of a commitment may count people."""
    if commitment.scope is Scope.NATIONAL or commitment.is_milestone:
        return False
    cells = (board.cells[slug, commitment.id].assessment for slug in commitment.forces)
    return is_of_people(commitment) or any(_parts(cell) is not None for cell in cells)


def published_board(
    board: Board, method: Disclosure
) -> tuple[Board, frozenset[Key], frozenset[CommitmentId]]:
    """The board as it may be told, the cells that are withheld, and the national figures that are."""
    withheld: set[Key] = set()
    totals: set[CommitmentId] = set()
    guarded: set[CommitmentId] = set()
    cells: dict[Key, Assessment] = {key: cell.assessment for key, cell in board.cells.items()}
    commitments = []
    for commitment in board.plan.commitments:
        kept = commitment
        if is_guarded(board, commitment):
            guarded.add(commitment.id)
            hidden, is_total_hidden = _hidden(board, commitment, method)
            withheld |= {(slug, commitment.id) for slug in hidden}
            if is_total_hidden:
                totals.add(commitment.id)
            kept = replace(commitment, forces=tuple(f for f in commitment.forces if f not in hidden))
            is_path_told = not any(is_small(value) for value in commitment.baselines.values())
            for slug in kept.forces:
                cells[slug, kept.id] = _told(cells[slug, kept.id], kept, method, is_path_told=is_path_told)
        commitments.append(kept)
    shown = {key: Cell(*key, _plain(a)) for key, a in cells.items() if key not in withheld}
    plan = replace(board.plan, commitments=tuple(commitments))
    told = PublishedBoard(
        plan, board.plan_version, board.before_first_version, board.as_of, board.known_at, shown,
        {key: past for key, past in board.rebaselined.items() if key[1] not in guarded},
        {key: a for key, a in board.originals.items() if key[1] not in guarded},
        figures={
            cid: replace(figure, value=None, performance=None) if cid in totals else figure
            for cid, figure in board.national.items()
        },
    )  # fmt: skip
    return told, frozenset(withheld), frozenset(totals)


def _hidden(board: Board, commitment: Commitment, method: Disclosure) -> tuple[set[ForceSlug], bool]:
    """The forces whose value is withheld, and whether the national figure is."""
    if not is_of_people(commitment):
        return _hidden_shares(board, commitment, method)
    table = count_table_of(board, commitment.id)
    is_first = method is Disclosure.HEALTH_SERVICE
    found = by_health_service(table) if is_first else by_threshold(table, THRESHOLD)
    hidden = {slug for level, slug in found.hidden if level == "force"}
    reported = [key for key in table.counts if is_reported(board.cells[key[1], commitment.id].assessment)]
    is_told = is_first and _is_told(table, reported, hidden)
    return hidden, _COUNTRY in found.hidden or is_told


def _hidden_shares(board: Board, commitment: Commitment, method: Disclosure) -> tuple[set[ForceSlug], bool]:
    """Shares of which a part is small; the national one goes where it hides a single force's."""
    least = SHOWN_FROM if method is Disclosure.HEALTH_SERVICE else THRESHOLD
    hidden = set()
    for slug in commitment.forces:
        parts = _parts(board.cells[slug, commitment.id].assessment)
        if parts is not None and any(0 < abs(part) < least for part in parts):
            hidden.add(slug)
    return hidden, len(hidden) == 1


def _is_told(table: CountTable, reported: list[tuple[str, str]], hidden: AbstractSet[ForceSlug]) -> bool:
    """Whether the exact national total would tell a withheld count to one who knows all that are shown.

    The statuses narrow what a rounded value can be; so it is taken as known.
    """
    if not reported:
        return False
    of = CountTable({key: table.counts[key] for key in reported}, {_COUNTRY: reported})
    most = SHOWN_FROM - (1.0 if table.is_whole else 0.0)
    least = -most if table.has_negative else 1.0 if table.is_whole else 0.0
    ranges = worked_out(
        of,
        {
            key: (least, most) if key != _COUNTRY and key[1] in hidden and is_small(value) else (value, value)
            for key, value in of.values.items()
        },
    )
    small = [key for key in reported if key[1] in hidden and is_small(of.counts[key])]
    return any(ranges[key][1] - ranges[key][0] < 1 for key in small)


def _told(a: Assessment, commitment: Commitment, method: Disclosure, *, is_path_told: bool) -> Assessment:
    """A cell of a guarded commitment: its value and all that comes from it as it may be told."""
    value = _value(a, commitment, method)
    share = whole = None
    if value is not None and is_path_told and None not in (a.expected, a.baseline, a.target):
        base, goal, target = a.baseline or 0.0, a.expected or 0.0, a.target or 0.0
        share = performance(commitment.measure, value, base, goal, target)
        whole = progress(value, base, target)
    if not is_path_told:
        a = replace(a, expected=None, baseline=None, target=None, original_target=None)
    status, kind = a.status, commitment.measure.kind
    said = "nothing reported"
    if value is not None and a.update is not None:
        said = f"{quantity(value, kind)} at {day_words(a.update.draft.as_at)}"
    reason = a.reason if status in (Status.NONE, Status.EXEMPT) else f"{said}: {status.meaning}."
    return replace(
        a, value=value, performance=share, whole=whole, sentence=lambda: reason,
        update=_update(a.update, value),
    )  # fmt: skip


def _value(a: Assessment, commitment: Commitment, method: Disclosure) -> float | None:
    """The value of a cell that is shown: counts rounded, shares from rounded counts."""
    if a.value is None or method is Disclosure.THRESHOLD:
        return a.value
    if is_of_people(commitment):
        return rounded(a.value)
    parts = _parts(a)
    if parts is None or not parts[1]:
        return a.value
    return round(rounded(parts[0]) / rounded(parts[1]) * commitment.measure.multiplier, 1)


def _parts(a: Assessment) -> tuple[float, float] | None:
    """Numerator and denominator of what is shown, where they were reported."""
    draft = a.update.draft if a.update else None
    if draft is None or draft.numerator is None or draft.denominator is None:
        return None
    return draft.numerator, draft.denominator


def _update(update: Update | None, value: float | None) -> Update | None:
    """An update with its value as told, and without its parts."""
    if update is None:
        return None
    return replace(update, draft=replace(update.draft, value=value, numerator=None, denominator=None))


def _plain(a: Assessment) -> Assessment:
    """An assessment without what people wrote, and without who wrote it."""
    sentence = a.sentence
    if a.exemption is not None and a.status is Status.EXEMPT:
        words = f"Exempt until {day_words(a.exemption.until)}."
        return replace(a, update=None, value=None, sentence=lambda: words)
    if a.update is None:
        return a
    draft = replace(
        a.update.draft,
        self_status=None, back_on_track=None, note=None, cause=None, action=None, evidence=None,
        source_ref=None,
    )  # fmt: skip
    return replace(a, update=replace(a.update, draft=draft, author="", source=None), sentence=sentence)


def _moved(moved: Movements | None, guarded: AbstractSet[CommitmentId]) -> Movements | None:
    """What moved on the commitments that count no people."""
    if moved is None:
        return None
    moves = tuple(move for move in moved.moves if move.commitment not in guarded)
    kept = {key: past for key, past in moved.rebaselined.items() if key[1] not in guarded}
    return replace(moved, moves=moves, rebaselined=kept)


def _chart(chart: TrajectoryChart | None, *, is_hidden: bool) -> TrajectoryChart | None:
    """The national figure over time, where nothing of it is withheld and it was never small."""
    if chart is None or is_hidden or any(is_small(point.value) for point in chart.points):
        return None
    return chart


def _is_told_of(
    figure: Figure,
    cid: CommitmentId,
    charts: Mapping[CommitmentId, TrajectoryChart | None],
    totals: AbstractSet[CommitmentId],
) -> bool:
    """Whether a figure of a guarded commitment tells no more than the national figures that are shown do.

    One over some of the forces would tell, beside the national figure, the sum of the others.
    """
    if figure.key == "estimate":
        return cid not in totals
    if figure.key in ("between_forces", "consistency"):
        return False
    return charts[cid] is not None and not figure.about
