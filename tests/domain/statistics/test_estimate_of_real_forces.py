"""The estimate on published officer strength: the twelve largest forces, and 2,000 random twelves.

The coverage found is stated: how often in 100 the 95% interval held the published total. Where the size tells
little of the largest force (population, London) an estimate without it is well off, and its interval too.
"""

from __future__ import annotations

import csv
import random
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tracker.data import register
from tracker.domain.statistics.bounds import Bounds
from tracker.domain.statistics.estimate import Design, Estimate, national_estimate

RETURNS = Path(__file__).parents[3] / "fixtures" / "officer-strength" / "returns.csv"
PUBLISHED = 124_783.97


def strength(as_at: date) -> dict[str, float]:
    """Officers of every force as first published for a date."""
    with RETURNS.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["as_at"] == as_at.isoformat()]
    first = sorted(rows, key=lambda row: row["published_on"], reverse=True)
    return {row["force"]: float(row["value"]) for row in first}


OFFICERS = strength(date(2019, 9, 30))
SIZES = {
    "the population": {force.slug: float(force.population) for force in register().forces},
    "the baseline": strength(date(2015, 3, 31)),
}


def estimated(forces: list[str], of: str) -> Estimate | None:
    values = {force: OFFICERS[force] for force in forces}
    found = national_estimate(values, SIZES[of], of=of, bounds=Bounds(0.0))
    return found if isinstance(found, Estimate) else None


def test_the_real_figures_are_the_published_total() -> None:
    assert len(OFFICERS) == 43
    assert sum(OFFICERS.values()) == pytest.approx(PUBLISHED, abs=0.01)


@pytest.mark.parametrize(
    ("of", "sentence", "error"),
    [
        (
            "the population",
            (
                "About 135,000 (95% interval 127,000 to 143,000; precise): "
                "informed extrapolation from 12 of 43 forces, 51% of the population."
            ),
            0.080,
        ),
        (
            "the baseline",
            (
                "About 124,000 (95% interval 119,000 to 129,000; precise): "
                "informed extrapolation from 12 of 43 forces, 61% of the baseline."
            ),
            -0.004,
        ),
    ],
)
def test_the_twelve_largest_reporters_estimated_to_43(of: str, sentence: str, error: float) -> None:
    found = estimated(sorted(OFFICERS, key=lambda force: -OFFICERS[force])[:12], of)
    assert found is not None
    assert found.sentence == sentence
    assert found.total / PUBLISHED - 1 == pytest.approx(error, abs=5e-4)


def coverage(of: str) -> dict[str, tuple[int, int, int]]:
    """For 2,000 random sets of twelve, by design: how many, in how many of 100 the interval held the total,
    and the middle error in thousandths."""
    chance = random.Random(2019)
    held: Counter[str] = Counter()
    errors: dict[str, list[float]] = {}
    for _ in range(2000):
        found = estimated(chance.sample(sorted(OFFICERS), 12), of)
        name = found.design.name if found else "none"
        off = abs(found.total / PUBLISHED - 1) if found else 0.0
        errors.setdefault(name, []).append(off)
        held[name] += bool(found and found.low <= PUBLISHED <= found.high)
    return {
        name: (len(off), round(100 * held[name] / len(off)), round(1000 * sorted(off)[len(off) // 2]))
        for name, off in errors.items()
    }


def test_2000_random_twelves_by_the_baseline_are_covered_about_95_times_in_100() -> None:
    assert coverage("the baseline") == {
        Design.LARGEST_APART.name: (580, 95, 12),
        Design.LARGEST_MISSING.name: (184, 92, 14),
        "none": (1236, 0, 0),
    }


def test_2000_random_twelves_by_population_are_covered_with_the_largest_force_and_not_without() -> None:
    assert coverage("the population") == {
        Design.LARGEST_APART.name: (580, 89, 27),
        Design.LARGEST_MISSING.name: (590, 29, 114),
        "none": (830, 0, 0),
    }
