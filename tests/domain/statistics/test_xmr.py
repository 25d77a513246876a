"""XmR charts by the rules of Making Data Count, against the published vectors."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.statistics.vectors import vectors
from tracker.domain.statistics.assurance import Assurance, assurance
from tracker.domain.statistics.no_figure import NoFigure
from tracker.domain.statistics.xmr import (
    LIMIT,
    Chart,
    Rule,
    Run,
    Signal,
    Variation,
    chart,
    mean_moving_range,
    near_limits,
    shifts,
    trends,
    variation_of,
    zones_of,
)

VECTORS = vectors("spc_xmr_nhs")
series = st.lists(st.integers(-50, 50), min_size=3, max_size=40)
DIRECTIONS = {"increase": 1, "decrease": -1, "neutral": 0}
ASSURANCES = {
    "consistent_fail": Assurance.FAILS,
    "consistent_pass": Assurance.PASSES,
    "inconsistent": Assurance.HIT_AND_MISS,
    None: None,
}


def drawn(values: list[float], better: int = 1) -> Chart:
    found = chart(values, better)
    assert isinstance(found, Chart)
    return found


def flags(runs: Any, length: int) -> list[int]:
    """1, −1 or 0 for each place."""
    marked = [0] * length
    run: Run
    for run in runs:
        marked[run[0] : run[1]] = [run[2]] * (run[1] - run[0])
    return marked


@pytest.mark.parametrize("case", VECTORS["xmr"], ids=lambda case: case["id"])
def test_mean_and_limits_are_those_of_the_vectors(case: dict[str, Any]) -> None:
    mean = sum(case["y"]) / len(case["y"])
    reach = LIMIT * mean_moving_range(case["y"], screen=case["screen"])
    assert (mean, mean - reach, mean + reach) == pytest.approx(
        (case["mean"], case["lpl"], case["upl"]), abs=1e-5
    )
    if case["screen"]:
        found = drawn(case["y"])
        assert (found.mean, found.low, found.high) == pytest.approx((mean, mean - reach, mean + reach))


def backfilled(flag: list[int]) -> list[int]:
    """The vectors flag the seventh point and later ones of a run; the chart shows the whole run."""
    return [
        next((abs(f) for f in flag[place : place + 7] if f), 0) * (1 if max(flag) > 0 else -1)
        for place in range(len(flag))
    ]


@pytest.mark.parametrize("case", VECTORS["seven_one_side_of_mean_flag_at_point"])
def test_seven_on_one_side_of_the_mean_are_a_shift(case: dict[str, list[int]]) -> None:
    zones = "".join("a" if side > 0 else "A" for side in case["sign"])
    marked = flags(shifts(zones), len(zones))
    assert [abs(mark) for mark in marked] == [abs(mark) for mark in backfilled(case["flag"])]
    assert all(mark in (0, side) for mark, side in zip(marked, case["sign"], strict=True))


@pytest.mark.parametrize("case", VECTORS["seven_point_trend_flag_at_point"])
def test_seven_rising_or_falling_are_a_trend_and_a_tie_breaks_it(case: dict[str, list[int]]) -> None:
    assert flags(trends(case["y"]), len(case["y"])) == backfilled(case["flag"])


@pytest.mark.parametrize("case", VECTORS["backfill_part_of_seven"])
def test_every_point_of_a_run_is_part_of_it(case: dict[str, list[int]]) -> None:
    assert [abs(flag) for flag in backfilled(case["flag"])] == case["part"]


@pytest.mark.parametrize("case", VECTORS["two_in_three"] + VECTORS["two_in_three_points_flagged"])
def test_two_of_three_near_a_limit_on_one_side(case: dict[str, list[int]]) -> None:
    zones = "".join(
        ("b" if close else "a") if side > 0 else ("B" if close else "A")
        for close, side in zip(case["close"], case["sign"], strict=True)
    )
    wanted = case.get("flagged") or [
        close * window for close, window in zip(case["close"], case["in_window"], strict=True)
    ]
    assert [abs(mark) for mark in flags(near_limits(zones), len(zones))] == wanted


@given(st.text("-abcABC", max_size=12))
def test_near_limits_are_those_of_every_window_of_three(zones: str) -> None:
    marked = [0] * len(zones)
    for start in range(len(zones) - 2):
        window = zones[start : start + 3]
        for letters, near, side in (("abc", "b", 1), ("ABC", "B", -1)):
            if all(zone in letters for zone in window) and window.count(near) >= 2:
                for place in range(start, start + 3):
                    marked[place] = side if zones[place] == near else marked[place]
    assert flags(near_limits(zones), len(zones)) == marked


@pytest.mark.parametrize("group", VECTORS["assurance"], ids=lambda group: group["direction"])
def test_assurance_is_that_of_the_vectors(group: dict[str, Any]) -> None:
    for case in group["cases"]:
        middle, reach = (case["lpl"] + case["upl"]) / 2, (case["upl"] - case["lpl"]) / 2
        found = Chart((), middle, reach, DIRECTIONS[group["direction"]])
        assert assurance(found, group["target"]) is ASSURANCES[case["out"]]


@pytest.mark.parametrize("better", [1, -1])
def test_a_target_that_is_met_exactly_every_time_is_passed(better: int) -> None:
    assert assurance(drawn([0.1] * 13, better), 0.1) is Assurance.PASSES


def test_the_strongest_rule_is_the_one_that_is_shown() -> None:
    found = drawn([10.0, -10] * 6 + [-7, -5, -3, -1, 1, 3, 5, 100])
    assert found.signals[-1] == Signal(Rule.ASTRONOMICAL, 1)
    assert found.signals[-2] == Signal(Rule.TREND, 1)
    assert list(Rule) == [Rule.ASTRONOMICAL, Rule.TREND, Rule.NEAR_LIMIT, Rule.SHIFT]


@pytest.mark.parametrize(
    ("side", "better", "said"),
    [
        (1, 1, Variation.IMPROVEMENT),
        (-1, 1, Variation.CONCERN),
        (1, -1, Variation.CONCERN),
        (-1, -1, Variation.IMPROVEMENT),
        (1, 0, Variation.HIGH),
        (-1, 0, Variation.LOW),
    ],
)
def test_what_a_signal_means_depends_on_the_direction(side: int, better: int, said: Variation) -> None:
    assert variation_of(Signal(Rule.SHIFT, side), better) is said


def test_the_same_value_over_and_over_is_common_cause() -> None:
    found = drawn([0.1] * 20)
    assert found.variation is Variation.COMMON
    assert found.signals == (None,) * 20


def test_fewer_than_twelve_values_give_trial_limits_and_say_so() -> None:
    few, enough = drawn([1.0, 2, 1] * 3), drawn([1.0, 2, 1] * 4)
    assert few.is_trial
    assert few.sentence == (
        "No more than the usual ups and downs (common cause): between -0.66 and 3.33. ".replace("-", "−")
        + "Trial limits, from 9 values: 12 are needed."
    )
    assert not enough.is_trial
    assert enough.letter == "~"


def test_fewer_than_three_values_give_no_chart_and_the_reason() -> None:
    assert chart([1.0, 2.0], 1) == NoFigure("No chart: 2 values, at least 3 are needed.")


def test_the_sentence_names_the_rule_and_what_it_means() -> None:
    found = drawn([10.0, -10] * 6 + [7, 5, 3, 1, -1, -3, -5])
    assert (found.variation, found.letter) == (Variation.CONCERN, "L")
    assert found.sentence == (
        "More than the usual ups and downs (concern): "
        "seven or more in a row all rising or all falling, low or falling."
    )


@given(series, st.integers(1, 1000), st.integers(-1000, 1000))
def test_scale_and_shift_change_no_signal(values: list[int], factor: int, shift: int) -> None:
    plain, moved = drawn([float(v) for v in values]), drawn([float(v * factor + shift) for v in values])
    assert moved.signals == plain.signals
    assert moved.mean == pytest.approx(plain.mean * factor + shift)
    assert moved.high - moved.low == pytest.approx((plain.high - plain.low) * factor)


@given(series)
def test_the_latest_signal_is_the_last_of_all(values: list[int]) -> None:
    found = drawn([float(v) for v in values])
    assert found.latest == found.signals[-1]


def test_the_latest_signal_is_found_in_a_short_chart_too() -> None:
    rising = drawn([5.0, 5.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0])
    assert rising.latest is not None
    assert rising.latest == rising.signals[-1]


@given(series)
def test_turned_upside_down_every_signal_changes_its_side(values: list[int]) -> None:
    plain, turned = drawn([float(v) for v in values]), drawn([-float(v) for v in values], -1)
    assert [s and -s.side for s in turned.signals] == [s and s.side for s in plain.signals]
    assert turned.variation is plain.variation


def test_the_zones_end_at_two_thirds_of_the_way_and_at_the_limits_which_belong_inside() -> None:
    values = [0.0, 1.9, 2.0, 2.1, 3.0, 3.1, -1.9, -2.0, -2.1, -3.0, -3.1]
    assert zones_of(values, 0.0, 3.0) == "-aabbcAABBC"
    assert zones_of([10 + value for value in values], 10.0, 3.0) == "-aabbcAABBC"
