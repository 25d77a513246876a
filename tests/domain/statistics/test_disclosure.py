"""What is published gives nothing away: the published examples, and random tables attacked by a solver."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from scipy.optimize import linprog

from tests.domain.statistics.vectors import vectors
from tracker.domain.statistics.count_table import CountTable, Key, Range, worked_out
from tracker.domain.statistics.disclosure import (
    Publication,
    by_health_service,
    by_threshold,
    people,
    share_of_people,
)
from tracker.domain.statistics.suppression import published, suppressed

VECTORS = vectors("small_numbers")
COUNTRY = ("country", "")


def row(*counts: float) -> CountTable:
    """Counts that add up to one total."""
    named = {("force", f"{n:02}"): count for n, count in enumerate(counts)}
    return CountTable(named, {COUNTRY: list(named)})


def random_table(chance: random.Random) -> CountTable:
    """Forces in regions in two nations, with many small counts and zeros."""
    counts: dict[Key, float] = {}
    parts: dict[Key, list[Key]] = {COUNTRY: [("nation", "e"), ("nation", "w")]}
    for number in range(chance.randint(2, 5)):
        region = ("region", f"{number}")
        parts.setdefault(("nation", "we"[number > 0]), []).append(region)
        parts[region] = [("force", f"{number}-{n}") for n in range(chance.randint(1, 5))]
        high = chance.choice((1, 3, 8, 30))
        counts |= {force: float(chance.choice((0, chance.randint(0, high)))) for force in parts[region]}
    return CountTable(counts, parts)


def attacked(table: CountTable, known: Mapping[Key, Range], keys: Iterable[Key]) -> dict[Key, Range]:
    """The least and the most of each figure by linear programmes over everything that is known."""
    place = {key: n for n, key in enumerate(table.values)}
    sums = []
    for total, parts in table.parts.items():
        equation = [0.0] * len(place)
        equation[place[total]] = -1.0
        for part in parts:
            equation[place[part]] = 1.0
        sums.append(equation)
    found = {}
    for key in keys:
        ends = []
        for sign in (1, -1):
            aim = [0.0] * len(place)
            aim[place[key]] = float(sign)
            done = linprog(aim, A_eq=sums, b_eq=[0.0] * len(sums), bounds=[known[k] for k in place])
            assert done.status in (0, 3), done.message
            ends.append(sign * done.fun if done.status == 0 else math.inf)
        found[key] = (ends[0], ends[1])
    return found


def said(publication: Publication, table: CountTable) -> dict[Key, Range]:
    """What a reader of a publication by the health service's rule knows, from its text alone."""
    known: dict[Key, Range] = {}
    for key, text in publication.shown.items():
        number = None if text == "[c]" else float(text.replace(",", ""))
        is_rounded = number and key != COUNTRY
        if number is None:
            known[key] = (1, math.inf if key in table.parts else 7)
        elif is_rounded:
            known[key] = (number - 2, number + 2)
        else:
            known[key] = (number, number)
    return known


@pytest.mark.parametrize("case", VECTORS["rows"], ids=lambda case: case["n"])
def test_small_counts_of_people_are_withheld_and_others_rounded(case: dict[str, Any]) -> None:
    assert people(case["n"]).replace(",", "") == case["shown"].replace("*", "[c]")


def test_totals_are_rounded_on_their_own_so_that_columns_need_not_add_up() -> None:
    example = VECTORS["additivity_example"]
    region = {("force", name): float(example["true"][name]) for name in "ABC"}
    table = CountTable(
        {**region, ("force", "D"): 400.0},
        {("region", "r"): list(region), COUNTRY: [("region", "r"), ("force", "D")]},
    )
    shown = by_health_service(table).shown
    wanted = [example["shown"][name].replace("*", "[c]") for name in ("A", "B", "C", "total")]
    assert [*(shown["force", name] for name in "ABC"), shown["region", "r"]] == wanted


def test_the_national_total_is_exempt_while_it_gives_nothing_away() -> None:
    assert by_health_service(row(3, 4, 111)).shown[COUNTRY] == "118"
    assert by_health_service(row(3, 0, 0)).shown[COUNTRY] == "[c]"
    assert by_health_service(row(3, 0, 0)).sentence == (
        "2 figures withheld [c]: counts of people below 8 are withheld, others rounded to the nearest 5, "
        "totals on their own."
    )


