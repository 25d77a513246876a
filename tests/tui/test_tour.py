"""The tour: offered once on the demo's data, done by keys or passed, left with Esc, and found again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.command import CommandPalette

from tests.conftest import LOADED
from tests.tui.conftest import settled
from tests.tui.test_board import standing_on
from tests.tui.test_sitting import press
from tracker.tui.app import TrackerApp
from tracker.tui.choices import Tour
from tracker.tui.preference_file import PreferenceFile
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.force import ForceScreen
from tracker.tui.tour import STEPS
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.tour_panel import TourPanel
from tracker.workspace import Workspace

Open = Callable[[Path], TrackerApp]
#: The key of each step, as the step names it.
KEYS = ("n", "w", "left_square_bracket", "c", "u")


def step(app: TrackerApp) -> str:
    """What the tour says is its step; empty where there is no tour."""
    return " ".join(str(panel.border_title) for panel in app.screen_stack[0].query(TourPanel))


@pytest.fixture
def demo(open_app: Open, strength_db: Path, tmp_path: Path) -> Callable[..., TrackerApp]:
    """The demo as it is opened by the command, with the preferences of a person who may be new."""

    def opened(*, is_demo: bool = True, **environ: str) -> TrackerApp:
        file = PreferenceFile(tmp_path / "preferences.toml", environ)
        return TrackerApp(open_app(strength_db).workspace, preference_file=file, is_demo=is_demo)

    return opened


async def test_it_is_offered_the_first_time_and_not_again(demo: Callable[..., TrackerApp]) -> None:
    app = demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "1 of 5" in step(app)
        await press(pilot, "escape")
        assert step(app) == ""
    again = demo()
    assert again.preferences.tour is Tour.TAKEN
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert step(again) == ""


async def test_it_is_offered_on_the_demo_alone_and_to_who_did_not_say_otherwise(
    demo: Callable[..., TrackerApp],
) -> None:
    for app in (demo(is_demo=False), demo(TRACKER_TOUR="taken")):
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert step(app) == ""


async def test_each_step_is_done_by_its_key_on_the_real_board(demo: Callable[..., TrackerApp]) -> None:
    app = demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for number, (key, one) in enumerate(zip(KEYS, STEPS, strict=True), 1):
            assert f"{number} of 5: {one.title}" in step(app)
            assert len(app.screen.query(".-pointed")) == 1
            await press(pilot, key)
            if standing_on(app) is not BoardScreen:
                await press(pilot, "escape")
        assert step(app) == ""
        assert not app.screen.query(".-pointed")
        assert app.preferences.tour is Tour.TAKEN
        grid = app.screen.query_one(Grid)
        here = grid.cell_at_cursor()
        await press(pilot, "enter")
        assert here is not None
        assert standing_on(app) is ForceScreen, "Enter is the grid's again"


async def test_a_step_is_passed_with_enter_and_the_other_keys_stay_what_they_are(
    demo: Callable[..., TrackerApp],
) -> None:
    app = demo()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "down", "enter", "slash", *"kent", "enter")
        assert "2 of 5" in step(app), "Enter in the filter is the filter's"
        assert app.screen.query_one(Grid).forces == ["kent"]
        await press(pilot, "enter", "enter", "enter")
        assert "5 of 5" in step(app)
        await press(pilot, "enter")
        assert step(app) == ""
        assert standing_on(app) is BoardScreen


async def test_it_is_found_again_by_its_key_and_in_the_palette_on_any_board(
    open_app: Open, small_db: Path
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert step(app) == ""
        await press(pilot, "H")
        assert "1 of 5" in step(app)
        await press(pilot, "escape", "ctrl+p", *"the tour")
        while isinstance(app.screen, CommandPalette):
            await press(pilot, "enter")
        assert "1 of 5" in step(app)
        await press(pilot, "d", "H")
        assert standing_on(app) is not BoardScreen
        assert "1 of 5" in step(app), "the tour waits on the board"


async def test_a_board_without_commitments_has_no_tour(empty_db: Path, tmp_path: Path) -> None:
    with Workspace.open(empty_db, "me", lambda: LOADED) as workspace:
        file = PreferenceFile(tmp_path / "preferences.toml", {})
        app = TrackerApp(workspace, preference_file=file, is_demo=True)
        async with app.run_test(size=(80, 24)) as pilot:
            await press(pilot, "H")
            assert step(app) == ""
