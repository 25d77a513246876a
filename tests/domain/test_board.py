"""A board: its cells, its roll-ups, its national figures, and a board that comes in parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.cases import MIDWAY, commitment, update
from tests.domain.test_plan_changes import plan
from tracker.data import register
from tracker.domain.board import Board, joined, make_board
from tracker.domain.plan import Commitment, Plan
from tracker.domain.reading import Reading
from tracker.domain.rebaselining import rebaselinings
from tracker.domain.rebaselining_words import board_words
from tracker.domain.status import Status

KENT, ESSEX, GWENT = (register().match(name) for name in ("kent", "essex", "gwent"))
FORCES = (KENT, ESSEX, GWENT)
EVERY = tuple(force.slug for force in FORCES)
PURSUED = "offenders-pursued"


def promised(name: str, target: float = 100.0, forces: tuple[str, ...] = EVERY) -> Commitment:
    return replace(commitment(0.0, target, forces=forces), id=name)


def board(made: Plan, **values: float) -> Board:
    """The board at midway, where the forces named have reported a value for every commitment."""
    readings = {
        (force, c.id): Reading(update(MIDWAY, value))
        for force, value in values.items()
        for c in made.commitments
    }
    return make_board(made, 1, readings, as_of=MIDWAY)


def test_a_cell_is_there_only_where_the_commitment_applies_and_in_the_plans_order() -> None:
    found = board(plan(promised("b"), promised("a", forces=("essex",)), forces=FORCES), kent=50.0, essex=10.0)
    assert list(found.cells) == [("kent", "b"), ("essex", "b"), ("essex", "a"), ("gwent", "b")]
    assert found.cell("kent", "a") is None
    essex, gwent = found.cell("essex", "a"), found.cell("gwent", "b")
    assert essex is not None
    assert gwent is not None
    assert (essex.assessment.status, gwent.assessment.status) == (Status.RED, Status.NONE)


def test_roll_ups_count_the_cells_of_a_force_a_region_a_commitment_and_of_all() -> None:
    found = board(plan(promised(PURSUED), forces=FORCES), kent=50.0, essex=50.0)
    assert {name: rollup.status for name, rollup in found.by_force.items()} == {
        "kent": Status.GREEN, "essex": Status.GREEN, "gwent": Status.RED,
    }  # fmt: skip
    regions = {name: rollup.status for name, rollup in found.by_region.items()}
    assert regions == {"South East": Status.GREEN, "Eastern": Status.GREEN, "Wales": Status.RED}
    for rollup in (found.by_commitment[PURSUED], found.overall):
        assert (rollup.counts[Status.GREEN], rollup.counts[Status.NONE]) == (2, 1)
        assert rollup.status is Status.RED


def test_the_national_figure_is_that_of_the_forces_that_reported() -> None:
    figure = board(plan(promised(PURSUED), forces=FORCES), kent=50.0, essex=30.0).national[PURSUED]
    assert figure.value == 80.0
    assert figure.expected == pytest.approx(2 * 100 * 182 / 365)
    assert (figure.coverage.reported, figure.coverage.expected) == (2, 3)


def test_a_board_in_parts_is_whole_with_the_last_and_in_the_plans_order() -> None:
    whole = plan(promised("a"), promised("b"), forces=FORCES)
    first, second = (board(replace(whole, commitments=(c,)), kent=50.0) for c in whole.commitments)
    part = replace(first, plan=whole, pending=frozenset({"b"}))
    assert not part.is_whole
    assert part.cell("kent", "b") is None
    found = joined(part, second)
    assert found.is_whole
    assert list(found.cells.items()) == list(board(whole, kent=50.0).cells.items())


def test_a_part_that_leaves_something_pending_is_no_whole_board() -> None:
    whole = plan(promised("a"), promised("b"), promised("c"), forces=FORCES)
    first, second = (board(replace(whole, commitments=(c,)), kent=50.0) for c in whole.commitments[:2])
    found = joined(replace(first, plan=whole, pending=frozenset({"b", "c"})), second)
    assert found.pending == frozenset({"c"})
    assert not found.is_whole
    assert len(found.cells) == 6


def rebaselined(*versions: Commitment) -> Board:
    """The board of the last version, where Kent has reported 50 and Essex 40."""
    plans = [plan(version, forces=FORCES) for version in versions]
    readings = {
        (force, versions[-1].id): Reading(update(MIDWAY, value))
        for force, value in (("kent", 50.0), ("essex", 40.0))
    }
    return make_board(plans[-1], len(plans), readings, as_of=MIDWAY, rebaselined=rebaselinings(plans))


def test_a_board_under_what_was_first_recorded_judges_only_the_re_baselined_cells_otherwise() -> None:
    first = promised(PURSUED, 120.0)
    easier = replace(first, targets={**first.targets, "kent": 100.0})
    now = rebaselined(first, easier)
    then = now.under_original()
    assert (now.as_first_recorded, then.as_first_recorded) == (False, True)
    both = [
        [shown.cells[force, PURSUED].assessment.status for force in ("kent", "essex")]
        for shown in (now, then)
    ]
    assert both == [[Status.GREEN, Status.RED], [Status.AMBER, Status.RED]]


def test_how_many_cells_are_re_baselined_is_one_sentence() -> None:
    assert board_words(board(plan(promised(PURSUED), forces=FORCES))) == ""
    first = promised(PURSUED, 120.0)
    now = rebaselined(first, promised(PURSUED, 100.0))
    assert board_words(now) == "3 cells re-baselined: judged against a promise that was made easier (†)."
    assert board_words(now.under_original()) == "3 cells judged against what was first recorded (†)."
    one = rebaselined(first, replace(first, targets={**first.targets, "kent": 100.0}))
    assert board_words(one) == "1 cell re-baselined: judged against a promise that was made easier (†)."


def test_cells_that_cannot_be_judged_as_first_recorded_are_counted_apart() -> None:
    first = promised(PURSUED)
    other = replace(first, measure=replace(first.measure, multiplier=100.0))
    shown = rebaselined(first, other).under_original()
    assert board_words(shown) == (
        "0 cells judged against what was first recorded (†); 3 cells cannot be, being measured otherwise now."
    )


def test_a_re_baselined_cell_that_is_not_on_the_board_is_not_counted() -> None:
    first = promised(PURSUED, 120.0)
    now = rebaselined(first, promised(PURSUED, 100.0))
    fewer = replace(now, cells={key: cell for key, cell in now.cells.items() if key[0] != "gwent"})
    assert board_words(fewer).startswith("2 cells re-baselined")
