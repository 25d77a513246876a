"""Cases at the edge of a rule: nobody expected, nothing to weigh by, a force without a size."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.domain.cases import DUE, MIDWAY, commitment, milestone, update
from tests.domain.test_national import FORCES, THREE, cells, part
from tests.domain.test_plan_changes import plan
from tests.domain.test_ranking import places
from tracker.data import register
from tracker.domain.assess import assess
from tracker.domain.board import Board, make_board
from tracker.domain.calendar import Frequency, last_period_end
from tracker.domain.cell_record import cell_record
from tracker.domain.draft_check import problems_of, value_of_parts
from tracker.domain.draft_questions import questions_of
from tracker.domain.draft_words import draft_from_words
from tracker.domain.errors import FieldError
from tracker.domain.fields import number_in
from tracker.domain.force import Force, Register, UnknownForceError
from tracker.domain.national import Basis, Coverage, national_figure
from tracker.domain.national_path import national_points, national_trajectory
from tracker.domain.peers import peers_of
from tracker.domain.plan import (
    Bound,
    Commitment,
    Direction,
    Exemption,
    Kind,
    Normaliser,
    Scope,
    Thresholds,
    Weight,
)
from tracker.domain.ranking import RankedBy, ranked_by
from tracker.domain.reading import NOTHING, Reading
from tracker.domain.rebaselining import rebaselinings
from tracker.domain.rebaselining_words import board_words
from tracker.domain.status import Status
from tracker.domain.update import Draft
from tracker.workspace import Workspace

LATER = date(2016, 4, 30)


def test_where_nobody_is_expected_the_coverage_is_nothing() -> None:
    assert Coverage(0, 0, 0.0).by_number == 0.0
    promise = replace(commitment(forces=("kent",)), exempt=(Exemption("kent", DUE, "shared team"),))
    assert national_figure(promise, cells(promise, kent=50), FORCES).value is None
    points = national_points(promise, {"kent": [update(date(2015, 6, 30), 20.0)]}, FORCES, MIDWAY)
    assert points == []
    assert national_trajectory(promise, FORCES, MIDWAY) == []


def test_what_one_body_reports_for_all_is_its_figure() -> None:
    promise = replace(commitment(forces=("kent",)), scope=Scope.NATIONAL)
    figure = national_figure(promise, cells(promise, kent=50), FORCES)
    assert (figure.value, figure.basis) == (50, Basis.REPORTED)


def test_percentages_of_forces_without_a_size_are_averaged_evenly() -> None:
    none = {slug: replace(force, officers=0, population=0) for slug, force in FORCES.items()}
    promise = commitment(0, 100, kind=Kind.PERCENTAGE, forces=THREE)
    assert national_figure(promise, cells(promise, kent=20, essex=40, gwent=60), none).value == 40


def test_a_stated_national_target_goes_before_the_sum() -> None:
    promise = replace(commitment(0, 100, forces=THREE), national_target=1000.0)
    assert (
        national_figure(promise, cells(promise, kent=50, essex=None, gwent=None), FORCES).whole_target == 1000
    )


def test_parts_of_nothing_are_no_parts() -> None:
    promise = commitment(0, 100, kind=Kind.PERCENTAGE, multiplier=100, forces=("kent", "essex"))
    figure = national_figure(promise, cells(promise, kent=part(0, 0, 10), essex=part(0, 0, 30)), FORCES)
    assert figure.basis is Basis.OFFICERS


@pytest.mark.parametrize(
    ("kind", "draft", "problems"),
    [
        (Kind.PERCENTAGE, {"numerator": 1.0}, ["go together: give both or neither"]),
        (Kind.PERCENTAGE, {"numerator": 1.0, "denominator": 0.0}, ["must be above 0, not 0"]),
        (Kind.PERCENTAGE, {"value": 60.0, "numerator": 1.0, "denominator": 2.0}, ["1 ÷ 2 is 50"]),
        (Kind.PERCENTAGE, {"value": 50.0, "numerator": 1.0, "denominator": 2.0}, []),
        (
            Kind.RATE,
            {"value": 50.0, "numerator": float("inf"), "denominator": 2.0},
            ["ordinary number", "inf"],
        ),
        (Kind.COUNT, {"withdrawal": True, "value": 1.0}, ["A withdrawal takes a value away"]),
        (Kind.COUNT, {"withdrawal": True}, []),
        (Kind.COUNT, {"withdrawal": True, "force": "essex"}, ["does not apply to essex"]),
    ],
)
def test_parts_and_withdrawals_are_checked(kind: Kind, draft: dict[str, object], problems: list[str]) -> None:
    promise = commitment(kind=kind, multiplier=100.0)
    given = replace(Draft("kent", "offenders-pursued", MIDWAY), **draft)  # type: ignore[arg-type]
    said = problems_of(given, promise, DUE)
    assert bool(said) == bool(problems)
    for words in problems:
        assert any(words in each for each in said)


def test_a_value_is_worked_out_from_its_parts() -> None:
    promise = commitment(kind=Kind.PERCENTAGE, multiplier=100.0)
    draft = Draft("kent", "offenders-pursued", MIDWAY, numerator=1.0, denominator=4.0)
    assert value_of_parts(draft, promise) == 25.0
    assert value_of_parts(replace(draft, denominator=None), promise) is None
    assert value_of_parts(replace(draft, numerator=None), promise) is None


@pytest.mark.parametrize(
    ("value", "last", "words"),
    [
        (-80.0, 80.0, "on the other side of zero from"),
        (900.0, 80.0, "ten times or more"),
        (7.0, 80.0, "a tenth or less of"),
    ],
)
def test_a_leap_is_asked_about_in_words(value: float, last: float, words: str) -> None:
    level = commitment(50, 100, kind=Kind.LEVEL)
    (question,) = questions_of(Draft("kent", "offenders-pursued", MIDWAY, value), level, [last])
    assert words in question


def test_a_share_of_more_than_the_whole_is_asked_about() -> None:
    promise = commitment(kind=Kind.PERCENTAGE, multiplier=100.0)
    draft = Draft("kent", "offenders-pursued", MIDWAY, 150.0, numerator=3.0, denominator=2.0)
    assert any("numerator 3 is above the denominator 2" in each for each in questions_of(draft, promise, []))


def test_what_does_not_read_is_said_field_by_field_and_what_is_no_field_is_let_be() -> None:
    words = {"value": "many", "colour-of-paper": "red"}
    draft, problems = draft_from_words(words, "kent", "c", labels={"value": "B4"})
    assert draft is None
    assert [problem.field for problem in problems] == ["value", "as_at"]
    assert problems[0].message.startswith("B4: ")


def test_a_word_longer_than_any_is_said_with_its_length_and_a_note_may_be_long() -> None:
    words = {"as_at": "2015-09-30", "value": "9" * 501, "note": "n" * 501}
    _, problems = draft_from_words(words, "kent", "c", labels={})
    assert [problem.field for problem in problems] == ["value"]
    assert problems[0].message.endswith("has 501 characters, which is too many.")


def test_peers_of_bodies_are_by_population_and_the_nation_has_none() -> None:
    sized = [
        Force(slug, slug, slug, slug, "R", "", population=n) for slug, n in (("a", 100), ("b", 90), ("c", 10))
    ]
    assert [force.slug for force in peers_of(sized[0], sized)] == ["b", "c"]
    national = replace(sized[0], slug="national")
    assert peers_of(national, sized) == []


def test_forces_are_ranked_without_a_size_or_a_target_too() -> None:
    even = commitment(per=Normaliser(10, Weight.EQUAL))
    assert places(even, large=3, small=4)[0] == ("small", 1, 40.0)
    nothing = commitment(0.0, 0.0, kind=Kind.LEVEL, direction=Direction.MAINTAIN, bound=Bound.AT_MOST)
    assert ranked_by(nothing) is RankedBy.LEVEL
    assert [row[1] for row in places(nothing, large=0, small=3)] == [1, 2]
    close = commitment(100.0, 100.0, kind=Kind.LEVEL, direction=Direction.MAINTAIN, bound=Bound.WITHIN)
    assert [row[0] for row in places(close, large=120, small=101)] == ["small", "large"]
    assert [row[1] for row in places(milestone(), large=None, small=None)] == [None, None]


def test_the_register_has_its_regions_once_and_knows_an_ambiguous_name() -> None:
    regions = register().regions()
    assert len(regions) == len(set(regions)) == 10
    assert register().match_start("kent").slug == "kent"


def test_a_board_under_the_original_promise_says_so(strength_db: Path) -> None:
    with Workspace.open(strength_db, "tester") as workspace:
        board = workspace.board(date(2018, 9, 30))
    assert board.is_whole
    first = board.under_original()
    assert isinstance(first, Board)
    assert first.as_first_recorded
    assert first.cells == board.cells
    assert board.cell("kent", "officer-strength") is board.cells["kent", "officer-strength"]
    assert board.cell("kent", "nothing") is None
    assert assess(board.plan.commitments[0], "kent", NOTHING, LATER).update is None


def test_parts_alone_are_held_against_no_value_and_a_value_is_asked_for() -> None:
    promise = commitment(kind=Kind.PERCENTAGE, multiplier=100.0)
    parts = Draft("kent", "offenders-pursued", MIDWAY, numerator=1.0, denominator=4.0)
    (problem,) = problems_of(parts, promise, DUE)
    assert problem.startswith("A value is needed")


def test_a_number_beyond_all_numbers_is_refused() -> None:
    with pytest.raises(FieldError, match="is too large to be a number of anything"):
        number_in("9" * 400)


def test_marks_are_those_given_and_the_revision_that_the_tracker_found() -> None:
    found = update(MIDWAY, 1.0, marks="p")
    assert (found.marks, replace(found, revised=True).marks) == ("p", "pr")
    assert replace(update(MIDWAY, 1.0, marks="r"), revised=True).marks == "r"
    assert not found.back_loaded
    assert update(MIDWAY, 1.0, published_on=DUE).back_loaded


def test_a_plan_has_four_points_where_one_commitment_has() -> None:
    four = replace(commitment(), thresholds=Thresholds(amber_red=0.6))
    assert not plan(commitment()).four_point
    assert plan(commitment(), replace(four, id="other")).four_point


def test_a_board_says_how_many_cells_are_rebaselined_and_how_they_are_judged() -> None:
    first, eased, other = commitment(0, 180), commitment(0, 150), commitment(0, 150, kind=Kind.PERCENTAGE)
    forces = tuple(force for force in register().forces if force.slug == "kent")
    reading = {("kent", first.id): Reading(update(MIDWAY, 70.0))}

    def said(now: Commitment, *, original: bool = False) -> str:
        past = rebaselinings([plan(first, forces=forces), plan(now, forces=forces)])
        board = make_board(plan(now, forces=forces), 2, reading, as_of=MIDWAY, rebaselined=past)
        return board_words(board.under_original() if original else board)

    assert said(first) == ""
    assert said(eased) == "1 cell re-baselined: judged against a promise that was made easier (†)."
    assert said(eased, original=True) == "1 cell judged against what was first recorded (†)."
    assert said(other, original=True) == (
        "0 cells judged against what was first recorded (†); 1 cell cannot be, being measured otherwise now."
    )


def test_an_alias_of_two_forces_is_nobodys() -> None:
    two = Register(
        Force(slug, slug, slug, slug, "R", "", aliases=("The Force",)) for slug in ("north", "south")
    )
    with pytest.raises(UnknownForceError, match="could be north or south: say which"):
        two.match_start("the force")


def test_the_national_path_begins_with_what_is_known_and_goes_back_twelve_periods() -> None:
    promise = commitment(reporting=Frequency.MONTHLY, due=date(2017, 3, 31), forces=("kent",))
    days = [date(2016, month, 28) for month in range(1, 13)]
    late = national_points(promise, {"kent": [update(days[5], 10.0)]}, FORCES, date(2016, 12, 31))
    assert [point.day for point in late] == [date(2016, 6, 30)]
    every = [update(last_period_end(day, Frequency.MONTHLY), 10.0) for day in days]
    every.append(update(date(2016, 12, 31), 10.0))
    points = national_points(promise, {"kent": every}, FORCES, date(2016, 12, 31))
    assert [point.day.month for point in points] == list(range(1, 13))


def test_a_cell_as_a_record_has_null_for_what_does_not_apply() -> None:
    forces = tuple(force for force in register().forces if force.slug == "kent")
    promise = plan(commitment(), milestone(id="guidance"), forces=forces)
    said = update(MIDWAY, 60.0, self_status=Status.GREEN)
    board = make_board(promise, 1, {("kent", "offenders-pursued"): Reading(said)}, as_of=MIDWAY)
    number, state = (cell_record(board, cell) for cell in board.cells.values())
    assert (number["value"], number["as_at"], number["self"]) == (60.0, "2015-09-30", "green")
    assert (number["recorded_at"], number["back_loaded"]) == ("2015-09-30T12:00:00.000000Z", False)
    assert (state["value"], state["as_at"], state["target"], state["recorded_at"]) == (None,) * 4
    assert (state["original_due"], state["rebaselined"], state["original_status"]) == (
        "2016-01-02",
        False,
        None,
    )