def test_a_rounded_total_that_only_one_set_of_counts_can_have_is_withheld() -> None:
    # Four counts of at most 7 reach 28, and 28 is the least that is shown as 30.
    assert by_health_service(row(7, 7, 7, 7)).shown[COUNTRY] == "[c]"


def test_a_second_count_goes_with_the_one_below_the_threshold() -> None:
    (case,) = VECTORS["secondary_suppression_min"]
    shown = by_threshold(row(*case["row"]), case["threshold"]).shown
    assert list(shown.values()) == ["[c]", "9", "[c]", "20"]


def test_two_small_counts_that_would_tell_each_other_take_a_third_with_them() -> None:
    assert list(by_threshold(row(1, 1, 50, 60), 5).shown.values()) == ["[c]", "[c]", "[c]", "60", "112"]


def test_nothing_is_withheld_where_nothing_is_small() -> None:
    assert by_threshold(row(0, 5, 9), 5).hidden == frozenset()
    assert by_threshold(row(0, 5, 9), 5).sentence == (
        "0 figures withheld [c]: counts of people below 5 are withheld, and others that would tell them."
    )


def test_what_the_totals_tell_is_what_a_linear_solver_finds() -> None:
    chance = random.Random(43)
    for _ in range(25):
        table = random_table(chance)
        hidden = {key for key in table.values if chance.random() < 0.5 and table.values[key]}
        known = published(table, hidden)
        ours = worked_out(table, known)
        for key, (low, high) in attacked(table, known, hidden).items():
            assert ours[key] == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize("threshold", [3, 5, 10])
def test_a_threshold_never_reveals_a_small_count_to_a_linear_solver(threshold: int) -> None:
    chance = random.Random(threshold)
    for _ in range(25):
        table = random_table(chance)
        hidden = suppressed(table, threshold)
        small = {key for key, value in table.values.items() if 0 < value < threshold}
        assert small <= hidden
        for key, (low, high) in attacked(table, published(table, hidden), small).items():
            assert high - low >= threshold - 1 - 1e-6
            assert key in table.parts or low <= 1 + 1e-6


def test_no_figure_is_withheld_that_could_be_shown() -> None:
    chance = random.Random(7)
    for _ in range(15):
        table = random_table(chance)
        hidden = suppressed(table, 5)
        small = {key for key, value in table.values.items() if 0 < value < 5}
        for extra in hidden - small:
            ranges = attacked(table, published(table, hidden - {extra}), small)
            assert any(high - low < 4 - 1e-6 for low, high in ranges.values())


def test_the_health_services_rule_never_reveals_a_count_to_a_linear_solver() -> None:
    chance = random.Random(8)
    for _ in range(60):
        table = random_table(chance)
        publication = by_health_service(table)
        forces = [key for key in publication.hidden if key not in table.parts]
        for low, high in attacked(table, said(publication, table), forces).values():
            assert high - low > 1 - 1e-6


def test_changes_below_nothing_are_withheld_by_their_size() -> None:
    table = row(-3, 40, -2, 0)
    for publication in (by_health_service(table), by_threshold(table, 5)):
        assert publication.shown["force", "00"] == publication.shown["force", "02"] == "[c]"
        assert publication.shown["force", "03"] == "0"


def test_counts_with_parts_of_a_person_are_rounded_like_others() -> None:
    assert [people(value) for value in (0.4, 7.9, 8.0, 1342.52)] == ["[c]", "[c]", "10", "1,345"]
    assert by_health_service(row(1342.52, 7.5, 900.0)).shown["force", "01"] == "[c]"


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [(12, 43, "22.2"), (3, 43, "[c]"), (0, 43, "0"), (0, 4, "[c]"), (0, 0, "[z]")],
)
def test_a_share_comes_from_rounded_counts(numerator: float, denominator: float, shown: str) -> None:
    assert share_of_people(numerator, denominator, 100.0) == shown


def test_a_figure_that_is_part_of_two_totals_is_refused() -> None:
    with pytest.raises(ValueError, match="one total"):
        CountTable({("force", "a"): 1.0}, {("region", "r"): [("force", "a")], COUNTRY: [("force", "a")]})
