"""The statuses of counts, levels, rates and percentages: each rule, and the mistakes trackers keep making."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.cases import DUE, MIDWAY, START, commitment, judged, status, update
from tracker.domain.assess import assess
from tracker.domain.plan import Acceptance, Bound, Direction, Exemption, Shape, Thresholds, Waypoint
from tracker.domain.reading import Reading
from tracker.domain.status import RANK, Status

HALF = 49.863  # expected of 0 → 100 at 30 September: 182 of 365 days


def test_a_cell_is_exempt_until_the_day_the_rule_applies_again() -> None:
    until = date(2015, 12, 31)
    promise = commitment(exempt=(Exemption("kent", until, "shared team"),))
    assert status(promise, 0, as_of=until - timedelta(days=1)) is Status.EXEMPT
    assert status(promise, 0, as_of=until) is Status.RED


def test_before_the_start_nothing_is_judged() -> None:
    assert status(commitment(), 0, START - timedelta(days=1)) is Status.EARLY


def test_a_value_from_before_the_start_is_history_and_never_judged() -> None:
    history = judged(commitment(), 3, START - timedelta(days=30), MIDWAY)
    assert history.status is Status.NONE
    assert history.value == 3


def test_none_only_once_a_return_has_fallen_due() -> None:
    last_day = date(2015, 7, 21)  # 30 June and 21 days
    assert status(commitment(), as_of=last_day, as_at=last_day) is Status.EARLY
    assert status(commitment(), as_of=last_day + timedelta(days=1)) is Status.NONE


def test_not_available_counts_as_none_and_says_so() -> None:
    reading = Reading(None, update(MIDWAY, marks="x"))
    cell = assess(commitment(), "kent", reading, MIDWAY)
    assert cell.status is Status.NONE
    assert cell.value is None
    assert cell.reason == "No value: reported as not available as at 30 Sep 2015."


def test_zero_is_a_value_and_not_an_absence() -> None:
    cell = judged(commitment(), 0)
    assert cell.value == 0
    assert cell.status is Status.RED


def test_under_a_tenth_of_the_way_is_too_early_unless_it_went_backwards() -> None:
    day = START + timedelta(days=30)
    assert status(commitment(), 0, day) is Status.EARLY
    assert status(commitment(), -1, day) is Status.RED


def test_a_step_that_has_not_come_yet_and_a_value_gone_backwards_is_red() -> None:
    cell = judged(commitment(10, 100, shape=Shape.STEP), 9)
    assert cell.status is Status.RED
    assert cell.performance is None
    assert cell.reason == "Gone backwards: 9 from a baseline of 10."


def test_a_target_reached_is_complete_even_before_it_was_due() -> None:
    assert status(commitment(), 100) is Status.COMPLETE
    assert status(commitment(), 130, START + timedelta(days=5)) is Status.COMPLETE


def test_a_target_reached_and_lost_again_is_not_complete() -> None:
    assert status(commitment(), 99, DUE + timedelta(days=90)) is Status.RED


def test_a_stale_update_does_not_claim_its_colour() -> None:
    assert status(commitment(), HALF, MIDWAY, MIDWAY + timedelta(days=135)) is Status.GREEN
    cell = judged(commitment(), HALF, MIDWAY, MIDWAY + timedelta(days=136))
    assert cell.status is Status.STALE
    assert cell.value == HALF
    assert "136 days ago: out of date after 135 days" in cell.reason


def test_a_value_is_judged_at_its_own_date() -> None:
    later = MIDWAY + timedelta(days=60)
    assert judged(commitment(), HALF, MIDWAY, later).performance == pytest.approx(1, abs=1e-4)


def test_the_target_is_missed_by_a_value_for_the_due_date_however_near() -> None:
    assert status(commitment(), 99.9, DUE) is Status.RED


def test_the_target_is_missed_once_the_return_that_covers_the_due_date_is_overdue() -> None:
    promise = commitment(stale_after=400)
    assert status(promise, HALF, MIDWAY, date(2016, 4, 21)) is Status.GREEN
    cell = judged(promise, HALF, MIDWAY, date(2016, 4, 22))
    assert cell.status is Status.RED
    assert cell.reason.startswith("Target missed: no return for 31 Mar 2016 by 21 Apr 2016")


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (0.96, Status.GREEN),
        (0.95, Status.GREEN),
        (0.94, Status.AMBER),
        (0.80, Status.AMBER),
        (0.79, Status.RED),
    ],
)
def test_three_points(actual: float, expected: Status) -> None:
    promise = commitment(0, 200, waypoints=(Waypoint(MIDWAY, value=100),))
    assert status(promise, actual * 100) is expected


@pytest.mark.parametrize(
    ("actual", "expected"), [(79, Status.AMBER_RED), (60, Status.AMBER_RED), (59, Status.RED)]
)
def test_four_points_where_the_plan_sets_a_third_threshold(actual: float, expected: Status) -> None:
    promise = commitment(
        0, 200, waypoints=(Waypoint(MIDWAY, value=100),), thresholds=Thresholds(amber_red=0.6)
    )
    assert status(promise, actual) is expected


def test_an_exact_threshold_does_not_flip_on_floating_point_noise() -> None:
    points = (Waypoint(MIDWAY, value=0.3),)
    promise = commitment(0.0, 1.0, waypoints=points, thresholds=Thresholds(green=0.95, amber=0.6))
    noisy = 0.1 * 3 * 0.6 - 1e-16
    assert noisy / 0.3 < 0.6
    assert status(promise, noisy) is Status.AMBER


def test_a_falling_target_is_progress_and_not_nought_per_cent() -> None:
    falling = commitment(100, 50, direction=Direction.DECREASE)
    cell = judged(falling, 75)
    assert cell.performance == pytest.approx(1.0027, abs=1e-3)
    assert cell.status is Status.GREEN


def test_standing_still_at_the_start_value_is_no_progress() -> None:
    cell = judged(commitment(100, 200), 100)
    assert cell.performance == 0
    assert cell.whole == 0
    assert cell.status is Status.RED


def test_a_target_equal_to_the_baseline_is_held_or_lost() -> None:
    assert judged(commitment(50, 50), 50).performance == 1
    lost = judged(commitment(50, 50), 49)
    assert lost.performance == 0
    assert lost.status is Status.RED


def test_a_target_of_nought_and_a_baseline_of_nought_are_ordinary() -> None:
    assert judged(commitment(10, 0, direction=Direction.DECREASE), 5).performance == pytest.approx(
        1.0027, abs=1e-3
    )
    assert judged(commitment(0, 0, direction=Direction.DECREASE), 0).status is Status.COMPLETE
    held = commitment(0, 0, direction=Direction.MAINTAIN, bound=Bound.AT_MOST)
    assert judged(held, 0).performance == 1
    assert judged(held, 1).performance == 0


def test_backwards_and_ahead_both_show() -> None:
    assert (judged(commitment(100, 200), 90).performance or 0) < 0
    ahead = judged(commitment(100, 200), 180)
    assert (ahead.performance or 0) > 1.5
    assert ahead.whole == pytest.approx(0.8)


def test_the_reason_has_the_numbers() -> None:
    promise = commitment(120, 200, waypoints=(Waypoint(MIDWAY, value=160),))
    assert judged(promise, 142).reason == (
        "142 of the 160 expected by 30 Sep 2015: 55% of the expected progress, below 80%."
    )


def test_a_share_just_under_a_threshold_never_reads_like_it() -> None:
    promise = commitment(0, 20000, waypoints=(Waypoint(MIDWAY, value=10000),))
    assert judged(promise, 7996).reason == (
        "7,996 of the 10,000 expected by 30 Sep 2015: 79.96% of the expected progress, below 80%."
    )


@pytest.mark.parametrize(
    ("bound", "value", "performance", "colour"),
    [
        (Bound.AT_LEAST, 970, 0.97, Status.GREEN),
        (Bound.AT_LEAST, 1500, 1.0, Status.GREEN),
        (Bound.AT_MOST, 1100, 0.9, Status.AMBER),
        (Bound.AT_MOST, 200, 1.0, Status.GREEN),
        (Bound.WITHIN, 1300, 0.7, Status.RED),
        (Bound.WITHIN, 700, 0.7, Status.RED),
    ],
)
def test_maintain_counts_the_shortfall_on_the_wrong_side(
    bound: Bound, value: float, performance: float, colour: Status
) -> None:
    promise = commitment(1000, 1000, direction=Direction.MAINTAIN, bound=bound)
    cell = judged(promise, value)
    assert cell.performance == pytest.approx(performance)
    assert cell.status is colour


def test_maintain_is_complete_only_from_the_due_date_on_and_red_where_it_fell_short() -> None:
    promise = commitment(1000, 1000, direction=Direction.MAINTAIN)
    assert status(promise, 1000) is Status.GREEN
    assert status(promise, 1000, DUE) is Status.COMPLETE
    assert status(promise, 970, DUE) is Status.RED


def test_an_accepted_shortfall_is_judged_against_the_lower_target_and_ends_by_itself() -> None:
    until = date(2015, 12, 31)
    agreed = Acceptance("kent", 40, until, "new team", "National lead")
    promise = commitment(0, 100, accept=(agreed,))
    during = judged(promise, 20)
    assert during.status is Status.GREEN
    assert (during.target, during.original_target, during.accepted) == (40, 100, agreed)
    assert judged(promise, 20, MIDWAY, until).status is Status.RED
    original = assess(promise, "kent", Reading(update(MIDWAY, 20)), MIDWAY, accept=False)
    assert original.status is Status.RED


def test_reaching_an_accepted_target_is_not_called_complete() -> None:
    agreed = Acceptance("kent", 40, date(2015, 12, 31), "new team", "National lead")
    assert status(commitment(0, 100, accept=(agreed,)), 45) is Status.GREEN


def test_the_force_says_better_than_the_rule() -> None:
    assert judged(commitment(), 5, self_status=Status.GREEN).flagged
    assert not judged(commitment(), 5, self_status=Status.RED).flagged
    assert not judged(commitment(), 5, MIDWAY, date(2017, 1, 1), self_status=Status.GREEN).flagged


numbers = st.floats(-1e5, 1e5, allow_nan=False)
days = st.integers(0, 500).map(lambda n: START + timedelta(days=n))


@given(numbers, numbers, numbers, numbers, days)
def test_a_status_never_gets_worse_when_an_increase_measure_rises(
    baseline: float, way: float, low: float, rise: float, day: date
) -> None:
    promise = commitment(baseline, baseline + abs(way))
    before, after = status(promise, low, day), status(promise, low + abs(rise), day)
    if before in RANK and after in RANK:
        assert RANK[after] >= RANK[before]
    else:  # one of them makes no claim: too early, stale or nothing due
        assert before is after or before is Status.RED or after is Status.COMPLETE


@given(numbers, numbers, numbers, days)
def test_reversing_direction_and_sign_gives_the_same_status(
    baseline: float, way: float, value: float, day: date
) -> None:
    up = commitment(baseline, baseline + abs(way))
    down = replace(commitment(-baseline, -baseline - abs(way), direction=Direction.DECREASE))
    assert status(up, value, day) is status(down, -value, day)
