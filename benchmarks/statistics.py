"""What the numbers can bear: every method over 43 × 50 cells with 40 periods each."""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from statistics import median

from benchmarks.timing import Claim
from tracker.data import register
from tracker.domain.board import Board, make_board
from tracker.domain.calendar import Frequency, periods
from tracker.domain.plan import (
    Commitment,
    Direction,
    Kind,
    Measure,
    Plan,
    RollupThresholds,
    Scope,
    Thresholds,
)
from tracker.domain.reading import Reading
from tracker.domain.statistics.disclosure import by_health_service, by_threshold
from tracker.domain.statistics.from_board import count_table_of, estimate_of, funnel_of
from tracker.domain.statistics.from_past import (
    assurance_of,
    chart_of,
    consistency_of,
    forecast_of,
    growth_of,
    pace_of,
)
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.past import past_of
from tracker.domain.update import Draft, Update

COMMITMENTS, PERIODS = 50, 40
#: Milliseconds of processor time for all of it: the figures come from one thread.
GOAL = 250
REPEATS = 7
_START, _DUE = date(2015, 3, 31), date(2027, 3, 31)

Series = dict[tuple[str, str], list[Update]]


def measure() -> Iterator[Claim]:
    """The claim."""
    board, series = _made_up()
    gc.disable()  # as the workspace looks
    times = []
    for turn in range(REPEATS + 1):
        start = time.process_time()
        for commitment in board.plan.commitments:
            _every_figure(board, commitment, series)
        if turn:
            times.append(time.process_time() - start)
    gc.enable()
    ours = median(times) * 1000
    yield Claim("every figure of 43 × 50 cells, 40 periods each", ours, goal=GOAL, in_times=False)


def _every_figure(board: Board, commitment: Commitment, series: Series) -> None:
    """Every figure of one commitment: of each of its cells, then over its forces."""
    pasts = [past_of(commitment, force, series[force, commitment.id]) for force in commitment.forces]
    for past in pasts:
        found = chart_of(past)
        if not isinstance(found, NoFigure):
            _ = found.variation, assurance_of(past, found)
        forecast_of(past)
        pace_of(past)
        growth_of(past)
    estimate_of(board, commitment.id)
    funnel_of(board, commitment.id)
    consistency_of(pasts, board.forces)
    table = count_table_of(board, commitment.id)
    by_health_service(table)
    by_threshold(table, 5)


def _made_up() -> tuple[Board, Series]:
    """A board and the series behind it; a third each of counts, levels and percentages with their parts."""
    forces = tuple(register().forces)
    commitments = tuple(_commitment(number, tuple(f.slug for f in forces)) for number in range(COMMITMENTS))
    plan = Plan(
        "benchmark", "Made up", "nobody", "OFFICIAL", _START, Frequency.QUARTERLY, 21, (), Thresholds(),
        RollupThresholds(), explain_red=False, illustrative=True, strands={"all": "All"}, forces=forces,
        commitments=commitments,
    )  # fmt: skip
    days = [period.end for period in periods(_START, _DUE, Frequency.QUARTERLY)][:PERIODS]
    chance = random.Random(43)  # noqa: S311
    series = {
        (force.slug, c.id): [_update(force.slug, c, n, day, chance) for n, day in enumerate(days, 1)]
        for c in commitments
        for force in forces
    }
    # A third of the forces has not sent the last return: something to estimate.
    readings = {
        key: Reading(updates[-1]) for number, (key, updates) in enumerate(series.items()) if number % 3
    }
    return make_board(plan, 1, readings, as_of=days[-1]), series


def _commitment(number: int, forces: tuple[str, ...]) -> Commitment:
    kind = (Kind.COUNT, Kind.LEVEL, Kind.PERCENTAGE)[number % 3]
    multiplier = 100.0 if kind is Kind.PERCENTAGE else 1.0
    return Commitment(
        f"commitment-{number:03}", "Made up", "all", "nobody", "made up", Scope.FORCE,
        Measure(kind, "things", Direction.INCREASE, multiplier=multiplier), _START, _DUE,
        Frequency.QUARTERLY, 21, 135, forces, _START,
        dict.fromkeys(forces, 1.0), dict.fromkeys(forces, 100.0),
    )  # fmt: skip


def _update(force: str, commitment: Commitment, period: int, day: date, chance: random.Random) -> Update:
    counted = float(period + chance.randrange(8))
    is_share = commitment.measure.kind is Kind.PERCENTAGE
    draft = Draft(
        force, commitment.id, day, counted / 2 if is_share else counted,
        numerator=counted if is_share else None, denominator=200.0 if is_share else None,
    )  # fmt: skip
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Update(1, draft, "benchmark", moment, moment, "0" * 64)
