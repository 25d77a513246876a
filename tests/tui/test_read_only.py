"""The application over a workspace that is open for reading only: no key offers what would be refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import LOADED
from tests.tui.conftest import settled
from tracker.tui.app import TrackerApp
from tracker.workspace import Workspace


@pytest.mark.parametrize("opens", ["", "d", "m", "o", "enter"])
async def test_no_screen_offers_an_update(opens: str, small_db: Path) -> None:
    with Workspace.open(small_db, "", lambda: LOADED, read_only=True) as workspace:
        app = TrackerApp(workspace)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            if opens:
                await pilot.press(opens)
                await settled(pilot)
            before = app.screen
            assert not [k for k, a in before.active_bindings.items() if k == "u" and a.enabled]
            await pilot.press("u")
            await settled(pilot)
            assert app.screen is before
