"""Which way a changed figure goes for those who promised it, in either direction and however small."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.cases import MIDWAY, commitment, milestone
from tracker.domain.easing import Ease, Way, baseline_way, eased, is_less_expected, target_way
from tracker.domain.plan import Bound, Direction, Measure, Shape, Waypoint

UP, DOWN, HELD = (commitment(direction=direction).measure for direction in Direction)


@pytest.mark.parametrize(
    ("measure", "old", "new", "way"),
    [
        (UP, 120, 110, Way.EASIER),
        (UP, 0.5, 0.7, Way.HARDER),
        (UP, 0.5, 0.2, Way.EASIER),
        (UP, 110, 110, Way.MOVED),
        (DOWN, 60, 70, Way.EASIER),
        (DOWN, 0.5, 0.2, Way.HARDER),
        (HELD, 100, 95, Way.EASIER),
        (replace(HELD, bound=Bound.AT_MOST), 100, 95, Way.HARDER),
        (replace(HELD, bound=Bound.WITHIN), 80, 95, Way.EASIER),
        (replace(HELD, bound=Bound.WITHIN), 110, 85, Way.HARDER),
    ],
)
def test_a_target_is_easier_where_less_must_be_done(
    measure: Measure, old: float, new: float, way: Way
) -> None:
    """From a baseline of 100."""
    assert target_way(measure, 100, old, new) is way


@pytest.mark.parametrize(
    ("measure", "old", "new", "way"),
    [
        (UP, 0.5, 0.2, Way.EASIER),
        (UP, 0.5, 0.7, Way.HARDER),
        (UP, 10, 10, Way.MOVED),
        (DOWN, 0.5, 0.7, Way.EASIER),
        (DOWN, 0.5, 0.2, Way.HARDER),
        (HELD, 10, 5, Way.MOVED),
    ],
)
def test_a_baseline_is_easier_where_what_was_done_already_counts(
    measure: Measure, old: float, new: float, way: Way
) -> None:
    assert baseline_way(measure, old, new) is way


def test_less_is_expected_the_day_before_a_step_though_all_is_expected_on_it() -> None:
    steady = commitment()
    stepped = replace(steady, shape=Shape.STEP, waypoints=(Waypoint(MIDWAY, share=1.0),))
    assert is_less_expected(steady, stepped, "kent")


def test_where_figures_must_fall_less_is_expected_while_they_may_stay_high() -> None:
    steady = commitment(100.0, 0.0, direction=Direction.DECREASE)
    later = replace(steady, waypoints=(Waypoint(MIDWAY, share=0.2),))
    assert is_less_expected(steady, later, "kent")
    assert not is_less_expected(later, steady, "kent")


def test_a_milestone_that_became_a_figure_is_measured_otherwise_and_the_other_way_round() -> None:
    done, counted = milestone(), commitment(due=date(2016, 1, 2))
    assert eased(done, counted, "kent") == eased(counted, done, "kent") == (Ease.MEASURE,)
