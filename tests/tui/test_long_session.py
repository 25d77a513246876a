"""A board stays open all day: what was left is given back."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.tui.conftest import settled
from tracker.tui.app import TrackerApp
from tracker.tui.start import loaded_for_good


@pytest.mark.parametrize("fails", [False, True])
def test_what_is_loaded_at_the_start_is_left_out_of_every_later_look(*, fails: bool) -> None:
    gc.unfreeze()
    with suppress(LookupError), loaded_for_good():
        assert not gc.isenabled()
        if fails:
            raise LookupError
    assert gc.isenabled()
    assert gc.get_freeze_count() > len(gc.get_objects())


async def test_screens_that_were_left_are_given_back(
    open_app: Callable[[Path], TrackerApp], strength_db: Path
) -> None:
    app = open_app(strength_db)
    left = []
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for _ in range(5):
            await pilot.press("n", "w")
            await settled(pilot)
            left.append(weakref.ref(app.screen))
            await pilot.press("escape", "left_square_bracket")
            await settled(pilot)
        gc.collect()
        assert [screen() for screen in left] == [None] * 5
