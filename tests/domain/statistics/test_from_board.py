"""From a board to the estimate, the funnel and the counts that may be published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.domain.cases import MIDWAY, commitment, milestone, update
from tracker.data import register
from tracker.domain.board import Board, make_board
from tracker.domain.calendar import Frequency
from tracker.domain.plan import (
    Auxiliary,
    Commitment,
    Direction,
    Exemption,
    Kind,
    Normaliser,
    Plan,
    RollupThresholds,
    Scope,
    Thresholds,
    Weight,
)
from tracker.domain.reading import Reading
from tracker.domain.statistics.disclosure import by_health_service, is_of_people
from tracker.domain.statistics.estimate import Design, Estimate
from tracker.domain.statistics.figures import Figure, commitment_figures
from tracker.domain.statistics.from_board import count_table_of, estimate_of, funnel_of
from tracker.domain.statistics.funnel import Chance, Funnel
from tracker.domain.statistics.no_figure import NoFigure
from tracker.workspace import Workspace

FORCES = register().forces
SLUGS = tuple(force.slug for force in FORCES)
ID = "offenders-pursued"


def board(promise: Commitment, values: dict[str, float], **parts: dict[str, float]) -> Board:
    """A board of one commitment for all forces; ``numerator`` and ``denominator`` are by force too."""
    plan = Plan(
        "one", "One", "lead", "OFFICIAL", date(2015, 4, 1), Frequency.QUARTERLY, 21, (), Thresholds(),
        RollupThresholds(), explain_red=False, illustrative=False, strands={}, forces=FORCES,
        commitments=(promise,),
    )  # fmt: skip
    readings = {
        (slug, ID): Reading(update(MIDWAY, value, **{name: by[slug] for name, by in parts.items()}))
        for slug, value in values.items()
    }
    return make_board(plan, 1, readings, as_of=MIDWAY)


def promise(**changes: Any) -> Commitment:
    return commitment(0.0, 100.0, forces=SLUGS, **changes)


def some(value: float = 10.0, every: int = 2) -> dict[str, float]:
    return {force.slug: value for number, force in enumerate(FORCES) if number % every == 0}


def test_the_real_twelve_largest_reporters_on_a_board(strength_db: Path) -> None:
    with Workspace.open(strength_db, "tester") as workspace:
        whole = workspace.board(date(2019, 9, 30))
    largest = sorted(whole.cells, key=lambda key: -(whole.cells[key].assessment.value or 0))[:12]
    readings = {key: Reading(whole.cells[key].assessment.update) for key in largest}
    few = make_board(whole.plan, 1, readings, as_of=whole.as_of)
    complete, found = estimate_of(whole, "officer-strength"), estimate_of(few, "officer-strength")
    assert isinstance(complete, Estimate)
    assert complete.sentence == "124,783.97: all 43 forces reported."
    assert isinstance(found, Estimate)
    assert found.design is Design.LARGEST_APART
    assert found.sentence == (
        "About 125,000 (95% interval 124,600 to 125,400; precise): "
        "informed extrapolation from 12 of 43 forces, 60% of officers."
    )


@pytest.mark.parametrize(
    ("auxiliary", "words"),
    [
        (Auxiliary.POPULATION, "% of the population."),
        (Auxiliary.OFFICERS, "% of officers."),
        (Auxiliary.EQUAL, "from 22 of 43 forces."),
        (Auxiliary.BASELINE, "% of the baseline."),
        (None, "% of officers."),
    ],
)
def test_the_plan_names_the_size_that_the_estimate_goes_by(auxiliary: Auxiliary | None, words: str) -> None:
    baselines = {force.slug: force.officers / 10 for force in FORCES}
    found = estimate_of(board(promise(estimate_by=auxiliary, baselines=baselines), some()), ID)
    assert isinstance(found, Estimate)
    assert found.sentence.endswith(words)


def test_the_last_complete_figure_is_that_of_an_earlier_board() -> None:
    by_last = promise(estimate_by=Auxiliary.LAST_COMPLETE)
    earlier = board(by_last, {force.slug: 5.0 for force in FORCES})
    found = estimate_of(board(by_last, some()), ID, earlier)
    assert isinstance(found, Estimate)
    assert found.total == pytest.approx(430.0)
    assert found.basis.endswith("51% of the last complete figure")
    without = estimate_of(board(by_last, some()), ID)
    assert without == NoFigure("No estimate: there is no earlier date for which every force has reported.")


def test_a_percentage_is_averaged_by_its_weight_and_stays_below_100() -> None:
    share = promise(kind=Kind.PERCENTAGE, weight=Weight.POPULATION)
    found = estimate_of(board(share, {**some(99.0), "kent": 40.0}), ID)
    assert isinstance(found, Estimate)
    assert 90 < found.total < 99
    assert found.high <= 100


def test_a_force_that_is_exempt_is_not_estimated() -> None:
    agreed = Exemption(SLUGS[1], date(2016, 1, 1), "merged")
    found = estimate_of(board(promise(exempt=(agreed,)), some()), ID)
    assert isinstance(found, Estimate)
    assert found.expected == 42


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (milestone(forces=SLUGS), "No estimate: the forces that are done are counted, not estimated."),
        (promise(scope=Scope.NATIONAL), "No estimate: the figure is reported nationally."),
    ],
)
def test_what_is_not_estimated_says_why(made: Commitment, reason: str) -> None:
    assert estimate_of(board(made, {}), ID) == NoFigure(reason)


def test_counts_are_compared_by_the_size_the_plan_names() -> None:
    by_officers = promise(per=Normaliser(1000.0, Weight.OFFICERS))
    values = {force.slug: float(force.officers // 100) for force in FORCES}
    found = funnel_of(board(by_officers, {**values, "kent": 400.0}), ID)
    assert isinstance(found, Funnel)
    assert (found.chance, found.high) == (Chance.POISSON, ("kent",))
    assert found.rate == pytest.approx(12.8, abs=0.5)


def test_percentages_are_compared_by_their_numerators_and_denominators() -> None:
    share = promise(kind=Kind.PERCENTAGE, multiplier=100.0)
    counted = dict.fromkeys(SLUGS, 50.0) | {"kent": 90.0}
    sizes = dict.fromkeys(SLUGS, 100.0)
    found = funnel_of(board(share, counted, numerator=counted, denominator=sizes), ID)
    assert isinstance(found, Funnel)
    assert (found.chance, found.high) == (Chance.BINOMIAL, ("kent",))
    without = funnel_of(board(share, counted), ID)
    assert without == NoFigure("No funnel: it needs the numerators and denominators, and none were reported.")


def test_a_level_has_no_funnel() -> None:
    found = funnel_of(board(promise(kind=Kind.LEVEL), some()), ID)
    assert found == NoFigure("No funnel: it compares counts, rates and percentages of forces.")


def test_a_figure_of_all_forces_names_those_that_differ_and_none_where_there_is_no_funnel() -> None:
    share = promise(kind=Kind.PERCENTAGE, multiplier=100.0)
    counted = dict.fromkeys(SLUGS, 50.0) | {"kent": 90.0}

    def compared(**parts: dict[str, float]) -> Figure:
        figures = commitment_figures(board(share, counted, **parts), share, {})
        return next(figure for figure in figures if figure.key == "between_forces")

    apart = compared(numerator=counted, denominator=dict.fromkeys(SLUGS, 100.0))
    assert apart.sentence.endswith("Above: Kent.")
    assert compared().named == ""


def test_the_counts_to_be_published_add_up_by_region_nation_and_country() -> None:
    values = {force.slug: float(number % 9) for number, force in enumerate(FORCES)}
    table = count_table_of(board(promise(), values), ID)
    assert table.values["country", ""] == sum(values.values())
    wales = sum(values[force.slug] for force in FORCES if force.region == "Wales")
    assert table.values["region", "Wales"] == table.values["nation", "Wales"] == wales
    shown = by_health_service(table).shown
    assert shown["force", SLUGS[7]] == "[c]"
    assert shown["force", SLUGS[8]] == "10"


def test_counts_of_organisations_are_no_counts_of_people() -> None:
    assert is_of_people(promise())
    assert not is_of_people(milestone())
    assert not is_of_people(promise(kind=Kind.PERCENTAGE, direction=Direction.INCREASE))


def test_a_national_level_reported_nationally_is_a_table_of_one() -> None:
    alone = replace(promise(), forces=("kent",))
    table = count_table_of(board(alone, {"kent": 3.0}), ID)
    assert by_health_service(table).shown["country", ""] == "[c]"
