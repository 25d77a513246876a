"""Every figure about a cell or a commitment, each with its sentence and its method, in one order.

The report, the command line and the screens show these; what stands in :mod:`from_board` and
:mod:`from_past` is how each is come by.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from tracker.domain.plan import Kind, Scope
from tracker.domain.statistics import (
    assurance,
    consistency,
    estimate,
    forecast,
    funnel,
    growth,
    pace,
    xmr,
)  # fmt: skip
from tracker.domain.statistics.assurance import Assurance
from tracker.domain.statistics.consistency import Consistency
from tracker.domain.statistics.estimate import Estimate
from tracker.domain.statistics.forecast import Forecast
from tracker.domain.statistics.from_board import estimate_of, funnel_of
from tracker.domain.statistics.from_past import (
    assurance_of,
    chart_of,
    consistency_of,
    forecast_of,
    growth_of,
    pace_of,
)
from tracker.domain.statistics.funnel import Funnel
from tracker.domain.statistics.growth import Growth
from tracker.domain.statistics.nation import nation_of
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.pace import Pace
from tracker.domain.statistics.past import past_of
from tracker.domain.statistics.xmr import Chart
from tracker.domain.words import one_line, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tracker.domain.board import Board
    from tracker.domain.cell_view import CellView
    from tracker.domain.plan import Commitment, ForceSlug
    from tracker.domain.statistics.method import Method
    from tracker.domain.statistics.past import Past
    from tracker.domain.update import Update

Result: TypeAlias = Estimate | Funnel | Consistency | Chart | Assurance | Forecast | Pace | Growth | NoFigure

#: The key of each figure, its short name, and its method; the order in which they are shown.
FIGURES: Mapping[str, tuple[str, Method]] = {
    "estimate": ("Estimate for all forces [e]", estimate.METHOD),
    "between_forces": ("Variation between forces", funnel.METHOD),
    "consistency": ("Consistency", consistency.METHOD),
    "variation": ("Variation over time", xmr.METHOD),
    "assurance": ("Assurance", assurance.METHOD),
    "forecast": ("Forecast", forecast.METHOD),
    "pace": ("Pace", pace.METHOD),
    "growth": ("Compound growth", growth.METHOD),
}


@dataclass(frozen=True)
class Figure:
    """A figure, or the reason why there is none; ``key`` is one of :data:`FIGURES`.

    ``about`` says of whom it is where it is not of all forces (“of the 38 of 43 forces …”); ``named`` are
    forces that its sentence speaks of, by name.
    """

    key: str
    result: Result
    about: str = ""
    named: str = ""

    @property
    def name(self) -> str:
        """What it is called on a screen: “Forecast”."""
        return FIGURES[self.key][0]

    @property
    def method(self) -> Method:
        """What it means and what it does not."""
        return FIGURES[self.key][1]

    @property
    def is_given(self) -> bool:
        """Whether the numbers bear it."""
        return not isinstance(self.result, NoFigure)

    @property
    def sentence(self) -> str:
        """It in plain words."""
        about = f"{sentence_case(self.about)}: " if self.about and self.is_given else ""
        said = self.result.sentence
        words = f"{about}{said[:1].lower()}{said[1:]}" if about else said
        return f"{words} {self.named}" if self.named else words


def cell_figures(view: CellView) -> tuple[Figure, ...]:
    """The figures of one cell over time; none for a milestone."""
    return force_figures(past_of(view.commitment, view.force.slug, view.series))


def force_figures(past: Past) -> tuple[Figure, ...]:
    """The figures over time of one force on a commitment; none for a milestone."""
    return () if past.commitment.is_milestone else tuple(_over_time(past, ""))


def commitment_figures(
    board: Board,
    commitment: Commitment,
    series: Mapping[ForceSlug, Sequence[Update]],
    last_complete: Board | None = None,
) -> tuple[Figure, ...]:
    """The figures of a commitment over all its forces; none for a milestone.

    ``series`` holds one update an as-at date for each force, oldest first. ``last_complete`` is the earlier
    board that plans go by which estimate by the last complete figure.
    """
    if commitment.is_milestone:
        return ()
    pasts = [past_of(commitment, slug, series.get(slug, ())) for slug in commitment.forces]
    return (
        *_over_forces(board, commitment, pasts, last_complete),
        *_of_the_nation(board, pasts),
    )


def estimate_needed(board: Board, commitment: Commitment) -> bool:
    """Whether some of the forces asked are missing, so that a sum is partial."""
    coverage = board.national[commitment.id].coverage
    return commitment.scope is Scope.FORCE and coverage.reported < coverage.expected


def _over_forces(
    board: Board, commitment: Commitment, pasts: Sequence[Past], last_complete: Board | None
) -> Iterator[Figure]:
    if commitment.scope is Scope.NATIONAL or len(commitment.forces) < 2:
        return
    if estimate_needed(board, commitment):
        yield Figure("estimate", estimate_of(board, commitment.id, last_complete))
    if commitment.measure.kind is not Kind.LEVEL:
        found = funnel_of(board, commitment.id)
        yield Figure("between_forces", found, named=_apart(board, found))
    yield Figure("consistency", consistency_of(pasts, board.forces))


def _of_the_nation(board: Board, pasts: Sequence[Past]) -> Iterator[Figure]:
    nation = nation_of(pasts, board.forces)
    if isinstance(nation, NoFigure):
        yield Figure("forecast", nation)
        return
    yield from _over_time(nation.past, nation.basis if len(nation.forces) < nation.asked else "")


def _over_time(past: Past, about: str) -> Iterator[Figure]:
    chart = chart_of(past)
    yield Figure("variation", chart, about)
    if isinstance(chart, Chart):
        held = assurance_of(past, chart)
        if held is not None:
            yield Figure("assurance", held, about)
    for key, found in (("forecast", forecast_of(past)), ("pace", pace_of(past)), ("growth", growth_of(past))):
        yield Figure(key, found, about)


def _apart(board: Board, found: Funnel | NoFigure) -> str:
    """The forces that differ from the rest, by name, farthest first."""
    if isinstance(found, NoFigure):
        return ""
    sides = (("Above", found.high), ("Below", found.low))
    return " ".join(
        f"{side}: {', '.join(one_line(board.forces[slug].name) for slug in slugs)}."
        for side, slugs in sides
        if slugs
    )
