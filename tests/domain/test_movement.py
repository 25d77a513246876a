"""The kinds of movement and the four causes, case by case, and that they add up in any case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.cases import DUE, MIDWAY, START, commitment, milestone, update
from tracker.domain.causes import Cause, CellReadings, corrected_series, pictures
from tracker.domain.movement import Kind, Movement, make_movement
from tracker.domain.movement_words import sentence
from tracker.domain.plan import Acceptance, Commitment, Direction, Exemption, Reported, Thresholds
from tracker.domain.reading import Reading, reading_of
from tracker.domain.status import RANK, Status
from tracker.domain.update import State, Update

JUNE, OCTOBER, FEBRUARY = date(2015, 6, 30), date(2015, 10, 31), date(2016, 2, 20)


def moved(
    promise: Commitment | None,
    at_a: list[Update],
    at_b: list[Update],
    days: tuple[date, date] = (OCTOBER, OCTOBER),
    *,
    then: Commitment | None = None,
    retired: bool = False,
) -> Movement:
    """The movement of Kent's cell from the series at A and at B; ``then`` is B's commitment."""
    later = None if retired else then or promise

    def read(judged: Commitment | None, series: list[Update]) -> Reading:
        base = judged or later or promise
        assert base is not None
        return reading_of(base, base.baselines.get("kent", 0.0), series)

    readings = CellReadings(
        read(promise, at_a),
        read(promise, corrected_series(at_a, at_b)),
        read(promise, at_b),
        read(later, at_b),
    )
    return make_movement("kent", "offenders-pursued", pictures("kent", (promise, later), days, readings))


def told(move: Movement) -> str:
    return sentence(move, "Kent")


OLD, LOW, HIGH = update(MIDWAY, 30.0), update(MIDWAY, 20.0), update(MIDWAY, 48.0)
LATER = date(2015, 12, 31)


def test_new_data_that_lifts_the_colour_is_an_improvement() -> None:
    move = moved(commitment(), [OLD], [OLD, update(LATER, 74.0)], (OCTOBER, date(2016, 1, 20)))
    assert (move.kind, move.causes) == (Kind.IMPROVED, (Cause.NEW_DATA,))
    assert told(move) == (
        "Kent, offenders-pursued: red → green, 30 → 74 of the 75.07 expected, "
        "performance 60% → 99%: new data."
    )


def test_a_return_that_came_late_is_new_data_and_no_correction() -> None:
    june = update(JUNE, 20.0)
    move = moved(commitment(), [june], [june, OLD])
    assert move.causes == (Cause.NEW_DATA,)
    assert move.kind is Kind.WORSENED


def test_another_value_for_the_same_past_is_a_revision_even_where_the_colour_turns() -> None:
    move = moved(commitment(), [OLD], [HIGH])
    assert (move.kind, move.causes) == (Kind.REVISED, (Cause.CORRECTION,))
    assert "red → green, 30 → 48 of the 49.86 expected" in told(move)
    assert told(move).endswith(": correction of old data.")


def test_the_same_value_published_again_is_no_change() -> None:
    move = moved(commitment(), [OLD], [replace(OLD, seq=9)])
    assert (move.kind, move.causes) == (Kind.NO_CHANGE, ())
    assert told(move) == "Kent, offenders-pursued: red as before, 30 of the 49.86 expected."


def test_a_correction_before_newer_data_has_its_own_part() -> None:
    total = commitment(reported=Reported.PER_PERIOD)
    first, again, newer = update(JUNE, 10.0), update(JUNE, 15.0), update(MIDWAY, 34.0)
    move = moved(total, [first], [again, newer])
    assert move.causes == (Cause.CORRECTION, Cause.NEW_DATA)
    assert move.kind is Kind.IMPROVED
    assert "correction of old data (+20.3 points), new data (red → green)" in told(move)


def test_a_limit_that_goes_by_silences_a_cell_without_any_data() -> None:
    move = moved(commitment(), [HIGH], [HIGH], (OCTOBER, FEBRUARY))
    assert (move.kind, move.causes) == (Kind.WENT_SILENT, (Cause.TIME,))
    assert told(move) == (
        "Kent, offenders-pursued: green → stale, 48 of the 49.86 expected: "
        "passing of time: the stale limit went by."
    )


def test_a_first_return_that_falls_due_silences_too_and_a_value_ends_it() -> None:
    due = moved(commitment(), [], [], (JUNE, OCTOBER))
    assert (due.kind, due.causes) == (Kind.WENT_SILENT, (Cause.TIME,))
    assert told(due) == "Kent, offenders-pursued: early → none: passing of time: the first return fell due."
    came = moved(commitment(), [], [HIGH])
    assert (came.kind, came.causes) == (Kind.NEWLY_REPORTED, (Cause.NEW_DATA,))
    assert "none → green, nothing → 48" in told(came)


def test_new_data_after_a_stale_value_is_reported_anew() -> None:
    move = moved(commitment(), [HIGH], [HIGH, update(date(2016, 1, 31), 80.0)], (FEBRUARY, FEBRUARY))
    assert (move.kind, move.causes) == (Kind.NEWLY_REPORTED, (Cause.NEW_DATA,))


def test_a_withdrawal_takes_the_value_away() -> None:
    move = moved(commitment(), [HIGH], [])
    assert (move.kind, move.causes) == (Kind.WENT_SILENT, (Cause.CORRECTION,))
    assert "green → none, 48 → nothing" in told(move)


def test_not_available_is_said_and_not_called_nothing() -> None:
    move = moved(commitment(), [], [update(MIDWAY, marks="x")], (JUNE, JUNE))
    assert (move.kind, move.causes) == (Kind.WENT_SILENT, (Cause.NEW_DATA,))
    assert "early → none, nothing → not available: new data." in told(move)


def test_a_deadline_reddens_without_any_data() -> None:
    promise = commitment(stale_after=400)
    value = update(DUE - timedelta(days=10), 96.0)
    move = moved(promise, [value], [value], (DUE, date(2016, 5, 1)))
    assert (move.kind, move.causes) == (Kind.WORSENED, (Cause.TIME,))
    assert told(move).endswith("passing of time: the last return fell due.")


def test_a_milestone_moves_by_its_state_and_its_deadline() -> None:
    waiting = update(MIDWAY, state=State.NOT_STARTED, forecast=LATER)
    begun = update(OCTOBER, state=State.IN_PROGRESS, forecast=date(2016, 1, 2))
    move = moved(milestone(), [waiting], [waiting, begun])
    assert (move.kind, move.causes) == (Kind.IMPROVED, (Cause.NEW_DATA,))
    assert told(move) == (
        "Kent, offenders-pursued: green as before, not started → in progress, "
        "forecast 31 Dec 2015 → 2 Jan 2016: new data."
    )
    under_way = update(MIDWAY, state=State.IN_PROGRESS, forecast=LATER)
    halted = update(OCTOBER, state=State.NOT_STARTED, forecast=LATER)
    assert moved(milestone(), [under_way], [under_way, halted]).kind is Kind.WORSENED
    late = moved(milestone(), [begun], [begun], (OCTOBER, date(2016, 1, 3)))
    assert (late.kind, late.causes) == (Kind.WORSENED, (Cause.TIME,))
    assert told(late).endswith("passing of time: the deadline went by.")


@pytest.mark.parametrize(
    ("value", "kind"),
    [(74.9, Kind.NO_CHANGE), (75.0, Kind.IMPROVED), (65.1, Kind.NO_CHANGE), (65.0, Kind.WORSENED)],
)
def test_the_same_colour_has_moved_from_five_points_on(value: float, kind: Kind) -> None:
    held, first = commitment(100.0, 100.0, direction=Direction.MAINTAIN), update(MIDWAY, 70.0)
    move = moved(held, [first], [first, update(OCTOBER, value)])
    assert (move.kind, move.causes) == (kind, (Cause.NEW_DATA,))


def test_complete_stays_complete_while_more_is_expected_of_others() -> None:
    done, still = update(MIDWAY, 100.0), update(LATER, 100.0)
    move = moved(commitment(), [done], [done, still], (OCTOBER, LATER))
    assert move.change is not None
    assert move.change < -0.05
    assert move.kind is Kind.NO_CHANGE


@pytest.mark.parametrize(
    "changes",
    [
        {"targets": {"kent": 60.0}},
        {"baselines": {"kent": 5.0}},
        {"due": date(2016, 6, 30)},
        {"thresholds": Thresholds(0.9, 0.5)},
        {"measure": replace(commitment().measure, direction=Direction.MAINTAIN)},
    ],
)
def test_another_yardstick_cannot_be_compared(changes: dict[str, object]) -> None:
    promise = commitment()
    move = moved(promise, [OLD], [OLD], then=replace(promise, **changes))  # type: ignore[arg-type]
    assert (move.kind, move.causes) == (Kind.NOT_COMPARABLE, (Cause.PLAN,))


def test_what_was_measured_is_said_beside_what_it_was_measured_against() -> None:
    promise = commitment()
    move = moved(promise, [OLD], [OLD], then=replace(promise, targets={"kent": 60.0}))
    assert told(move) == (
        "Kent, offenders-pursued: red → green, 30 of the 49.86 expected → 30 of the 29.92 expected, "
        "target 100 → 60: change of the plan."
    )


def test_a_yardstick_that_changes_no_colour_is_a_change_of_the_plan_all_the_same() -> None:
    promise = commitment()
    move = moved(promise, [OLD], [OLD], then=replace(promise, thresholds=Thresholds(0.94)))
    assert (move.kind, move.causes) == (Kind.NOT_COMPARABLE, (Cause.PLAN,))
    assert move.change == 0


def test_what_is_reported_for_the_first_day_is_heard_and_what_came_before_it_is_not() -> None:
    for day, heard, marks in ((START, True, "x"), (START - timedelta(days=1), False, "")):
        said = moved(commitment(), [], [update(day, 1.0)], (JUNE, JUNE))
        assert said.after is not None
        assert said.after.heard is heard
        silent = moved(commitment(), [], [update(day, marks="x")], (JUNE, JUNE))
        assert silent.after is not None
        assert silent.after.missing_as == marks


def test_other_words_in_the_plan_change_nothing_and_a_longer_limit_brings_the_colour_back() -> None:
    promise = commitment()
    renamed = moved(promise, [OLD], [OLD], then=replace(promise, title="Another title", lead="Another"))
    assert (renamed.kind, renamed.causes) == (Kind.NO_CHANGE, ())
    days = (FEBRUARY, FEBRUARY)
    longer = moved(promise, [HIGH], [HIGH], days, then=replace(promise, stale_after=300))
    assert (longer.kind, longer.causes) == (Kind.NEWLY_JUDGED, (Cause.PLAN,))


def test_cells_come_and_go_with_the_plan() -> None:
    added = moved(None, [HIGH], [HIGH], then=commitment())
    assert (added.kind, added.causes) == (Kind.ADDED, (Cause.PLAN,))
    assert told(added).startswith("Kent, offenders-pursued: new in the plan, green, 48 of the 49.86 expected")
    gone = moved(commitment(), [HIGH], [HIGH], retired=True)
    assert (gone.kind, gone.causes) == (Kind.TAKEN_OUT, (Cause.PLAN,))
    assert "taken out of the plan, was green" in told(gone)
    elsewhere = moved(commitment(), [HIGH], [HIGH], then=commitment(forces=("essex",)))
    assert elsewhere.kind is Kind.TAKEN_OUT


def test_exemptions_and_accepted_shortfalls_end_by_themselves() -> None:
    exempt = commitment(exempt=(Exemption("kent", LATER, "shared team"),))
    begins = moved(exempt, [OLD], [OLD], (OCTOBER, LATER))
    assert (begins.kind, begins.causes) == (Kind.NEWLY_JUDGED, (Cause.TIME,))
    assert told(begins).endswith("passing of time: the exemption ended.")
    granted = moved(commitment(), [OLD], [OLD], then=exempt)
    assert (granted.kind, granted.causes) == (Kind.NO_LONGER_JUDGED, (Cause.PLAN,))
    accepted = commitment(accept=(Acceptance("kent", 60.0, LATER, "new team", "the lead"),))
    ends = moved(accepted, [OLD], [OLD], (OCTOBER, LATER))
    assert (ends.kind, ends.causes) == (Kind.NOT_COMPARABLE, (Cause.TIME,))
    assert "target 60 → 100" in told(ends)


def test_an_exemption_says_more_than_what_was_reported_meanwhile() -> None:
    exempt = commitment(exempt=(Exemption("kent", LATER, "shared team"),))
    assert moved(exempt, [], [HIGH]).kind is Kind.NO_CHANGE
    assert moved(exempt, [], [], (OCTOBER, LATER)).kind is Kind.NEWLY_JUDGED
    assert moved(commitment(), [], [], then=exempt).kind is Kind.NO_LONGER_JUDGED


def test_too_early_then_judged_and_the_other_way_round() -> None:
    early = update(date(2015, 4, 20), 1.0)
    move = moved(commitment(), [early], [early, HIGH])
    assert (move.kind, move.causes) == (Kind.NEWLY_JUDGED, (Cause.NEW_DATA,))
    back = moved(commitment(stale_after=400), [HIGH], [early])
    assert (back.kind, back.causes) == (Kind.NO_LONGER_JUDGED, (Cause.CORRECTION, Cause.NEW_DATA))


# --- in any case -------------------------------------------------------------------------------------

days = st.integers(-40, 420).map(lambda n: START + timedelta(days=n))
contents = st.one_of(
    st.builds(lambda day, value: update(day, float(value)), days, st.integers(-20, 130)),
    st.builds(lambda day: update(day, marks="x"), days),
)
states = st.builds(
    lambda day, state, forecast: update(day, state=state, forecast=forecast),
    days,
    st.sampled_from(State),
    st.none() | days,
)
extras = st.fixed_dictionaries(
    {},
    optional={
        "stale_after": st.sampled_from([45, 135, 400]),
        "accept": st.just((Acceptance("kent", 50.0, LATER, "agreed", "the lead"),)),
        "exempt": st.just((Exemption("kent", LATER, "shared team"),)),
        "due": st.sampled_from([DUE, LATER]),
        "thresholds": st.sampled_from([Thresholds(), Thresholds(0.9, 0.7, 0.5)]),
    },
)
numeric = st.builds(
    lambda baseline, target, direction, reported, more: commitment(
        float(baseline), float(target), direction=direction, reported=reported, **more
    ),
    st.sampled_from([0, 50]),
    st.sampled_from([0, 50, 100]),
    st.sampled_from(Direction),
    st.sampled_from(Reported),
    extras,
)


@st.composite
def movements(draw: st.DrawFn) -> tuple[Movement, Commitment | None, Commitment | None]:
    """A movement from any ledger, any two days and any two plans."""
    milestones = draw(st.booleans())
    plans = st.just(milestone()) if milestones else numeric
    said = st.lists(states if milestones else contents, max_size=5, unique_by=lambda u: u.draft.as_at)
    day_a, day_b = sorted((draw(days), draw(days)))
    old = draw(plans)
    new = draw(st.one_of(st.just(old), plans))
    kept = [u for u in draw(said) if u.draft.as_at <= day_a]
    at_b = {u.draft.as_at: u for u in [*(u for u in kept if draw(st.booleans())), *draw(said)]}
    series = [u for u in at_b.values() if u.draft.as_at <= day_b]
    return moved(old, kept, series, (day_a, day_b), then=new), old, new


@given(movements())
def test_the_steps_lead_from_a_to_b_without_a_gap_and_add_up(
    drawn: tuple[Movement, Commitment | None, Commitment | None],
) -> None:
    move = drawn[0]
    assert [step.cause for step in move.steps] == list(Cause)
    assert move.steps[0].before is move.before
    assert move.steps[-1].after is move.after
    assert all(a.after is b.before for a, b in zip(move.steps, move.steps[1:], strict=False))
    changes = [step.change for step in move.steps]
    if None not in changes:
        assert move.change is not None
        assert sum(c for c in changes if c is not None) == pytest.approx(move.change, abs=1e-8)
    if not move.causes:
        assert move.kind is Kind.NO_CHANGE
        assert move.before is not None
        assert move.after is not None
        assert move.before.status == move.after.status


@given(movements())
def test_a_kind_says_no_more_than_is_so(
    drawn: tuple[Movement, Commitment | None, Commitment | None],
) -> None:
    move, old, new = drawn
    assert move.before is not None
    assert move.after is not None
    a, b = move.before.status, move.after.status
    if move.kind is Kind.NO_CHANGE:
        assert a == b
        assert (
            move.change is None
            or abs(move.change) < 0.05
            or a in (Status.COMPLETE, Status.EARLY, Status.EXEMPT)
        )
    if move.kind in (Kind.IMPROVED, Kind.WORSENED) and a != b:
        assert (RANK[b] > RANK[a]) == (move.kind is Kind.IMPROVED)
    if move.kind is Kind.REVISED:
        assert move.causes == (Cause.CORRECTION,)
    if move.kind is Kind.WENT_SILENT:
        assert b in (Status.NONE, Status.STALE) or not move.after.heard
    if Cause.PLAN in move.causes:
        assert old != new
    assert sentence(move, "Kent").startswith("Kent, offenders-pursued: ")


@given(numeric, st.lists(contents, max_size=5, unique_by=lambda u: u.draft.as_at), days)
def test_a_sighting_against_itself_is_no_change(promise: Commitment, series: list[Update], day: date) -> None:
    known = [u for u in series if u.draft.as_at <= day]
    move = moved(promise, known, known, (day, day))
    assert (move.kind, move.causes) == (Kind.NO_CHANGE, ())
