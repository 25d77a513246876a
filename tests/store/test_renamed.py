"""What was recorded under the ids that a commitment went by before counts for it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.store.cases import FORCE, day, draft, record
from tracker.domain.update import Update
from tracker.store import Store

CELL = (FORCE, "new")
EARLIER = {"new": ("older", "old")}


def latest(store: Store, as_of: str, known_at: datetime | None = None) -> Update | None:
    row = store.latest([CELL], as_of=day(as_of), known_at=known_at, earlier=EARLIER).get(CELL)
    return row.update if row else None


def value(store: Store, as_of: str, known_at: datetime | None = None) -> float | None:
    update = latest(store, as_of, known_at)
    return update.draft.value if update else None


@pytest.fixture
def renamed(store: Store) -> Store:
    """One cell under three ids, told in turn."""
    record(store, draft("2015-06-30", 1, commitment="old"), 2015, 7, 3)
    record(store, draft("2015-09-30", 2, commitment="old"), 2015, 10, 3)
    record(store, draft("2015-09-30", 3, commitment="older"), 2015, 11, 3)
    record(store, draft("2015-12-31", 4, commitment="new"), 2016, 1, 3)
    return store


def test_the_latest_value_is_found_under_any_id(renamed: Store) -> None:
    assert [value(renamed, d) for d in ("2015-07-31", "2015-10-31", "2016-01-31")] == [1, 3, 4]
    assert value(renamed, "2016-01-31", datetime(2015, 10, 4, tzinfo=UTC)) == 2
    assert renamed.latest([CELL], as_of=day("2015-12-01")) == {}


def test_a_value_under_one_id_corrects_and_withdraws_that_of_another(renamed: Store) -> None:
    corrected = latest(renamed, "2015-10-31")
    assert corrected is not None
    assert corrected.revised
    assert corrected.draft.commitment == "new"
    record(renamed, draft("2015-09-30", withdrawal=True, commitment="new"), 2016, 2, 1)
    assert value(renamed, "2015-10-31") == 1


def test_a_series_holds_all_ids_and_is_told_as_the_cells_own(renamed: Store) -> None:
    series = renamed.series(*CELL, earlier=EARLIER["new"])
    assert [(u.draft.commitment, u.draft.value, u.revised) for u in series] == [
        ("new", 1, False),
        ("new", 3, True),
        ("new", 4, False),
    ]
    assert latest(renamed, "2015-10-31") == series[1]
    told = renamed.told(*CELL, EARLIER["new"])
    assert [u.draft.value for u in told[day("2015-09-30")]] == [2, 3]


def test_returns_made_under_an_earlier_id_are_returns_made(renamed: Store) -> None:
    made = renamed.reported({CELL: day("2015-01-01")}, as_of=day("2016-12-31"), earlier=EARLIER)
    assert [each.as_at for each in made[CELL]] == [day(d) for d in ("2015-06-30", "2015-09-30", "2015-12-31")]


def test_another_force_and_another_commitment_are_let_be(renamed: Store) -> None:
    record(renamed, draft("2016-01-31", 9, commitment="old", force="kent"))
    record(renamed, draft("2016-01-31", 8, commitment="other"))
    cells = [CELL, (FORCE, "other")]
    found = renamed.latest(cells, as_of=day("2016-02-28"), earlier=EARLIER)
    assert [found[cell].update.draft.value for cell in cells if found[cell].update] == [4, 8]  # type: ignore[union-attr]
