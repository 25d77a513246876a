"""The expected value: straight lines by days, steps, and the numbers of the published vectors."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.cases import DUE, MIDWAY, START, commitment
from tracker.domain.performance import progress
from tracker.domain.plan import Direction, Shape, Waypoint
from tracker.domain.trajectory import Trajectory, trajectory_of

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "trajectory_progress.json").read_text())


@pytest.mark.parametrize("row", VECTORS["rows"])
def test_expected_and_progress_are_those_of_the_vectors(row: dict[str, object]) -> None:
    start, end, day = (date.fromisoformat(str(row[key])) for key in ("start", "end", "as_at"))
    baseline, target, actual = (float(str(row[key])) for key in ("baseline", "target", "actual"))
    path = Trajectory((start, end), (baseline, target))
    assert path.expected(day) == pytest.approx(row["expected_linear"], abs=5e-4)
    assert progress(actual, baseline, target) == pytest.approx(row["share_of_whole"], abs=5e-4)
    share = progress(actual, baseline, path.expected(day))
    if row["progress_ratio"] is None:
        assert share is None
    else:
        assert share == pytest.approx(row["progress_ratio"], abs=5e-4)


def test_before_the_baseline_date_it_is_the_baseline_and_after_the_due_date_the_target() -> None:
    path = trajectory_of(commitment(10, 50), "kent")
    assert path.expected(START - timedelta(days=400)) == 10
    assert path.expected(DUE + timedelta(days=400)) == 50


def test_a_waypoint_may_be_a_share_of_the_way_or_a_value() -> None:
    by_share = commitment(100, 200, waypoints=(Waypoint(MIDWAY, share=0.4),))
    by_value = commitment(100, 200, waypoints=(Waypoint(MIDWAY, value=140),))
    assert trajectory_of(by_share, "kent").expected(MIDWAY) == pytest.approx(140)
    assert trajectory_of(by_value, "kent").expected(MIDWAY) == pytest.approx(140)


def test_a_stepped_trajectory_holds_each_value_until_the_next() -> None:
    stepped = commitment(0, 100, waypoints=(Waypoint(MIDWAY, share=0.4),), shape=Shape.STEP)
    path = trajectory_of(stepped, "kent")
    assert path.expected(MIDWAY - timedelta(days=1)) == 0
    assert path.expected(MIDWAY) == 40
    assert path.expected(DUE - timedelta(days=1)) == 40
    assert path.expected(DUE) == 100


def test_a_measure_to_be_maintained_is_expected_at_its_target_throughout() -> None:
    path = trajectory_of(commitment(90, 100, direction=Direction.MAINTAIN), "kent")
    assert {path.expected(START), path.expected(MIDWAY), path.expected(DUE)} == {100}


def test_an_accepted_target_bends_the_whole_path_and_keeps_waypoints_within_it() -> None:
    promise = commitment(0, 100, waypoints=(Waypoint(MIDWAY, value=70),))
    path = trajectory_of(promise, "kent", target=40)
    assert path.expected(MIDWAY) == 40
    assert path.expected(DUE) == 40


shares = st.lists(st.floats(0, 1), min_size=0, max_size=4).map(sorted)
ends = st.floats(-1e6, 1e6, allow_nan=False)


@given(ends, ends, shares, st.integers(-30, 400))
def test_expected_is_continuous_and_monotone_between_monotone_waypoints(
    baseline: float, target: float, steps: list[float], offset: int
) -> None:
    days = [START + timedelta(days=30 * (i + 1)) for i in range(len(steps))]
    points = tuple(Waypoint(day, share=share) for day, share in zip(days, steps, strict=True))
    path = trajectory_of(commitment(baseline, target, waypoints=points), "kent")
    today, tomorrow = (path.expected(START + timedelta(days=offset + i)) for i in (0, 1))
    way = abs(target - baseline)
    assert abs(tomorrow - today) <= way / 30 + 1e-6 * max(1, way) or offset >= 30 * len(steps)
    rising = (tomorrow - today) * (1 if target >= baseline else -1)
    assert rising >= -1e-9 * max(1.0, abs(baseline), abs(target))
    low, high = sorted((baseline, target))
    assert low - 1e-6 * max(1, way) <= today <= high + 1e-6 * max(1, way)
