"""Sharing a national total among forces so that the shares add up to it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def largest_remainder(total: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Whole-number shares of ``total`` in proportion to ``weights``, by the largest-remainder method.

    Each share is rounded down, and the units left over go to the largest remainders (Hare quota; ties go to
    the name that sorts first). The shares of a negative total are those of its opposite with the sign
    turned. Raises :class:`ValueError` when no weight is above zero or one is below.
    """
    if any(weight < 0 for weight in weights.values()) or not any(weights.values()):
        raise ValueError("weights must not be negative, and one at least must be above zero")
    if total < 0:
        return {name: -share for name, share in largest_remainder(-total, weights).items()}
    exact = {name: Decimal(str(weight)) for name, weight in weights.items()}
    whole = sum(exact.values())
    quotas = {name: total * weight / whole for name, weight in exact.items()}
    shares = {name: int(quota) for name, quota in quotas.items()}
    left = total - sum(shares.values())
    by_remainder = sorted(quotas, key=lambda name: (shares[name] - quotas[name], name))
    for name in by_remainder[:left]:
        shares[name] += 1
    return shares
