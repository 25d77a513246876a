"""What changed between two versions of a plan, said so that a council understands it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.domain.cases import START, commitment
from tracker.domain.calendar import Frequency
from tracker.domain.plan import Acceptance, Commitment, Paper, Plan, RollupThresholds, Thresholds
from tracker.domain.plan_changes import plan_changes

AGREED = "target 40 until 1 Jan 2016 (new team; agreed by the lead)."


def plan(*commitments: Commitment, **changes: object) -> Plan:
    made = Plan(
        "p", "Plan", "Owner", "OFFICIAL", START, Frequency.QUARTERLY, 21, (), Thresholds(),
        RollupThresholds(), False, False, {"pursue": "Pursue"}, (), commitments,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def test_nothing_changed_is_no_change() -> None:
    assert plan_changes(plan(commitment()), plan(commitment())) == []


def test_a_target_made_easier_and_later_is_said_and_is_a_rebaselining() -> None:
    old, new = commitment(0, 180), commitment(0, 150, due=date(2016, 9, 30))
    changes = plan_changes(plan(old), plan(new))
    assert [c.text for c in changes] == [
        "due date of offenders-pursued: 31 Mar 2016 → 30 Sep 2016: later.",
        "target of offenders-pursued for kent: 180 → 150: easier.",
    ]
    assert all(change.rebaselines for change in changes)


def test_a_change_alike_for_every_force_is_one_sentence() -> None:
    old, new = (commitment(0, t, forces=("kent", "essex")) for t in (100, 120))
    (change,) = plan_changes(plan(old), plan(new))
    assert change.text == "target of offenders-pursued for every force: 100 → 120: harder."


def test_thresholds_commitments_councils_and_agreements() -> None:
    agreed = Acceptance("kent", 40, date(2016, 1, 1), "new team", "the lead")
    new = plan(
        commitment(thresholds=Thresholds(amber=0.75), accept=(agreed,)),
        replace(commitment(), id="another", title="Another"),
        councils=(date(2015, 7, 16),),
    )
    texts = [change.text for change in plan_changes(plan(commitment()), new)]
    assert texts == [
        "council added: 16 Jul 2015.",
        "thresholds of offenders-pursued: green 95%, amber 80% → green 95%, amber 75%.",
        f"accepted shortfall of {new.commitments[0].id} for kent: {AGREED}",
        "another: new commitment, “Another”.",
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


def test_a_commitment_taken_out() -> None:
    (change,) = plan_changes(plan(commitment()), plan())
    assert change.text == "offenders-pursued: taken out of the plan."
