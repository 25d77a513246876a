"""What changed between two versions of a plan, said so that a council understands it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.cases import START, commitment, milestone
from tracker.data import register
from tracker.domain.calendar import Frequency
from tracker.domain.plan import (
    Acceptance,
    Bound,
    Commitment,
    Direction,
    Exemption,
    Paper,
    Plan,
    RollupThresholds,
    Thresholds,
)
from tracker.domain.plan_changes import plan_changes

FORCES = tuple(force for force in register().forces if force.slug in ("kent", "essex"))

AGREED = "target 40 until 1 Jan 2016 (new team; agreed by the lead)."


def plan(*commitments: Commitment, **changes: object) -> Plan:
    made = Plan(
        "p", "Plan", "Owner", "OFFICIAL", START, Frequency.QUARTERLY, 21, (), Thresholds(),
        RollupThresholds(), False, False, {"pursue": "Pursue"}, (), commitments,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def test_nothing_changed_is_no_change() -> None:
    assert plan_changes(plan(commitment()), plan(commitment())) == []


def texts(old: Plan, new: Plan) -> list[str]:
    return [change.text for change in plan_changes(old, new)]


def test_a_target_made_easier_and_later_is_one_sentence_for_each_force() -> None:
    old = commitment(0, 180, forces=("kent", "essex"))
    new = commitment(0, 180, forces=("kent", "essex"), due=date(2016, 9, 30))
    new = replace(new, targets={"kent": 150.0, "essex": 200.0})
    changes = plan_changes(plan(old, forces=FORCES), plan(new, forces=FORCES))
    assert [c.text for c in changes] == [
        "target of offenders-pursued for Kent: 180 by 31 Mar 2016 → 150 by 30 Sep 2016: easier and later.",
        "target of offenders-pursued for Essex: 180 by 31 Mar 2016 → 200 by 30 Sep 2016: harder and later.",
    ]
    assert all(change.rebaselines and change.easier for change in changes)
    assert [change.force for change in changes] == ["kent", "essex"]


def test_the_due_date_is_said_apart_for_forces_whose_target_stays() -> None:
    old = commitment(0, 180, forces=("kent", "essex"))
    new = replace(old, targets={"kent": 150.0, "essex": 180.0}, due=date(2015, 12, 31))
    changes = plan_changes(plan(old, forces=FORCES), plan(new, forces=FORCES))
    sooner = "180 by 31 Mar 2016 → 150 by 31 Dec 2015"
    assert [(c.text, c.easier) for c in changes] == [
        ("due date of offenders-pursued: 31 Mar 2016 → 31 Dec 2015: sooner.", False),
        (f"target of offenders-pursued for Kent: {sooner}: easier and sooner.", True),
    ]


def test_a_change_alike_for_every_force_is_one_sentence() -> None:
    old, new = (commitment(0, t, forces=("kent", "essex")) for t in (100, 120))
    (change,) = plan_changes(plan(old), plan(new))
    assert change.text == "target of offenders-pursued for every force: 100 → 120: harder."
    assert not change.easier


@pytest.mark.parametrize(
    ("bound", "old", "new", "way"),
    [
        (Bound.AT_LEAST, 100, 90, "easier"),
        (Bound.AT_LEAST, 100, 110, "harder"),
        (Bound.AT_MOST, 100, 110, "easier"),
        (Bound.AT_MOST, 100, 90, "harder"),
        (Bound.WITHIN, 100, 90, "easier"),
        (Bound.WITHIN, 100, 110, "harder"),
        (Bound.WITHIN, 60, 100, "moved"),
    ],
)
def test_what_is_maintained_is_easier_by_its_side_or_nearer_to_where_it_began(
    bound: Bound, old: float, new: float, way: str
) -> None:
    before, after = (
        commitment(80, target, direction=Direction.MAINTAIN, bound=bound) for target in (old, new)
    )
    (change,) = plan_changes(plan(before), plan(after))
    assert change.text == f"target of offenders-pursued for kent: {old} → {new}: {way}."
    assert change.easier is (way == "easier")


def test_a_falling_target_is_easier_the_higher_it_is() -> None:
    before, after = (commitment(100, target, direction=Direction.DECREASE) for target in (50, 60))
    assert texts(plan(before), plan(after)) == ["target of offenders-pursued for kent: 50 → 60: easier."]


def test_a_later_date_is_easier_for_a_milestone() -> None:
    (change,) = plan_changes(plan(milestone()), plan(replace(milestone(), due=date(2016, 3, 2))))
    assert change.text == "due date of offenders-pursued: 2 Jan 2016 → 2 Mar 2016: later."
    assert change.rebaselines
    assert change.easier


def test_a_baseline_in_the_forces_favour() -> None:
    (change,) = plan_changes(plan(commitment(40)), plan(commitment(20)))
    assert change.text == "baseline of offenders-pursued for kent: 40 → 20: in the force's favour."
    (back,) = plan_changes(plan(commitment(20)), plan(commitment(40)))
    assert back.text == "baseline of offenders-pursued for kent: 20 → 40: against the force."
    assert change.easier
    assert not back.easier


def test_thresholds_commitments_councils_and_agreements() -> None:
    agreed = Acceptance("kent", 40, date(2016, 1, 1), "new team", "the lead")
    exempt = Exemption("kent", date(2015, 12, 31), "shared team")
    new = plan(
        commitment(thresholds=Thresholds(amber=0.75), accept=(agreed,), exempt=(exempt,)),
        replace(commitment(), id="another", title="Another"),
        councils=(date(2015, 7, 16),),
        forces=FORCES,
    )
    assert texts(plan(commitment(), forces=FORCES), new) == [
        "council added: 16 Jul 2015.",
        "thresholds of offenders-pursued: green 95%, amber 80% → green 95%, amber 75%: more lenient.",
        f"accepted shortfall of offenders-pursued for Kent: {AGREED}",
        "exemption from offenders-pursued for Kent: until 31 Dec 2015 (shared team).",
        "another: new commitment, “Another”.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (Thresholds(), Thresholds(0.9, 0.85), ": more lenient and stricter."),
        (Thresholds(), Thresholds(0.97, 0.85), ": stricter."),
        (Thresholds(), Thresholds(0.95, 0.8, 0.6), ": more lenient."),
        (Thresholds(0.95, 0.8, 0.6), Thresholds(), ": stricter."),
    ],
)
def test_thresholds_say_which_way_they_went(old: Thresholds, new: Thresholds, said: str) -> None:
    (text,) = texts(plan(commitment(thresholds=old)), plan(commitment(thresholds=new)))
    assert text.endswith(said)


def test_what_was_agreed_is_extended_and_ends() -> None:
    short, long = (Acceptance("kent", 40, date(2016, m, 1), "new team", "the lead") for m in (1, 2))
    old, new = plan(commitment(accept=(short,))), plan(commitment(accept=(long,)))
    (text,) = texts(old, new)
    then, now = "target 40 until 1 Jan 2016", "target 40 until 1 Feb 2016 (new team; agreed by the lead)"
    assert text == f"accepted shortfall of offenders-pursued for kent: {then} → {now}."
    assert texts(new, plan(commitment())) == ["accepted shortfall of offenders-pursued for kent: ended."]


def test_what_was_agreed_for_one_force_is_not_said_again_when_another_is_agreed() -> None:
    kent, essex = (
        Acceptance(force, 40, date(2016, 1, 1), "new team", "the lead") for force in ("kent", "essex")
    )
    old, new = (commitment(forces=("kent", "essex"), accept=agreed) for agreed in ((kent,), (kent, essex)))
    assert texts(plan(old, forces=FORCES), plan(new, forces=FORCES)) == [
        f"accepted shortfall of offenders-pursued for Essex: {AGREED}"
    ]


def test_a_commitment_taken_out_and_one_that_is_renamed() -> None:
    assert texts(plan(commitment()), plan()) == [
        "offenders-pursued: taken out of the plan, “Pursue more offenders”."
    ]
    renamed = replace(commitment(), id="offenders-caught", replaces=("offenders-pursued",))
    assert texts(plan(commitment()), plan(renamed)) == [
        "offenders-pursued is called offenders-caught from here on, and keeps its past."
    ]


def test_forces_that_come_and_go_are_named() -> None:
    old, new = commitment(forces=("kent",)), commitment(forces=("essex",))
    assert texts(plan(old, forces=FORCES), plan(new, forces=FORCES)) == [
        "offenders-pursued now applies to Essex.",
        "offenders-pursued no longer applies to Kent.",
    ]


def test_what_a_paper_says_and_seeks() -> None:
    old = plan(asks=("Agree the date.",), paper=Paper(agenda_item="4.1"))
    new = plan(asks=("Agree the money.",), paper=Paper(agenda_item="4.2", author="DCC A. Example"))
    assert [change.text for change in plan_changes(old, new)] == [
        "ask added: Agree the money.",
        "ask taken out: Agree the date.",
        "paper, agenda_item: “4.1” → “4.2”.",
        "paper, author: nothing → “DCC A. Example”.",
    ]
