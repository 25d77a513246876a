"""Funnel limits against the published vectors, scipy.stats, and properties."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from tests.domain.statistics.vectors import vectors
from tracker.domain.statistics.distributions import (
    binomial_quantiles,
    poisson_quantiles,
    student_chance,
    student_quantile,
)
from tracker.domain.statistics.funnel import (
    Chance,
    Funnel,
    Position,
    funnel,
    limits,
    overdispersion,
    z_scores,
)
from tracker.domain.statistics.no_figure import NoFigure

TAILS = (0.001, 0.025, 0.975, 0.999)
COUNTS = {f"force-{n:02}": 50.0 + (n * 7) % 11 for n in range(20)}
SIZES = dict.fromkeys(COUNTS, 100.0)


def made(
    chance: Chance, counts: dict[str, float], sizes: dict[str, float], multiplier: float = 1.0
) -> Funnel:
    found = funnel(chance, counts, sizes, multiplier)
    assert isinstance(found, Funnel)
    return found


@pytest.mark.parametrize("row", vectors("funnel_limits")["rows"])
def test_exact_poisson_limits_are_those_of_the_vectors(row: dict[str, Any]) -> None:
    (found,) = limits(Chance.POISSON, [row["E"]], row["theta0"])
    low, high = (found[1], found[2]) if row["level"] == "95" else (found[0], found[3])
    assert (low, high) == (row["exact_low_count"], row["exact_high_count"])


@given(st.lists(st.floats(0.01, 5000), min_size=1, max_size=8))
def test_poisson_quantiles_are_those_of_an_independent_package(means: list[float]) -> None:
    for tail in TAILS:
        assert poisson_quantiles(tail, means) == stats.poisson.ppf(tail, means).tolist()


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=8), st.floats(0.001, 0.999))
def test_binomial_quantiles_are_the_smallest_counts_with_the_probability(trials: list[int], p: float) -> None:
    for tail in TAILS:
        for n, count in zip(trials, binomial_quantiles(tail, [float(n) for n in trials], p), strict=True):
            assert stats.binom.cdf(count, n, p) >= tail - 1e-12
            assert stats.binom.cdf(count - 1, n, p) < tail + 1e-12


@pytest.mark.parametrize("degrees", [3, 11, 42, 299])
def test_students_t_is_that_of_an_independent_package(degrees: int) -> None:
    assert student_quantile(0.975, degrees) == pytest.approx(stats.t.ppf(0.975, degrees))
    assert student_chance(-1.3, degrees) == pytest.approx(stats.t.cdf(-1.3, degrees))


def test_a_force_far_above_the_rest_differs_by_more_than_chance() -> None:
    found = made(Chance.POISSON, {**COUNTS, "far": 120.0}, {**SIZES, "far": 100.0}, 1000.0)
    assert found.overdispersion == 1.0
    assert (found.high, found.low) == (("far",), ())
    assert found.sentence == (
        "1 of 21 forces differs from the rest by more than chance: 1 above, 0 below the 99.8% limits."
    )
    assert found.points[-1].position is Position.ABOVE
    assert found.points[-1].rate == 1200.0


def test_those_that_differ_are_listed_farthest_first() -> None:
    found = made(
        Chance.POISSON,
        {**COUNTS, "above": 110.0, "top": 130.0, "below": 10.0, "bottom": 2.0},
        {**SIZES, **dict.fromkeys(("above", "top", "below", "bottom"), 100.0)},
    )
    assert (found.high, found.low) == (("top", "above"), ("bottom", "below"))


def test_where_forces_differ_more_than_chance_the_limits_are_widened_and_it_says_so() -> None:
    spread = {f"force-{n:02}": 40.0 + 6 * n for n in range(20)}
    found = made(Chance.POISSON, spread, SIZES)
    assert found.overdispersion > 1
    rate = sum(spread.values()) / 2000
    (exact,) = limits(Chance.POISSON, [100.0], rate)
    widened = found.points[0].limits
    assert widened.high_outer - rate == pytest.approx(
        (exact[3] / 100 - rate) * math.sqrt(found.overdispersion)
    )
    assert found.sentence == (
        "None of 20 forces differs from the rest by more than chance. "
        "Limits widened 3.2 times: forces differ for more reasons than chance and size."
    )


def test_the_overdispersion_is_the_mean_square_of_winsorised_scores() -> None:
    scores = [-9.0, -2, -1, 0, 1, 2, 3, 3, 3, 9]
    drawn_in = stats.mstats.winsorize(np.array(scores), limits=(0.1, 0.1))
    assert overdispersion(scores) == pytest.approx((drawn_in**2).mean())
    assert overdispersion([0.1] * 10) == 1.0


def test_scores_of_shares_have_the_variance_of_the_binomial() -> None:
    (score,) = z_scores(Chance.BINOMIAL, [30.0], [50.0], 0.5)
    assert score == pytest.approx(5 / math.sqrt(50 * 0.25))


@pytest.mark.parametrize(
    ("chance", "counts", "reason"),
    [
        (Chance.POISSON, {"a": 1.0, "b": 2.0}, "No funnel: 2 forces, at least 5 are needed."),
        (
            Chance.POISSON,
            {**COUNTS, "force-00": 1.5},
            "No funnel: it needs counts, whole numbers that are not below 0.",
        ),
        (Chance.POISSON, dict.fromkeys(COUNTS, 0.0), "No funnel: nothing was counted anywhere."),
        (
            Chance.BINOMIAL,
            {**COUNTS, "force-00": 101.0},
            "No funnel: a share needs whole numbers, and no numerator above its denominator.",
        ),
        (Chance.BINOMIAL, dict.fromkeys(COUNTS, 100.0), "No funnel: every force is at 100%."),
    ],
)
def test_what_no_funnel_can_be_drawn_of_says_why(
    chance: Chance, counts: dict[str, float], reason: str
) -> None:
    assert funnel(chance, counts, {**SIZES, "a": 1.0, "b": 1.0}) == NoFigure(reason)


@given(st.lists(st.integers(1, 200), min_size=5, max_size=43), st.randoms(use_true_random=False))
def test_the_order_of_forces_changes_no_position(counts: list[int], chance: Any) -> None:
    named = [(f"force-{n:02}", float(count)) for n, count in enumerate(counts)]
    sizes = {name: 100.0 + 10 * n for n, (name, _) in enumerate(named)}
    mixed = list(named)
    chance.shuffle(mixed)
    plain, other = made(Chance.POISSON, dict(named), sizes), made(Chance.POISSON, dict(mixed), sizes)
    assert {p.force: p.position for p in plain.points} == {p.force: p.position for p in other.points}


@given(st.integers(1, 99), st.sampled_from(list(Chance)))
def test_forces_exactly_at_the_national_rate_are_inside(share: int, chance: Chance) -> None:
    sizes = {f"force-{n:02}": 100.0 * n for n in range(1, 30)}
    found = made(chance, {force: size * share / 100 for force, size in sizes.items()}, sizes, 100.0)
    assert found.rate == pytest.approx(share)
    assert {point.position for point in found.points} == {Position.INSIDE}
