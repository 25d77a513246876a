"""What changed in a plan's own keys, and in the details of a commitment, each in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.domain.cases import DUE, MIDWAY, START, commitment, milestone
from tests.domain.test_plan_changes import FORCES, plan, texts
from tests.domain.test_rebaselining import LATER, found
from tracker.domain.calendar import Frequency
from tracker.domain.easing import is_less_expected
from tracker.domain.plan import (
    Auxiliary,
    Bound,
    Direction,
    Kind,
    Normaliser,
    Paper,
    RollupThresholds,
    Waypoint,
    Weight,
)
from tracker.domain.plan_changes import plan_changes
from tracker.domain.rebaselining_words import original_words, promise_words, rebaselined_words
from tracker.domain.redaction import Redaction


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": "Another"}, "title: “Plan” → “Another”."),
        ({"reporting": Frequency.MONTHLY}, "reporting: “quarterly” → “monthly”."),
        ({"starts": MIDWAY}, "starts: 1 Apr 2015 → 30 Sep 2015."),
        ({"due_after": 1}, "due_after: 21 days → 1 day."),
        ({"rollup": RollupThresholds(0.3, 0.8)}, "rollup: red 25% → 30%, green 75% → 80%."),
        ({"explain_red": True}, "explain_red: no → yes."),
        ({"illustrative": True}, "illustrative: no → yes."),
        ({"paper": Paper(author="DCC Example")}, "paper, author: nothing → “DCC Example”."),
        ({"strands": {"pursue": "Pursue"}, "councils": (MIDWAY,)}, "council added: 30 Sep 2015."),
    ],
)
def test_each_key_of_a_plan(changes: dict[str, object], sentence: str) -> None:
    assert texts(plan(), plan(**changes)) == [sentence]


def test_strands_forces_and_their_details() -> None:
    assert texts(plan(), plan(strands={"protect": "Protect"})) == [
        "strand added: protect (Protect).",
        "strand taken out: pursue (Pursue).",
    ]
    larger = tuple(replace(force, officers=force.officers + 1) for force in FORCES)
    assert texts(plan(forces=FORCES), plan(forces=larger)) == [
        f"register: the details of {force.name} changed." for force in FORCES
    ]


def test_commitments_that_come_go_and_change_places() -> None:
    one, two = commitment(), milestone(title="Guidance")
    two = replace(two, id="guidance")
    assert texts(plan(one), plan(one, two)) == ["guidance: new commitment, “Guidance”."]
    assert texts(plan(one, two), plan(one)) == ["guidance: taken out of the plan, “Guidance”."]
    assert texts(plan(one, two), plan(two, one)) == ["The order of the commitments changed."]


def test_earlier_ids_that_change_are_said() -> None:
    old, new = (replace(commitment(), replaces=ids) for ids in ((), ("first", "second")))
    assert texts(plan(old), plan(new)) == ["offenders-pursued: earlier ids none → first, second."]


def test_a_changed_measure_is_said_with_all_that_belongs_to_it() -> None:
    held = commitment(50, 50, direction=Direction.MAINTAIN, bound=Bound.AT_MOST)
    sized = commitment(50, 50, per=Normaliser(1000, Weight.OFFICERS), estimate_by=Auxiliary.POPULATION)
    said = next(text for text in texts(plan(held), plan(sized)) if text.startswith("measure"))
    assert ", maintain, to date, weight officers, × 1, at_most → count" in said
    assert said.endswith("per 1,000 officers, estimated by population.")


def test_a_start_a_trajectory_and_a_national_target() -> None:
    promise = commitment()
    assert texts(plan(promise), plan(replace(promise, starts=MIDWAY))) == [
        "start of offenders-pursued: 1 Apr 2015 → 30 Sep 2015: later."
    ]
    with_points = replace(promise, waypoints=(Waypoint(MIDWAY, share=0.4), Waypoint(LATER, value=90.0)))
    assert texts(plan(promise), plan(with_points)) == [
        "trajectory of offenders-pursued: a straight line → 40% by 30 Sep 2015, 90 by 30 Sep 2016."
    ]
    stated = replace(promise, national_target=6000.0)
    assert texts(plan(promise), plan(stated)) == ["national target of offenders-pursued: none → 6,000."]


def test_a_later_baseline_date_is_easier_where_there_is_a_way_to_go() -> None:
    promise = commitment()
    (change,) = plan_changes(plan(promise), plan(replace(promise, baseline_at=MIDWAY)))
    assert change.text == "baseline date of offenders-pursued: 1 Apr 2015 → 30 Sep 2015: later."
    assert (change.rebaselines, change.easier) == (True, True)
    held = commitment(50, 50, direction=Direction.MAINTAIN)
    (change,) = plan_changes(plan(held), plan(replace(held, baseline_at=MIDWAY)))
    assert not change.easier


def test_days_in_which_a_return_is_due_and_grows_stale() -> None:
    promise = commitment()
    assert texts(plan(promise), plan(replace(promise, due_after=1, stale_after=90))) == [
        "due_after of offenders-pursued: 21 days → 1 day.",
        "stale_after of offenders-pursued: 135 days → 90 days.",
    ]


def test_of_what_is_held_nothing_less_is_expected_on_the_way() -> None:
    held = commitment(50, 50, direction=Direction.MAINTAIN)
    assert not is_less_expected(held, replace(held, targets={"kent": 40.0}), "kent")


def test_a_milestone_put_off_is_marked_with_its_dates_and_one_measured_otherwise_says_so() -> None:
    past = found(milestone(), replace(milestone(), due=LATER))
    assert past is not None
    assert promise_words(past.original, "kent") == "done by 2 Jan 2016"
    assert rebaselined_words(past).startswith(
        "re-baselined in version 2 from done by 2 Jan 2016 to done by 30 Sep 2016: "
    )
    assert original_words(past, None) == "first recorded as done by 2 Jan 2016, and measured otherwise"


def test_a_percentage_is_promised_with_its_sign() -> None:
    assert promise_words(commitment(0, 85, kind=Kind.PERCENTAGE), "kent") == "85% by 31 Mar 2016"


def test_a_redaction_says_what_when_by_whom_and_why() -> None:
    moment = datetime(2015, 10, 5, 12, tzinfo=UTC)
    note = Redaction(
        9, moment, "officer", "names a child", 3, "note", None, "0" * 64, "kent", "offenders-pursued", DUE
    )
    assert note.words == "note redacted on 5 Oct 2015 by officer: names a child"
    assert replace(note, what="file", sha256="ab" * 32).name == "kept file abababababab"
    assert START < note.as_at == date(2016, 3, 31)
