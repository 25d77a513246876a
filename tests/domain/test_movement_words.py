"""The sentences of movement, where a cell came, went, was accepted, exempt or measured otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tests.domain.cases import DUE, MIDWAY, START, commitment, milestone, update
from tests.domain.test_movement import HIGH, LATER, LOW, OCTOBER, OLD, moved, told
from tests.domain.test_plan_changes import plan
from tracker.data import register
from tracker.domain.causes import Cause
from tracker.domain.movement import Kind, Movements, Sighting
from tracker.domain.movement_record import ROW_KEYS, row_record
from tracker.domain.movement_words import (
    causes_words,
    counts_words,
    goal_words,
    short_performance,
    short_values,
    short_why,
    sighting_words,
    status_words,
    value_words,
)
from tracker.domain.plan import Acceptance, Bound, Commitment, Direction, Exemption, Thresholds
from tracker.domain.plan import Kind as Measured
from tracker.domain.status import Status
from tracker.domain.update import State

UNTIL = date(2015, 11, 15)
AFTER = date(2015, 11, 30)


def accepted(promise: Commitment) -> Commitment:
    return replace(promise, accept=(Acceptance("kent", 50.0, UNTIL, "new team", "the lead"),))


def exempt(promise: Commitment) -> Commitment:
    return replace(promise, exempt=(Exemption("kent", UNTIL, "shared team"),))


def test_a_cell_that_came_and_one_that_went() -> None:
    new = moved(None, [], [HIGH], then=commitment())
    assert (status_words(new), short_values(new)) == ("new in the plan, green", "48")
    assert value_words(new) == "48 of the 49.86 expected"
    assert (goal_words(new), short_performance(new)) == ("", "96%")
    gone = moved(commitment(), [], [], retired=True)
    assert status_words(gone) == "taken out of the plan, was none"
    assert (value_words(gone), short_values(gone)) == ("", "nothing")
    assert short_performance(gone) == ""


def test_a_cell_that_went_after_a_correction_says_what_each_cause_did() -> None:
    gone = moved(commitment(), [OLD], [HIGH], retired=True)
    assert told(gone).endswith("(taken out).")


def test_an_exemption_and_an_accepted_shortfall_that_end() -> None:
    ended = moved(exempt(commitment()), [HIGH], [HIGH], (OCTOBER, AFTER))
    assert told(ended).endswith("passing of time: the exemption ended.")
    lapsed = moved(accepted(commitment()), [OLD], [OLD], (OCTOBER, AFTER))
    assert told(lapsed).endswith("passing of time: the accepted shortfall ended.")


def test_one_accepted_shortfall_after_another_turns_nothing_and_names_nothing_that_went_by() -> None:
    agreed = (
        Acceptance("kent", 90.0, date(2015, 11, 1), "new team", "lead"),
        Acceptance("kent", 80.0, DUE, "again", "lead"),
    )
    low = update(MIDWAY, 10.0)
    move = moved(commitment(accept=agreed), [low], [low], (OCTOBER, date(2015, 12, 1)))
    assert (move.before and move.before.status, move.after and move.after.status) == (Status.RED, Status.RED)
    assert told(move).endswith(": passing of time.")


def test_a_milestone_whose_deadline_comes_near_and_goes_by() -> None:
    started = [update(OCTOBER, state=State.NOT_STARTED)]
    near = moved(milestone(), started, started, (OCTOBER, date(2015, 12, 20)))
    assert told(near).endswith("passing of time: the deadline came near.")
    by = moved(milestone(stale_after=400), started, started, (date(2015, 12, 20), date(2016, 1, 20)))
    assert told(by).endswith("passing of time: the deadline went by.")


def test_a_return_that_falls_due_at_the_end_reddens() -> None:
    value = [update(DUE - timedelta(days=10), 96.0)]
    move = moved(commitment(stale_after=400), value, value, (DUE, date(2016, 5, 1)))
    assert told(move).endswith("passing of time: the last return fell due.")


def test_a_day_on_which_too_early_ends_names_nothing_that_went_by() -> None:
    value = [update(START + timedelta(days=10), 1.0)]
    move = moved(exempt(commitment()), value, value, (AFTER, AFTER + timedelta(days=1)))
    assert move.kind is Kind.NO_CHANGE


def test_a_falling_or_a_capped_value_stands_where_another_was_expected() -> None:
    falling = commitment(100, 0, direction=Direction.DECREASE)
    assert value_words(moved(falling, [], [update(MIDWAY, 60.0)])).endswith("60 where 50.14 was expected")
    capped = commitment(50, 50, direction=Direction.MAINTAIN, bound=Bound.AT_MOST)
    assert value_words(moved(capped, [], [update(MIDWAY, 60.0)])).endswith("60 where 50 was expected")
    held = commitment(50, 50, direction=Direction.MAINTAIN)
    assert value_words(moved(held, [], [update(MIDWAY, 60.0)])).endswith("60 of the 50 expected")


def test_a_changed_target_and_due_date_are_said() -> None:
    later = replace(commitment(0, 80), due=date(2016, 9, 30))
    move = moved(commitment(), [OLD], [OLD], then=later)
    assert goal_words(move) == "target 100 → 80, due 31 Mar 2016 → 30 Sep 2016"
    assert "target 100 → 80" in short_why(move)


def test_what_is_measured_otherwise_has_each_value_beside_its_own_yardstick() -> None:
    share = commitment(0, 80, kind=Measured.PERCENTAGE)
    move = moved(commitment(), [OLD], [OLD], then=share)
    assert move.kind is Kind.NOT_COMPARABLE
    assert "30 of the 49.86 expected → 30% of the 39.89% expected, target 100 → 80%" in told(move)
    assert short_performance(move) == "75%"
    silent = moved(commitment(), [], [], then=share)
    assert value_words(silent) == "target 100 → 80%"


def test_new_data_under_a_threshold_that_was_moved_says_what_each_did() -> None:
    kinder = replace(commitment(), thresholds=Thresholds(green=0.94))
    move = moved(commitment(), [OLD], [LOW], then=kinder)
    assert "change of the plan (measured otherwise)" in told(move)


def test_a_forecast_that_moves_is_said() -> None:
    first, second = (
        [update(OCTOBER, state=State.IN_PROGRESS, forecast=day)]
        for day in (date(2015, 12, 10), date(2015, 12, 14))
    )
    move = moved(milestone(), first, second)
    assert "forecast 10 Dec 2015 → 14 Dec 2015" in told(move)
    none = moved(milestone(), [update(OCTOBER, state=State.IN_PROGRESS)], first)
    assert "forecast 10 Dec 2015" in told(none)
    assert "→ 10 Dec" not in told(none)


def test_a_forecast_that_was_corrected_before_the_state_moved_has_its_own_part() -> None:
    first, corrected, later = (
        update(day, state=State.IN_PROGRESS, forecast=forecast)
        for day, forecast in (
            (MIDWAY, date(2015, 12, 10)), (MIDWAY, date(2015, 12, 14)), (OCTOBER, date(2016, 1, 20)),
        )
    )  # fmt: skip
    move = moved(milestone(), [first], [corrected, later])
    assert told(move).endswith("correction of old data (forecast 14 Dec 2015), new data (green → amber).")


def test_performance_stands_in_a_table_with_the_one_before_it() -> None:
    assert short_performance(moved(commitment(), [OLD], [HIGH])) == "60% → 96%"
    assert short_performance(moved(commitment(), [OLD], [OLD])) == "60%"
    assert short_performance(moved(commitment(), [], [OLD])) == "60%"


def test_counts_in_words() -> None:
    assert (
        counts_words({Kind.WORSENED: 2, Kind.IMPROVED: 0, Kind.NO_CHANGE: 40}) == "2 worsened, 40 no change"
    )
    assert counts_words({}) == "no cells"
    assert causes_words({Cause.NEW_DATA: 12, Cause.TIME: 1, Cause.CORRECTION: 0}) == (
        "new data in 12 cells, passing of time in 1 cell"
    )


def test_a_sighting_in_one_line() -> None:
    council = plan(commitment(), councils=(OCTOBER,))
    then = datetime(2015, 10, 31, 23, 59, tzinfo=UTC)
    assert sighting_words(Sighting(OCTOBER, then, council, 2)) == (
        "as of 31 Oct 2015 (council) · known on that day · plan version 2"
    )
    assert sighting_words(Sighting(LATER, then, council, 1, before_first_version=True)) == (
        "as of 31 Dec 2015 · known at 31 Oct 2015 · plan version 1 (recorded later)"
    )
    assert "known now" in sighting_words(Sighting(LATER, None, council, 1))


def test_a_row_has_every_column_and_leaves_out_what_was_not_there() -> None:
    kent = register().match("kent")
    whole = plan(commitment(), forces=(kent,))
    move = moved(None, [], [HIGH], then=commitment())
    a, b = (Sighting(OCTOBER, None, whole, 1) for _ in "ab")
    row = row_record(Movements(a, b, (move,), {}), move)
    assert set(row) <= set(ROW_KEYS)
    assert "status_a" not in row
    assert (row["status_b"], row["value_b"], row["as_at_b"]) == ("green", 48.0, "2015-09-30")
    assert (row["rebaselined"], row["rebaselined_since"]) == (False, None)
