"""The national estimate: published examples, plain re-computations, and properties."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.statistics.vectors import counties, vectors
from tracker.domain.statistics.bounds import UNBOUNDED, Bounds
from tracker.domain.statistics.distributions import two_sided
from tracker.domain.statistics.estimate import (
    Design,
    Estimate,
    Variance,
    average_estimate,
    jackknife_error,
    linearised_error,
    national_estimate,
    predicted_total,
    ratio_total,
    standing_out,
)
from tracker.domain.statistics.no_figure import NoFigure

LOHR, FORESTER = vectors("ratio_estimator")["cases"]

#: Twenty forces of unlike size; none stands out.
SIZES = {f"force-{n:02}": 1000.0 + 100 * n for n in range(20)}
numbers = st.lists(st.integers(1, 5000), min_size=8, max_size=8)


def made(values: dict[str, float], sizes: dict[str, float] = SIZES, **more: object) -> Estimate:
    found = national_estimate(values, sizes, **more)  # type: ignore[arg-type]
    assert isinstance(found, Estimate)
    return found


def reported(counts: list[int]) -> dict[str, float]:
    return {f"force-{2 * n:02}": float(count) for n, count in enumerate(counts)}


def test_lohrs_counties_give_the_published_total_and_standard_error() -> None:
    y, x = counties()
    total, error = ratio_total(y, x, LOHR["Tx"], 3078, Variance.LINEARISED)
    assert round(total) == LOHR["published"]["total"]
    assert round(error) == LOHR["published"]["SE2"]
    half = two_sided(299) * error
    assert [total - half, total + half] == pytest.approx(LOHR["computed"]["ci_t_adj"])


def test_the_foresters_trees_give_the_published_total_and_bound() -> None:
    total, error = ratio_total(FORESTER["y"], FORESTER["x"], FORESTER["Tx"], 250, Variance.LINEARISED)
    assert total == pytest.approx(FORESTER["published"]["total"], abs=1e-3)
    # The textbook divides by the mean size of all 250, not by that of the sample.
    theirs = error * (sum(FORESTER["x"]) / 12) / (75 / 250)
    assert 2 * theirs == pytest.approx(FORESTER["published"]["bound_2SE"], abs=1e-3)


def test_the_jackknife_is_the_spread_of_estimates_each_without_one_force() -> None:
    y, x = map(np.array, counties())
    without = [np.delete(y, i).sum() / np.delete(x, i).sum() * LOHR["Tx"] for i in range(300)]
    whole = y.sum() / x.sum() * LOHR["Tx"]
    variance = (1 - 300 / 3078) * 299 / 300 * ((np.array(without) - whole) ** 2).sum()
    found = jackknife_error(list(y), list(x), LOHR["Tx"], 3078)
    assert found == pytest.approx(math.sqrt(variance))
    assert found == pytest.approx(LOHR["published"]["SE2"], rel=0.02)


def test_the_prediction_error_is_that_of_weighted_least_squares() -> None:
    rng = np.random.default_rng(43)
    x = rng.uniform(1, 10, 12)
    y = 3 * x + rng.normal(0, np.sqrt(x))
    total, error = predicted_total(list(y), list(x), 300.0)
    # Through the origin with weights 1/x: slope, its variance, and the variance of what is not seen.
    weights = 1 / x
    slope = (weights * x * y).sum() / (weights * x * x).sum()
    sigma = (weights * (y - slope * x) ** 2).sum() / 11
    unseen = 300.0 - x.sum()
    assert total == pytest.approx(y.sum() + slope * unseen)
    assert error**2 == pytest.approx(unseen**2 * sigma / (weights * x * x).sum() + sigma * unseen)


def test_the_largest_force_is_taken_as_itself_and_the_ratio_speaks_for_the_others() -> None:
    sizes = {**SIZES, "large": 20_000.0}
    values = {**reported([1, 2, 3, 4, 5, 6, 7, 8]), "large": 1000.0}
    found, others = made(values, sizes), made(reported([1, 2, 3, 4, 5, 6, 7, 8]))
    assert found.design is Design.LARGEST_APART
    assert found.total == pytest.approx(1000.0 + others.total)
    assert found.standard_error == pytest.approx(others.standard_error)
    assert found.degrees == len(values) - 2


def test_without_the_largest_force_the_estimate_says_so() -> None:
    found = made(reported([900, 1100, 1300, 1500, 1700, 1900, 2100, 2300]), {**SIZES, "large": 9_000.0})
    assert (found.design, found.degrees) == (Design.LARGEST_MISSING, 7)
    assert found.basis.endswith("; largest force not in the sample")


def test_a_force_stands_out_when_it_is_alone_at_the_top_with_a_tenth_of_the_whole() -> None:
    assert standing_out({"a": 10.0, "b": 45.0, "c": 45.0}) is None
    assert standing_out({"a": 10.0, "b": 44.0, "c": 46.0}) == "c"
    assert standing_out({"a": 45.0, "b": 45.0, "c": 10.0}) is None
    assert standing_out({"a": 10.0, **{f"f{n}": 9.0 for n in range(10)}}) == "a"
    assert standing_out({"a": 1.0}) == "a"
    assert standing_out(SIZES) is None


def test_fewer_than_five_forces_give_no_estimate_and_the_reason() -> None:
    found = national_estimate(reported([1, 2, 3, 4]), SIZES)
    assert found == NoFigure("No estimate: 4 of 20 forces reported, at least 5 are needed.")


def test_less_than_a_quarter_of_the_size_gives_no_estimate_and_the_reason() -> None:
    found = national_estimate({f"force-{n:02}": 1.0 for n in range(5)}, SIZES)
    assert found == NoFigure("No estimate: 15% of officers reported, at least 25% is needed.")
    alike = dict.fromkeys(SIZES, 1.0)
    found = made({f"force-{n:02}": 3.0 for n in range(5)}, alike)
    assert (found.total, found.degrees, found.design) == (60.0, 4, Design.RATIO)


def test_a_force_of_unknown_size_gives_no_estimate_and_is_named() -> None:
    found = national_estimate(reported([1] * 8), {**SIZES, "agency": 0.0})
    assert found == NoFigure("No estimate: officers not known for agency.")


def test_when_every_force_reported_it_is_their_sum_and_no_estimate() -> None:
    for bounds in (UNBOUNDED, Bounds(0.5, 2.0)):
        found = made(dict.fromkeys(SIZES, 2.0), bounds=bounds)
        assert (found.total, found.low, found.high, found.quality) == (40.0, 40.0, 40.0, None)
        assert (found.standard_error, found.degrees) == (0.0, 0)
        assert found.sentence == "40: all 20 forces reported."


def test_the_sentence_never_speaks_of_a_count() -> None:
    found = made(reported([900, 1100, 1300, 1500, 1700, 1900, 2100, 2300]))
    assert found.sentence == (
        "About 36,700 (95% interval 36,200 to 37,200; precise): "
        "informed extrapolation from 8 of 20 forces, 35% of officers."
    )


def test_the_interval_never_passes_what_the_missing_forces_could_add() -> None:
    values = reported([0, 0, 0, 0, 0, 0, 0, 4000])
    assert made(values).low < 4000 == made(values, bounds=Bounds(0.0)).low
    unreported = sum(SIZES.values()) - sum(SIZES[force] for force in values)
    narrow = made(values, bounds=Bounds(0.2, 0.3))
    assert (narrow.low, narrow.high) == (4000 + 0.2 * unreported, 4000 + 0.3 * unreported)
    shares = dict.fromkeys(list(SIZES)[:15], 99.0) | {"force-15": 60.0}
    average = average_estimate(shares, SIZES, bounds=Bounds(0.0, 100.0))
    assert isinstance(average, Estimate)
    assert average.high <= 100.0


def test_an_average_over_forces_of_equal_weight_is_the_mean_of_those_that_reported() -> None:
    found = average_estimate(
        reported([50, 60, 70, 80, 90, 40, 30, 20]), dict.fromkeys(SIZES, 1.0), of="forces"
    )
    assert isinstance(found, Estimate)
    assert found.total == pytest.approx(55.0)
    plain = np.std([50, 60, 70, 80, 90, 40, 30, 20], ddof=1) / math.sqrt(8) * math.sqrt(1 - 8 / 20)
    assert found.standard_error == pytest.approx(plain)
    half = two_sided(7) * plain
    assert (found.low, found.high) == pytest.approx((55.0 - half, 55.0 + half))
    assert found.basis == "informed extrapolation from 8 of 20 forces"


@given(numbers, st.integers(1, 1000))
def test_the_estimate_scales_with_its_unit(counts: list[int], factor: int) -> None:
    small = made(reported(counts))
    large = made({force: value * factor for force, value in reported(counts).items()})
    for name in ("total", "standard_error", "low", "high"):
        assert getattr(large, name) == pytest.approx(getattr(small, name) * factor)


@given(numbers, st.integers(-10, 10))
def test_the_same_amount_for_each_unit_of_size_moves_the_estimate_by_that_of_all(
    counts: list[int], each: int
) -> None:
    values = reported(counts)
    plain = made(values)
    moved = made({force: value + each * SIZES[force] for force, value in values.items()})
    assert moved.total == pytest.approx(plain.total + each * sum(SIZES.values()))
    assert moved.standard_error == pytest.approx(plain.standard_error, abs=1e-4)


@given(st.permutations(list(range(8))), st.randoms(use_true_random=False))
def test_the_order_of_forces_changes_nothing(order: list[int], chance: object) -> None:
    values = list(reported([900, 1200, 1300, 1500, 1400, 1900, 2000, 2300]).items())
    sizes = sorted(SIZES.items(), reverse=True)
    assert made(dict(values[i] for i in order), dict(sizes)) == made(dict(values))


@given(st.integers(1, 50))
def test_values_that_stand_exactly_to_their_size_are_met_exactly(each: int) -> None:
    found = made({force: SIZES[force] * each for force in list(SIZES)[:9]})
    assert found.total == pytest.approx(each * sum(SIZES.values()))
    assert found.standard_error == pytest.approx(0.0, abs=1e-6)


def test_both_variances_agree_where_sizes_are_equal() -> None:
    y, x = [3.0, 5.0, 8.0, 4.0, 6.0], [1.0] * 5
    assert jackknife_error(y, x, 20.0, 20) == pytest.approx(linearised_error(y, x, 20.0, 20))


def test_an_estimate_of_nothing_has_no_word_for_its_precision() -> None:
    assert replace(made(reported([1] * 8)), total=0.0).quality is None
