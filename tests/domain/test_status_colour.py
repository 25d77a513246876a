"""The colours of statuses: sign and letter can be read on each."""

from __future__ import annotations

import pytest

from tracker.domain.status import Status
from tracker.domain.status_colour import COLOURS, INK


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("status", COLOURS)
def test_the_contrast_of_every_status_is_enough(status: Status) -> None:
    light, dark = luminance(COLOURS[status]) + 0.05, luminance(INK) + 0.05
    assert light / dark >= 4.5


def test_only_statuses_without_a_claim_have_no_colour() -> None:
    assert set(Status) - set(COLOURS) == {Status.EARLY, Status.EXEMPT}
