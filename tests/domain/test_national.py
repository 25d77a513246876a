"""The national figure: partial sums are held against partial expectations, and coverage is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.cases import MIDWAY, commitment, milestone, update
from tracker.domain.assess import Assessment, assess
from tracker.domain.force import Force
from tracker.domain.national import Basis, national_figure
from tracker.domain.plan import Commitment, Exemption, Kind, Weight
from tracker.domain.reading import NOTHING, Reading
from tracker.domain.update import Draft, State, Update

SIZES = {"kent": 3000, "essex": 1000, "gwent": 1000}
FORCES = {
    slug: Force(
        slug, slug.title(), slug, slug[:3].upper(), "South", "England", officers=n, population=n * 100
    )
    for slug, n in SIZES.items()
}
THREE = tuple(SIZES)


def cells(promise: Commitment, **values: float | Update | None) -> dict[str, Assessment]:
    """One cell a force; a number is a value at midway, None nothing reported."""
    readings = {
        slug: Reading(v if isinstance(v, Update) else update(MIDWAY, v)) if v is not None else NOTHING
        for slug, v in values.items()
    }
    return {slug: assess(promise, slug, reading, MIDWAY) for slug, reading in readings.items()}


def test_a_partial_sum_is_never_compared_with_the_whole_target() -> None:
    promise = commitment(0, 100, forces=THREE)
    figure = national_figure(promise, cells(promise, kent=50, essex=50, gwent=None), FORCES)
    assert (figure.value, figure.target, figure.whole_target) == (100, 200, 300)
    assert figure.expected == pytest.approx(2 * 49.863, abs=0.01)
    assert figure.performance == pytest.approx(1.0027, abs=1e-3)
    assert (figure.coverage.reported, figure.coverage.expected, figure.coverage.by_size) == (2, 3, 0.8)


def test_nobody_reported_is_no_figure() -> None:
    promise = commitment(0, 100, forces=THREE)
    figure = national_figure(promise, cells(promise, kent=None, essex=None, gwent=None), FORCES)
    assert (figure.value, figure.expected, figure.performance) == (None, None, None)
    assert figure.whole_target == 300


def test_an_exempt_force_is_not_expected() -> None:
    promise = commitment(
        0, 100, forces=THREE, exempt=(Exemption("gwent", MIDWAY.replace(year=2017), "merged"),)
    )
    figure = national_figure(promise, cells(promise, kent=1, essex=2, gwent=3), FORCES)
    assert (figure.value, figure.coverage.expected) == (3, 2)


def part(numerator: float, denominator: float, value: float) -> Update:
    made = update(MIDWAY, value)
    return replace(made, draft=replace(made.draft, numerator=numerator, denominator=denominator))


def test_a_rate_is_the_sum_of_numerators_over_the_sum_of_denominators() -> None:
    promise = commitment(0, 100, forces=THREE, kind=Kind.PERCENTAGE, multiplier=100.0)
    figures = cells(promise, kent=part(10, 100, 10), essex=part(90, 100, 90), gwent=part(400, 800, 50))
    figure = national_figure(promise, figures, FORCES)
    assert figure.value == 50
    assert figure.basis is Basis.PARTS


@pytest.mark.parametrize(
    ("weight", "value", "basis"),
    [
        (Weight.OFFICERS, 30, Basis.OFFICERS),
        (Weight.POPULATION, 30, Basis.POPULATION),
        (Weight.EQUAL, 40, Basis.EQUAL),
    ],
)
def test_percentages_without_parts_are_averaged_by_the_named_weight(
    weight: Weight, value: float, basis: Basis
) -> None:
    promise = commitment(0, 100, forces=THREE, kind=Kind.PERCENTAGE, weight=weight)
    figure = national_figure(promise, cells(promise, kent=20, essex=10, gwent=80), FORCES)
    expected = {Weight.EQUAL: (20 + 10 + 80) / 3}.get(weight, (20 * 3 + 10 + 80) / 5)
    assert figure.value == pytest.approx(expected)
    assert value == pytest.approx(expected, abs=4)
    assert figure.basis is basis


def test_milestones_count_the_forces_done() -> None:
    promise = milestone(forces=(*THREE, "dorset"))
    done, started = (update(MIDWAY, state=state) for state in (State.DONE, State.IN_PROGRESS))
    forces = FORCES | {"dorset": replace(FORCES["gwent"], slug="dorset")}
    figure = national_figure(
        promise, cells(promise, kent=done, essex=started, gwent=done, dorset=None), forces
    )
    assert (figure.value, figure.target, figure.whole_target) == (2, 3, 4)
    assert figure.performance == pytest.approx(2 / 3)
    assert figure.coverage.by_number == 0.75
    assert figure.basis is Basis.DONE
    nobody = national_figure(promise, cells(promise, kent=None, essex=None, gwent=None), FORCES)
    assert (nobody.value, nobody.performance) == (0, None)


def test_where_one_part_is_missing_all_are_averaged_and_forces_count_alike_by_number() -> None:
    promise = commitment(
        0, 100, forces=THREE, kind=Kind.PERCENTAGE, multiplier=100.0, weight=Weight.EQUAL
    )  # fmt: skip
    without = {"numerator": replace(part(1, 2, 50), draft=replace(part(1, 2, 50).draft, numerator=None))}
    without["denominator"] = replace(part(1, 2, 50), draft=replace(part(1, 2, 50).draft, denominator=None))
    for lacking in without.values():
        figure = national_figure(promise, cells(promise, kent=part(10, 100, 10), essex=lacking), FORCES)
        assert (figure.value, figure.basis) == (30, Basis.EQUAL)
        assert figure.coverage.by_size == 1
    half = national_figure(promise, cells(promise, kent=20, essex=None), FORCES)
    assert half.coverage.by_size == 0.5


def test_a_baseline_counts_in_the_way_of_all_forces() -> None:
    promise = commitment(40, 140, forces=THREE)
    figure = national_figure(promise, cells(promise, kent=90, essex=90, gwent=90), FORCES)
    assert figure.performance == pytest.approx((270 - 120) / (3 * 100 * 182 / 365))


def test_the_order_of_forces_does_not_matter() -> None:
    promise = commitment(0, 100, forces=THREE)
    one = cells(promise, kent=5, essex=7, gwent=9)
    other = dict(reversed(one.items()))
    assert national_figure(promise, one, FORCES) == national_figure(promise, other, FORCES)


def test_a_draft_needs_no_more_than_force_commitment_and_date() -> None:
    assert Draft("kent", "offenders-pursued", MIDWAY).value is None
