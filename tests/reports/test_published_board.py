"""What may be told of a board does not depend on which force has which small count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.statistics.test_from_board import ID, SLUGS, board, promise
from tracker.domain.plan import Kind
from tracker.domain.statistics.disclosure import Disclosure
from tracker.reports.publication import published_board

SMALL = st.lists(st.integers(1, 7), min_size=1, max_size=6)
LARGE = st.lists(st.integers(8, 400), min_size=len(SLUGS), max_size=len(SLUGS))


@given(SMALL, LARGE, st.randoms(use_true_random=False), st.sampled_from([Kind.COUNT, Kind.LEVEL]))
def test_small_counts_that_change_places_are_published_alike(small, large, random, kind) -> None:  # type: ignore[no-untyped-def]
    other = list(small)
    random.shuffle(other)
    rest = {slug: float(n) for slug, n in zip(SLUGS, large, strict=True)}
    told = [
        published_board(
            board(promise(kind=kind), rest | {slug: float(n) for slug, n in zip(SLUGS, some, strict=False)}),
            Disclosure.HEALTH_SERVICE,
        )
        for some in (small, other)
    ]
    assert told[0] == told[1]
    shown, withheld, _ = told[0]
    assert {slug for slug, _ in withheld} == set(SLUGS[: len(small)])
    assert all(cell.assessment.value % 5 == 0 for cell in shown.cells.values())  # type: ignore[operator]


@given(st.integers(1, 7), st.integers(1, 7), LARGE)
def test_a_single_small_count_can_be_any_small_count(one: int, other: int, large: list[int]) -> None:
    rest = {slug: float(n) for slug, n in zip(SLUGS, large, strict=True)}
    told = [
        published_board(board(promise(), rest | {SLUGS[0]: float(n)}), Disclosure.HEALTH_SERVICE)
        for n in (one, other)
    ]
    assert told[0] == told[1]
    assert told[0][2] == {ID}
    assert told[0][0].national[ID].value is None
