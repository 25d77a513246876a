"""Roll-ups: a quarter bad is red, three quarters good and none red is green, the rest amber."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.plan import RollupThresholds
from tracker.domain.rollup import roll_up
from tracker.domain.status import Status

G, A, R, N, S, E, Z, B, AR = (
    Status.GREEN, Status.AMBER, Status.RED, Status.NONE, Status.STALE, Status.EARLY, Status.EXEMPT,
    Status.COMPLETE, Status.AMBER_RED,
)  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([R, G, G, G], R),
        ([R, G, G, G, G], A),
        ([N, S, G, G, G, G, G, G], R),
        ([G, G, B, A], G),
        ([G, G, A, A], A),
        ([G] * 9 + [R], A),
        ([G] * 9 + [N], G),
        ([AR, G, G, G], G),
        ([G, E, E, E, Z], G),
        ([E, Z], E),
        ([Z, Z], Z),
        ([], E),
    ],
)
def test_the_rule(cells: list[Status], expected: Status) -> None:
    assert roll_up(cells, RollupThresholds()).status is expected


def test_none_and_stale_never_help() -> None:
    assert roll_up([G, G, G, N], RollupThresholds(red=0.5)).status is G
    assert roll_up([G, G, N], RollupThresholds(red=0.5)).status is A


def test_the_counts_stand_beside_it() -> None:
    rollup = roll_up([G, R, N, E], RollupThresholds())
    assert rollup.due == 3
    assert rollup.reason == "1 red, 1 none, 1 green, 1 early"


@given(st.lists(st.sampled_from(Status)), st.randoms())
def test_it_does_not_depend_on_order(cells: list[Status], random: object) -> None:
    shuffled = list(cells)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert roll_up(cells, RollupThresholds()) == roll_up(shuffled, RollupThresholds())
