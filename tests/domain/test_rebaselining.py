"""Promises that were made easier: since when, in what respect, and what they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.cases import DUE, MIDWAY, START, commitment, judged, milestone
from tests.domain.test_plan_changes import plan
from tracker.domain.easing import Ease, eased
from tracker.domain.plan import Bound, Commitment, Direction, Reported, Shape, Thresholds, Waypoint
from tracker.domain.rebaselining import Rebaselining, rebaselinings
from tracker.domain.rebaselining_words import original_words, rebaselined_words

LATER = date(2016, 9, 30)


def found(*versions: Commitment, force: str = "kent") -> Rebaselining | None:
    return rebaselinings([plan(version) for version in versions]).get((force, versions[-1].id))


@pytest.mark.parametrize(
    ("changes", "ease"),
    [
        ({"targets": {"kent": 90.0}}, Ease.TARGET),
        ({"due": LATER}, Ease.DUE),
        ({"baselines": {"kent": -10.0}}, Ease.BASELINE),
        ({"baseline_at": MIDWAY}, Ease.BASELINE),
        ({"waypoints": (Waypoint(MIDWAY, share=0.2),)}, Ease.TRAJECTORY),
        ({"shape": Shape.STEP}, Ease.TRAJECTORY),
        ({"thresholds": Thresholds(0.9)}, Ease.THRESHOLDS),
        ({"thresholds": Thresholds(amber_red=0.6)}, Ease.THRESHOLDS),
        ({"starts": MIDWAY}, Ease.START),
        ({"measure": replace(commitment().measure, reported=Reported.PER_PERIOD)}, Ease.MEASURE),
    ],
)
def test_each_respect_in_which_a_promise_is_easier(changes: dict[str, object], ease: Ease) -> None:
    promise = commitment()
    easier = replace(promise, **changes)  # type: ignore[arg-type]
    assert eased(promise, easier, "kent") == (ease,)
    if ease is not Ease.MEASURE:
        assert eased(easier, promise, "kent") == ()


def test_a_tighter_side_is_no_easing_and_a_looser_one_is() -> None:
    within, at_least = (
        commitment(80, 100, direction=Direction.MAINTAIN, bound=bound)
        for bound in (Bound.WITHIN, Bound.AT_LEAST)
    )
    assert eased(within, at_least, "kent") == (Ease.MEASURE,)
    assert eased(at_least, within, "kent") == ()


def test_the_mark_says_since_when_and_what_it_was() -> None:
    first, second, third = commitment(0, 180), commitment(0, 150), commitment(0, 140, due=LATER)
    past = found(first, second, third)
    assert past is not None
    assert (past.since, past.eases) == (2, (Ease.TARGET, Ease.DUE))
    assert (past.original_target, past.original_due, past.original_version) == (180, DUE, 1)
    assert rebaselined_words(past) == (
        "re-baselined in version 2 from 180 by 31 Mar 2016 to 140 by 30 Sep 2016: easier target, later date"
    )


def test_what_a_cell_would_be_is_said_with_the_first_promise_where_that_is_not_the_last_before() -> None:
    red = judged(commitment(0, 180), 70.0)
    once = found(commitment(0, 180), commitment(0, 150))
    assert once is not None
    assert original_words(once, red) == "under that it would be red"
    lowered = found(commitment(0, 150), commitment(0, 180), commitment(0, 140))
    assert lowered is not None
    assert original_words(lowered, red) == (
        "first recorded as 150 by 31 Mar 2016: under that it would be red"
    )


def test_a_target_put_back_is_not_marked_and_one_half_put_back_is() -> None:
    assert found(commitment(0, 180), commitment(0, 150), commitment(0, 180)) is None
    half = found(commitment(0, 180), commitment(0, 150), commitment(0, 170))
    assert half is not None
    assert half.since == 2


def test_made_harder_and_easier_again_is_marked_since_the_later_version() -> None:
    past = found(commitment(0, 150), commitment(0, 180), commitment(0, 150))
    assert past is not None
    assert (past.since, past.original_target, past.before.targets["kent"]) == (3, 150, 180)
    assert original_words(past, None).startswith("first recorded as 150 by 31 Mar 2016")


def test_only_the_forces_whose_promise_was_eased_are_marked() -> None:
    both = commitment(0, 180, forces=("kent", "essex"))
    new = replace(both, targets={"kent": 150.0, "essex": 190.0})
    assert found(both, new) is not None
    assert found(both, new, force="essex") is None


def test_a_renamed_commitment_is_held_against_what_it_was() -> None:
    renamed = replace(commitment(0, 150), id="offenders-caught", replaces=("offenders-pursued",))
    past = found(commitment(0, 180), renamed)
    assert past is not None
    assert past.original_target == 180


def test_a_force_that_joins_later_has_its_own_original() -> None:
    alone = commitment(0, 180, forces=("essex",))
    joined = commitment(0, 170, forces=("essex", "kent"))
    assert found(alone, joined, force="kent") is None
    assert found(alone, joined, force="essex") is not None


def test_the_yardstick_is_the_first_promise_with_todays_exemptions() -> None:
    old = commitment(0, 180, thresholds=Thresholds(0.9, 0.7), starts=START)
    new = commitment(0, 150, due=LATER, stale_after=300)
    past = found(old, new)
    assert past is not None
    yardstick = past.yardstick
    assert yardstick is not None
    assert (yardstick.targets["kent"], yardstick.due, yardstick.thresholds) == (180, DUE, old.thresholds)
    assert yardstick.stale_after == 300


def test_values_that_mean_something_else_now_cannot_be_judged_by_the_original() -> None:
    measure = replace(commitment().measure, reported=Reported.PER_PERIOD)
    past = found(commitment(), replace(commitment(), measure=measure))
    assert past is not None
    assert past.yardstick is None
    assert original_words(past, None).endswith("and measured otherwise")


def test_only_commitments_of_the_last_plan_are_marked_and_a_new_one_has_no_past() -> None:
    other = replace(commitment(), id="another")
    plans = [plan(commitment(0, 180)), plan(commitment(0, 150), other), plan(other, replace(other, id="new"))]
    assert not rebaselinings(plans)
    assert list(rebaselinings(plans[:2])) == [("kent", "offenders-pursued")]


def test_a_later_milestone_is_re_baselined() -> None:
    past = found(milestone(), replace(milestone(), due=date(2016, 3, 2)))
    assert past is not None
    assert rebaselined_words(past) == (
        "re-baselined in version 2 from done by 2 Jan 2016 to done by 2 Mar 2016: later date"
    )
