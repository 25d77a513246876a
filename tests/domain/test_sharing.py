"""Sharing a total: the shares are whole and add up to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.data import register
from tracker.domain.sharing import largest_remainder


def test_six_thousand_officers_shared_by_size_are_six_thousand() -> None:
    shares = largest_remainder(6000, {f.slug: f.officers for f in register().forces})
    assert sum(shares.values()) == 6000
    assert shares["metropolitan"] == 1486  # 31,556 of 127,381


def test_units_left_over_go_to_the_largest_remainders() -> None:
    assert largest_remainder(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert largest_remainder(-10, {"a": 1, "b": 1, "c": 1}) == {"a": -4, "b": -3, "c": -3}


def test_no_weight_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        largest_remainder(5, {"a": 0, "b": 0})


@given(st.integers(0, 10**7), st.dictionaries(st.text(min_size=1), st.floats(0, 1e9), min_size=1))
def test_shares_add_up_and_stay_within_one_of_their_quota(total: int, weights: dict[str, float]) -> None:
    whole = sum(weights.values())
    if not whole:
        return
    shares = largest_remainder(total, weights)
    assert sum(shares.values()) == total
    assert all(abs(shares[name] - total * w / whole) < 1 + 1e-6 for name, w in weights.items())
