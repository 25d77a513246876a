"""Forces ranked so that like is compared with like; peers; the highest of several markings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.cases import DUE, MIDWAY, commitment, judged, milestone, update
from tracker.data import register
from tracker.domain.force import Force
from tracker.domain.marking import highest
from tracker.domain.national_path import national_points, national_trajectory
from tracker.domain.peers import peers_of
from tracker.domain.plan import Bound, Commitment, Direction, Kind, Normaliser, Waypoint, Weight
from tracker.domain.ranking import RankedBy, ranked_by, ranking

FORCES = {
    name: Force(name, name.capitalize(), name, name, "R", "", officers=size)
    for name, size in {"large": 4000, "small": 1000, "middle": 2000, "without": 0}.items()
}


def places(promise: Commitment, **values: float | None) -> list[tuple[str, int | None, float | None]]:
    cells = [(FORCES[name], judged(promise, value)) for name, value in values.items()]
    return [(row.force.slug, row.rank, row.value) for row in ranking(promise, cells)]


def test_with_a_normaliser_the_value_for_its_size_is_ranked() -> None:
    promise = commitment(per=Normaliser(1000, Weight.OFFICERS))
    assert ranked_by(promise) is RankedBy.PER_SIZE
    assert places(promise, large=80, small=30, middle=60) == [
        ("middle", 1, 30.0), ("small", 1, 30.0), ("large", 3, 20.0)
    ]  # fmt: skip


def test_a_body_without_a_size_and_a_force_without_a_value_have_no_place() -> None:
    promise = commitment(per=Normaliser(1000, Weight.OFFICERS))
    assert places(promise, without=80, small=30, middle=None)[1:] == [
        ("middle", None, None),
        ("without", None, None),
    ]


def test_percentages_and_rates_are_ranked_by_their_value_and_a_falling_one_from_the_lowest() -> None:
    promise = commitment(
        kind=Kind.RATE, direction=Direction.DECREASE, baselines={"kent": 80.0}, targets={"kent": 40.0}
    )
    assert ranked_by(promise) is RankedBy.VALUE
    assert [row[0] for row in places(promise, large=60, small=50)] == ["small", "large"]


def test_what_is_held_is_ranked_by_its_share_of_the_level() -> None:
    promise = commitment(200.0, 200.0, kind=Kind.LEVEL, direction=Direction.MAINTAIN)
    assert places(promise, large=190, small=220) == [("small", 1, 1.1), ("large", 2, 0.95)]
    ceiling = replace(promise, measure=replace(promise.measure, bound=Bound.AT_MOST))
    assert [row[0] for row in places(ceiling, large=190, small=220)] == ["large", "small"]


def test_other_counts_are_ranked_by_the_share_of_the_expected_progress() -> None:
    promise = commitment()
    assert ranked_by(promise) is RankedBy.PROGRESS
    found = places(promise, large=40, small=60)
    assert [row[:2] for row in found] == [("small", 1), ("large", 2)]
    assert ranked_by(milestone()) is None


def test_peers_are_the_nearest_in_size_by_ratio() -> None:
    forces = register().forces
    kent = next(force for force in forces if force.slug == "kent")
    peers = peers_of(kent, forces)
    assert len(peers) == 5
    assert kent not in peers
    furthest = max(max(f.officers, kent.officers) / min(f.officers, kent.officers) for f in peers)
    others = [f for f in forces if f not in peers and f is not kent]
    assert all(max(f.officers, kent.officers) / min(f.officers, kent.officers) >= furthest for f in others)


def test_a_body_without_a_size_has_no_peers() -> None:
    assert peers_of(FORCES["without"], FORCES.values()) == []


@pytest.mark.parametrize(
    ("markings", "expected"),
    [
        (["OFFICIAL", "OFFICIAL"], "OFFICIAL"),
        (["OFFICIAL", "OFFICIAL-SENSITIVE"], "OFFICIAL-SENSITIVE"),
        (["Official: sensitive", "OFFICIAL"], "Official: sensitive"),
        (["SECRET", "OFFICIAL-SENSITIVE", "OFFICIAL"], "SECRET"),
        (["RESTRICTED", "NOT PROTECTIVELY MARKED"], "RESTRICTED"),
        (["Board members only", "OFFICIAL"], "OFFICIAL / Board members only"),
    ],
)
def test_the_highest_marking_stands_for_all(markings: list[str], expected: str) -> None:
    assert highest(markings) == expected


def test_a_point_of_the_national_path_needs_half_of_the_forces() -> None:
    promise = commitment(forces=("large", "small", "middle"))
    series = {
        "large": [update(date(2015, 6, 30), 20), update(MIDWAY, 50)],
        "small": [update(date(2015, 6, 30), 30)],
    }
    points = national_points(promise, series, FORCES, date(2015, 12, 31))
    assert [(point.day, point.figure.value) for point in points] == [(date(2015, 6, 30), 50.0)]
    assert points[0].figure.coverage.reported == 2


def test_the_trajectory_of_all_forces_is_the_sum_of_theirs() -> None:
    promise = commitment(0, 100, forces=("large", "small"), waypoints=(Waypoint(MIDWAY, share=0.4),))
    assert national_trajectory(promise, FORCES, MIDWAY)[1:] == [(MIDWAY, 80.0), (DUE, 200.0)]
    assert national_trajectory(milestone(forces=("large", "small")), FORCES, MIDWAY) == [
        (date(2016, 1, 2), 2.0)
    ]
