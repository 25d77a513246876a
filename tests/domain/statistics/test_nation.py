"""All forces together over time: the same forces at every date, and the figures made of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.domain.cases import commitment, milestone, update
from tracker.data import register
from tracker.domain.calendar import Frequency
from tracker.domain.plan import Commitment, Kind, Weight
from tracker.domain.statistics.figures import FIGURES, cell_figures, commitment_figures, force_figures
from tracker.domain.statistics.nation import Nation, nation_of
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.past import past_of
from tracker.workspace import Workspace

FORCES = {force.slug: force for force in register().forces}
QUARTERS = [date(2015, 6, 30), date(2015, 9, 30), date(2015, 12, 31)]
FOUR = ("kent", "essex", "gwent", "surrey")


def nation(promise: Commitment, values: dict[str, list[float | None]]) -> Nation | NoFigure:
    pasts = [
        past_of(
            promise,
            force,
            [update(day, value) for day, value in zip(QUARTERS, values[force], strict=True) if value],
        )
        for force in promise.forces
    ]
    return nation_of(pasts, FORCES)


def every(*values: float | None) -> dict[str, list[float | None]]:
    return {force: list(values) for force in FOUR}


def way_of(found: Nation) -> list[float]:
    assert not isinstance(found.past.way, NoFigure)
    return list(found.past.way.values)


def level(**changes: Any) -> Commitment:
    return commitment(10.0, 40.0, kind=Kind.LEVEL, forces=FOUR, **changes)


def test_forces_add_up_with_their_own_baselines_and_targets() -> None:
    found = nation(level(), every(10.0, 20.0, 30.0))
    assert isinstance(found, Nation)
    assert way_of(found) == [40.0, 40.0, 80.0, 120.0]
    assert found.past.commitment.targets == {"national": 160.0}
    assert found.basis == "of all forces together"


def test_a_force_that_missed_a_date_is_left_out_of_every_date() -> None:
    values = every(10.0, 20.0, 30.0)
    found = nation(level(), values | {"gwent": [500.0, None, 500.0]})
    assert isinstance(found, Nation)
    assert way_of(found) == [30.0, 30.0, 60.0, 90.0]
    assert found.basis == "of the 3 of 4 forces with a value at every date"


def test_a_date_that_few_have_reported_for_is_not_taken() -> None:
    found = nation(level(), every(10.0, 20.0, None) | {"kent": [10.0, 20.0, 30.0]})
    assert isinstance(found, Nation)
    assert way_of(found) == [40.0, 40.0, 80.0]
    assert len(found.forces) == 4


def test_percentages_are_averaged_by_the_weight_of_the_plan() -> None:
    promise = commitment(0.0, 90.0, kind=Kind.PERCENTAGE, forces=FOUR, weight=Weight.EQUAL)
    found = nation(promise, {force: [at, at, at] for force, at in zip(FOUR, (10, 20, 30, 40), strict=True)})
    assert isinstance(found, Nation)
    assert way_of(found) == [0.0, 25.0, 25.0, 25.0]
    assert found.past.commitment.targets == {"national": 90.0}


def test_nothing_over_time_where_few_have_reported() -> None:
    found = nation(level(), every(None, None, None) | {"kent": [1.0, 2.0, 3.0], "essex": [1.0, None, None]})
    assert isinstance(found, NoFigure)
    assert "three quarters" in found.sentence


def test_a_milestone_has_no_figures(strength_db: Path) -> None:
    assert force_figures(past_of(milestone(), "kent", [])) == ()
    with Workspace.open(strength_db, "tester") as workspace:
        assert commitment_figures(workspace.board(), milestone(), {}) == ()


def test_what_is_reported_nationally_is_its_own_past_and_one_force_alone_is_all_of_them() -> None:
    alone = past_of(commitment(), "kent", [update(QUARTERS[0], 10.0)])
    found = nation_of([alone], FORCES)
    assert found == Nation(alone, ("kent",), 1)
    assert isinstance(found, Nation)
    assert found.basis == "as reported nationally"


def test_a_milestone_has_no_past_of_all_forces() -> None:
    reason = "No figure over time: a milestone has states, not numbers."
    assert nation_of([], FORCES) == NoFigure(reason)
    assert nation_of([past_of(milestone(), "kent", [])], FORCES) == NoFigure(reason)


def test_a_count_has_no_assurance_though_it_has_a_chart() -> None:
    """Its target is for the whole way, and its chart shows what each period added."""
    days = [date(2015 + month // 12, month % 12 + 1, 28) for month in range(4, 15)]
    series = [update(day, 5.0 * number) for number, day in enumerate(days, 1)]
    figures = force_figures(past_of(commitment(reporting=Frequency.MONTHLY), "kent", series))
    assert [figure.key for figure in figures] == ["variation", "forecast", "pace", "growth"]
    assert figures[0].is_given


@pytest.fixture
def strength(strength_db: Path) -> Workspace:
    return Workspace.open(strength_db, "tester")


def test_the_figures_of_a_real_cell_in_their_order(strength: Workspace) -> None:
    with strength:
        figures = cell_figures(strength.cell("kent", "officer-strength", date(2018, 9, 30)))
    assert [figure.key for figure in figures] == ["variation", "assurance", "forecast", "pace", "growth"]
    by_key = {figure.key: figure for figure in figures}
    assert by_key["variation"].sentence.startswith("More than the usual ups and downs (improvement)")
    assert by_key["forecast"].sentence.startswith("At the pace so far 3,370 on 31 Mar 2020")
    assert by_key["pace"].sentence == "No pace: a level is to be held."
    assert not by_key["pace"].is_given


def test_the_figures_of_all_real_forces_together(strength: Workspace) -> None:
    with strength:
        found = strength.figures(["officer-strength"], date(2018, 9, 30))["officer-strength"]
    by_key = {figure.key: figure.sentence for figure in found}
    assert by_key["forecast"] == (
        "At the pace so far 119,600 on 31 Mar 2020 (95% interval 116,500 to 122,600), target 126,818.09: "
        "under 1% chance of meeting it."
    )
    assert by_key["consistency"].endswith("more consistent.")
    assert "estimate" not in by_key  # every force has reported


def test_no_sentence_mixes_the_words_trajectory_and_forecast(strength: Workspace) -> None:
    with strength:
        found = strength.figures(["officer-strength"], date(2018, 9, 30))["officer-strength"]
    for figure in found:
        assert not ("trajectory" in figure.sentence and "forecast" in figure.sentence.lower())


def test_every_method_says_in_a_sentence_each_what_it_means_and_what_not() -> None:
    for _, method in FIGURES.values():
        assert method.means.endswith(".")
        assert method.does_not_mean.endswith(".")
        assert method.source
