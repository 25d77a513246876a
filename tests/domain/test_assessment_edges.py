"""What an assessment keeps of what it was made from, and the days and levels at which a status turns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.cases import DUE, MIDWAY, START, commitment, judged, milestone, state_status, status, update
from tracker.domain.assess import assess
from tracker.domain.plan import (
    Acceptance,
    Bound,
    Direction,
    Waypoint,
)
from tracker.domain.reading import Reading
from tracker.domain.status import Status
from tracker.domain.trajectory import trajectory_of
from tracker.domain.update import State


def test_an_assessment_keeps_the_numbers_it_was_made_from() -> None:
    found = judged(replace(commitment(10, 110), accept=(Acceptance("kent", 60.0, DUE, "new", "lead"),)), 30.0)
    assert (found.baseline, found.target, found.original_target, found.value) == (10, 60, 110, 30)
    assert found.expected == pytest.approx(10 + 50 * 182 / 365)
    assert found.performance == pytest.approx(20 / (50 * 182 / 365))
    assert found.whole == pytest.approx(20 / 50)
    plain = assess(milestone(), "kent", Reading(update(MIDWAY, state=State.DONE)), MIDWAY)
    numbers = (plain.value, plain.expected, plain.baseline, plain.target, plain.original_target)
    assert (*numbers, plain.performance, plain.whole) == (None,) * 7


def test_of_what_is_held_the_baseline_shown_is_the_plans_and_the_target_what_is_expected() -> None:
    held = judged(commitment(80, 100, direction=Direction.MAINTAIN), 90.0)
    assert (held.baseline, held.expected, held.performance, held.whole) == (80, 100, 0.9, 0.5)


def test_a_value_from_before_the_start_is_shown_and_not_judged() -> None:
    early = update(date(2015, 1, 31), 42.0)
    found = assess(commitment(), "kent", Reading(early), MIDWAY)
    assert (found.status, found.value, found.update) == (Status.NONE, 42.0, early)
    withheld = update(date(2015, 1, 31), marks="x")
    unheard = assess(commitment(), "kent", Reading(None, valueless=withheld), MIDWAY)
    assert unheard.reason == "Nothing reported: the first return was due by 21 Jul 2015."


def test_a_value_for_the_day_of_the_start_is_judged() -> None:
    found = assess(commitment(), "kent", Reading(update(START, 0.0)), START)
    assert found.value == 0.0
    assert found.reason.startswith("Too early to say: 0 where 0 was expected")
    withheld = Reading(None, valueless=update(START, marks="x"))
    assert (
        assess(commitment(), "kent", withheld, START).reason
        == "No value: reported as not available as at 1 Apr 2015."
    )


def test_against_the_original_target_an_accepted_shortfall_counts_for_nothing() -> None:
    promise = replace(commitment(), accept=(Acceptance("kent", 40.0, DUE, "new team", "lead"),))
    reading = Reading(update(MIDWAY, 20.0))
    assert assess(promise, "kent", reading, MIDWAY).status is Status.GREEN
    assert assess(promise, "kent", reading, MIDWAY, accept=False).status is Status.RED


def test_an_accepted_target_that_is_reached_is_not_missed_after_the_due_date() -> None:
    promise = replace(commitment(), accept=(Acceptance("kent", 60.0, date(2017, 1, 1), "new", "lead"),))
    assert status(promise, 60.0, DUE) is Status.GREEN
    assert status(promise, 59.0, DUE) is Status.RED


@pytest.mark.parametrize(
    ("bound", "accepted", "held", "missed"),
    [(Bound.AT_LEAST, 90, 92.0, 89.0), (Bound.AT_MOST, 110, 108.0, 111.0)],
)
def test_an_accepted_level_that_is_held_at_the_end_is_not_missed_and_not_complete(
    bound: Bound, accepted: float, held: float, missed: float
) -> None:
    level = commitment(100, 100, direction=Direction.MAINTAIN, bound=bound)
    lower = replace(level, accept=(Acceptance("kent", accepted, date(2017, 1, 1), "new", "lead"),))
    assert (status(lower, held, DUE), status(lower, missed, DUE)) == (Status.GREEN, Status.RED)
    assert status(lower, 100.0, DUE) is Status.COMPLETE


def test_a_trajectory_with_waypoints_ends_at_its_target() -> None:
    path = trajectory_of(commitment(10, 110, waypoints=(Waypoint(MIDWAY, value=30.0),)), "kent")
    assert (path.baseline, path.target) == (10, 110)


def test_no_share_of_the_way_is_the_baseline() -> None:
    path = trajectory_of(commitment(10, 110, waypoints=(Waypoint(MIDWAY, share=0.0),)), "kent")
    assert path.expected(MIDWAY) == 10


@pytest.mark.parametrize(
    ("value", "expected"), [(100.0, Status.COMPLETE), (96.0, Status.COMPLETE), (80.0, Status.RED)]
)
def test_what_is_held_close_to_a_level_may_miss_it_by_what_green_allows(
    value: float, expected: Status
) -> None:
    close = commitment(100, 100, direction=Direction.MAINTAIN, bound=Bound.WITHIN)
    found = judged(close, value, DUE)
    assert found.status is expected
    assert "close to 100" in found.reason


def test_going_backwards_where_nothing_was_expected_is_red() -> None:
    found = judged(commitment(50, 50), 40.0, MIDWAY)
    assert found.status is Status.RED


def test_a_milestone_out_of_date_says_its_state() -> None:
    stale = assess(milestone(), "kent", Reading(update(START, state=State.IN_PROGRESS)), date(2015, 12, 1))
    assert stale.status is state_status(milestone(), State.IN_PROGRESS, date(2015, 12, 1), as_at=START)


def test_a_state_says_nothing_of_a_number_nor_a_number_of_a_milestone() -> None:
    """What was reported before a version of the plan made a milestone a count, or a count a milestone."""
    state, value = update(MIDWAY, state=State.DONE), update(MIDWAY, 30.0)
    for promise, of_old in ((commitment(), state), (milestone(), value)):
        found = assess(promise, "kent", Reading(of_old), MIDWAY)
        assert (found.status, found.performance, found.whole) == (Status.NONE, None, None)
        assert found.reason == "Nothing reported: the first return was due by 21 Jul 2015."


def test_what_has_not_begun_says_when_it_begins() -> None:
    found = assess(commitment(), "kent", Reading(), date(2015, 3, 31))
    assert (found.status, found.reason) == (Status.EARLY, "Not started: begins on 1 Apr 2015.")


def test_a_return_without_a_value_says_which_of_its_marks_stands_in_the_place_of_one() -> None:
    for marks, word in (("px", "not available"), ("pz", "not applicable"), ("cr", "confidential")):
        found = assess(commitment(), "kent", Reading(None, valueless=update(MIDWAY, marks=marks)), MIDWAY)
        assert found.status is Status.NONE
        assert found.reason == f"No value: reported as {word} as at 30 Sep 2015."


def test_a_milestone_not_started_says_in_how_many_days_it_is_due() -> None:
    near = assess(milestone(), "kent", Reading(update(START, state=State.NOT_STARTED)), date(2015, 8, 12))
    assert near.status is Status.GREEN
    soon = assess(
        milestone(), "kent", Reading(update(date(2015, 10, 1), state=State.NOT_STARTED)), date(2015, 12, 20)
    )
    assert soon.reason == "Not started, and due in 13 days, on 2 Jan 2016."
