"""The movement of whole boards: every cell once, counted by kind, cause, force, region and commitment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.domain.cases import MIDWAY, commitment, milestone, update
from tests.domain.test_board import EVERY, FORCES
from tests.domain.test_plan_changes import plan
from tracker.domain.causes import Cause
from tracker.domain.movement import Kind, Movements, Readings, Sighting, make_movements
from tracker.domain.plan import Commitment, Plan
from tracker.domain.reading import NOTHING, Reading
from tracker.domain.status import Status
from tracker.domain.update import Update

OLD, NEW = update(MIDWAY, 10.0), update(MIDWAY, 50.0)


def promised(name: str, forces: tuple[str, ...] = EVERY) -> Commitment:
    return replace(commitment(forces=forces), id=name)


def compared(a: Plan, b: Plan, at_a: dict[str, Update], at_b: dict[str, Update]) -> Movements:
    """The movements at midway, where forces had reported something for every commitment, and report anew."""

    def read(made: Plan, said: dict[str, Update]) -> dict[tuple[str, str], Reading]:
        return {(force, c.id): Reading(each) for force, each in said.items() for c in made.commitments}

    readings = Readings(read(a, at_a), read(a, at_b), read(a, at_b), read(b, at_b))
    return make_movements(Sighting(MIDWAY, None, a, 1), Sighting(MIDWAY, None, b, 2), readings, {})


def of_kinds(counts: Mapping[Kind, int]) -> dict[Kind, int]:
    return {kind: count for kind, count in counts.items() if count}


ONE = plan(promised("a"), forces=FORCES)
FOUND = compared(ONE, ONE, {"kent": OLD, "essex": OLD}, {"kent": NEW, "essex": OLD})


def test_a_cell_without_a_reading_has_nothing_reported() -> None:
    none = Readings({}, {}, {}, {}).of(("kent", "a"), ("kent", "a"))
    assert {none.at_a, none.corrected, none.complete, none.at_b} == {NOTHING}


def test_every_cell_is_there_once_with_its_kind_and_counted() -> None:
    assert [(move.force, move.kind) for move in FOUND.moves] == [
        ("kent", Kind.REVISED), ("essex", Kind.NO_CHANGE), ("gwent", Kind.NO_CHANGE),
    ]  # fmt: skip
    assert list(FOUND.counts) == list(Kind)
    assert of_kinds(FOUND.counts) == {Kind.REVISED: 1, Kind.NO_CHANGE: 2}
    assert [move.force for move in FOUND.changed] == ["kent"]
    assert FOUND.causes == {
        Cause.CORRECTION: 1, Cause.NEW_DATA: 0, Cause.TIME: 0, Cause.PLAN: 0,
    }  # fmt: skip


def test_a_movement_counts_for_its_force_its_region_and_its_commitment() -> None:
    revised, still = {Kind.REVISED: 1}, {Kind.NO_CHANGE: 1}
    assert {name: of_kinds(counts) for name, counts in FOUND.by_force.items()} == {
        "kent": revised, "essex": still, "gwent": still,
    }  # fmt: skip
    assert {name: of_kinds(counts) for name, counts in FOUND.by_region.items()} == {
        "South East": revised, "Eastern": still, "Wales": still,
    }  # fmt: skip
    assert {name: of_kinds(counts) for name, counts in FOUND.by_commitment.items()} == {
        "a": {Kind.REVISED: 1, Kind.NO_CHANGE: 2}
    }


def test_the_movement_of_one_force_commitment_or_region_has_counts_of_its_own() -> None:
    two = plan(promised("a"), promised("b"), forces=FORCES)
    found = compared(two, two, {"kent": OLD}, {"kent": NEW})
    assert len(found.narrowed().moves) == 6
    assert of_kinds(found.narrowed(force="kent").counts) == {Kind.REVISED: 2}
    assert list(found.narrowed(force="kent").by_force) == ["kent"]
    assert {move.commitment for move in found.narrowed(commitment="b").moves} == {"b"}
    assert {move.force for move in found.narrowed(region="Wales").moves} == {"gwent"}
    assert found.narrowed("kent", "b", "Wales").moves == ()


def test_what_was_taken_out_comes_last_and_what_is_new_in_the_plans_order() -> None:
    kent, essex, gwent = FORCES
    then, now = ("gwent", "kent"), ("kent", "essex")
    a = plan(promised("gone", then), promised("stays", then), forces=(gwent, kent))
    b = plan(promised("new", now), promised("stays", now), forces=(kent, essex))
    found = compared(a, b, {}, {})
    assert [(move.force, move.commitment, move.kind) for move in found.moves] == [
        ("kent", "new", Kind.ADDED),
        ("kent", "stays", Kind.NO_CHANGE),
        ("essex", "new", Kind.ADDED),
        ("essex", "stays", Kind.ADDED),
        ("gwent", "gone", Kind.TAKEN_OUT),
        ("gwent", "stays", Kind.TAKEN_OUT),
        ("kent", "gone", Kind.TAKEN_OUT),
    ]
    assert list(found.forces) == ["kent", "essex", "gwent"]
    assert list(found.commitments) == ["new", "stays", "gone"]
    assert found.by_region["Wales"][Kind.TAKEN_OUT] == 2


def test_the_force_and_the_commitment_are_those_of_b_where_both_plans_have_them() -> None:
    kent = replace(FORCES[0], name="Kent, as it is called now")
    later = plan(replace(promised("a"), title="As it is called now"), forces=(kent, *FORCES[1:]))
    found = compared(ONE, later, {}, {})
    assert found.forces["kent"].name == "Kent, as it is called now"
    assert found.commitments["a"].title == "As it is called now"


def test_a_renamed_commitment_goes_on_under_its_new_name() -> None:
    renamed = plan(replace(promised("b"), replaces=("a",)), forces=FORCES)
    found = compared(ONE, renamed, {"kent": NEW}, {"kent": NEW})
    assert list(found.commitments) == ["b"]
    assert [(move.commitment, move.kind) for move in found.moves] == [("b", Kind.NO_CHANGE)] * 3
    kent = found.moves[0]
    assert kent.before is not None
    assert kent.after is not None
    assert (kent.before.value, kent.after.value) == (50.0, 50.0)


def test_an_unchanged_commitment_of_another_version_is_not_judged_again() -> None:
    found = compared(ONE, plan(promised("a"), forces=FORCES), {"kent": OLD}, {"kent": OLD})
    assert all(move.before is move.after for move in found.moves)


def test_a_commitment_that_became_a_milestone_has_nothing_reported_yet() -> None:
    stage = replace(promised("a"), measure=milestone().measure)
    move = compared(ONE, plan(stage, forces=FORCES), {"kent": OLD}, {"kent": OLD}).moves[0]
    assert move.after is not None
    assert (move.kind, move.after.status) == (Kind.NOT_COMPARABLE, Status.NONE)
