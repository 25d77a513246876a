"""Commitments that go on under another id."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.cases import commitment, milestone
from tests.domain.test_plan_changes import FORCES, plan
from tracker.domain.plan import Commitment
from tracker.domain.renaming import goes_on_as, ids_ever, renaming_problems, whole_plan


def named(cid: str, *earlier: str) -> Commitment:
    return replace(commitment(), id=cid, replaces=earlier)


def test_a_commitment_is_known_by_every_id_it_ever_had() -> None:
    plans = [plan(named("a"), named("other")), plan(named("b", "a")), plan(named("c", "b", "a"))]
    assert ids_ever(plans, "c") == ("c", "a", "b")
    assert ids_ever(plans, "a") == ("a", "b", "c")
    assert ids_ever(plans, "other") == ("other",)
    assert goes_on_as(plans[0], plans[2]) == {"a": "c"}
    assert goes_on_as(plans[1], plans[2]) == {"b": "c"}


def test_the_whole_plan_has_what_was_retired() -> None:
    whole = whole_plan([plan(named("a"), named("gone"), forces=FORCES), plan(named("b", "a"))])
    assert [c.id for c in whole.commitments] == ["b", "a", "gone"]
    assert {force.slug for force in whole.forces} == {"kent", "essex"}


@pytest.mark.parametrize(
    ("versions", "new", "said"),
    [
        ([("a",)], ("b", "x"), "which no earlier version of the plan had."),
        ([("offenders",)], ("b", "ofenders"), "Did you mean “offenders”?"),
        (
            [("a",), ("b", "a")],
            ("c", "b"),
            "which itself replaced “a”: name every earlier id, replaces: [b, a].",
        ),
    ],
)
def test_what_a_plan_may_not_say_of_earlier_ids(
    versions: list[tuple[str, ...]], new: tuple[str, ...], said: str
) -> None:
    (problem,) = renaming_problems([plan(named(*ids)) for ids in versions], plan(named(*new)))
    assert problem.startswith(f"“{new[0]}” replaces “{new[1]}”")
    assert said in problem


def test_a_renaming_that_holds_is_no_problem_and_may_be_undone() -> None:
    versions = [plan(named("a")), plan(named("b", "a"))]
    assert renaming_problems(versions, plan(named("c", "b", "a"))) == []
    assert renaming_problems(versions, plan(named("a", "b"))) == []


def test_two_commitments_of_one_version_cannot_go_on_as_one() -> None:
    before = [plan(named("a"), named("b"))]
    (problem,) = renaming_problems(before, plan(named("c", "a", "b")))
    assert problem == (
        "“c” cannot go on from both “a” and “b”: they stood side by side in 1 version, last in version 1."
    )
    assert len(renaming_problems(before, plan(named("b", "a")))) == 1


def test_another_kind_of_measure_does_not_go_on() -> None:
    new = replace(milestone(), id="b", replaces=("a",))
    (problem,) = renaming_problems([plan(named("a"))], plan(new))
    assert "is a milestone where that was a count" in problem
