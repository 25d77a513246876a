"""Back and forward as in a browser: the screens visited, with cursor, filter and standpoint as they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import DataTable, Input

from tests.tui.conftest import settled
from tests.tui.test_board import standing_on
from tests.tui.test_sitting import press
from tracker.tui.app import TrackerApp
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.commitment import CommitmentScreen
from tracker.tui.screens.compare import CompareScreen
from tracker.tui.screens.due import DueScreen
from tracker.tui.screens.force import ForceScreen
from tracker.tui.screens.history import HistoryScreen
from tracker.tui.screens.map import MapScreen
from tracker.tui.screens.page import Page
from tracker.tui.screens.then import ThenScreen
from tracker.tui.screens.update import UpdateScreen
from tracker.tui.screens.words import WordsScreen
from tracker.tui.visiting import MOST
from tracker.tui.ways import ways_of
from tracker.tui.widgets.grid import Grid

Open = Callable[[Path], TrackerApp]
Demo = Callable[[str], Path]
BACK, FORWARD = "less_than_sign", "greater_than_sign"


async def test_back_returns_with_cursor_filter_and_standpoint_as_they_were(
    open_app: Open, demo_db: Demo
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(120, 34)) as pilot:
        await press(pilot, "left_square_bracket", "slash", *"wales", "enter", "down", "right")
        grid = app.screen.query_one(Grid)
        spot, standpoint = grid.spot(), app.standpoint
        force = grid.cell_at_cursor()
        assert force is not None
        await press(pilot, "enter", "up", "up", "left_square_bracket", "K")
        row = app.screen.query_one(DataTable).cursor_row
        assert row > 0
        await press(pilot, "escape", "escape", "right")
        assert grid.spot() != spot
        await press(pilot, BACK)
        screen = app.screen
        assert isinstance(screen, ForceScreen)
        assert screen.force == force[0]
        assert screen.query_one(DataTable).cursor_row == row
        assert app.standpoint.then
        await press(pilot, BACK)
        assert standing_on(app) is BoardScreen
        assert grid.spot() == spot
        assert app.standpoint == standpoint
        assert app.board.as_of == standpoint.as_of
        await press(pilot, FORWARD, FORWARD)
        assert standing_on(app) is BoardScreen
        assert not grid.narrowing, "as it was left last"
        assert app.standpoint.then


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        (("o", "r", "r", "down"), CommitmentScreen),
        (("o", "down", "z", "down"), CommitmentScreen),
        (("m", "full_stop", "down"), MapScreen),
        (("enter", "full_stop", "down", "down"), ForceScreen),
        (("c", "p", "a", "slash", *"kent", "enter", "down"), CompareScreen),
        (("d", "down", "down", "down"), DueScreen),
        (("d", "r", "down"), DueScreen),
        (("y", "slash", *"kent", "enter", "down", "down"), HistoryScreen),
        (("y", "down", "enter", "down", "x"), ThenScreen),
    ],
)
async def test_every_screen_is_come_back_to_as_it_was_left(
    open_app: Open, demo_db: Demo, keys: tuple[str, ...], kind: type[object]
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "left_square_bracket", *keys)
        await pilot.pause(0.3)
        await settled(pilot)
        assert standing_on(app) is kind
        left = app.here()
        drawn = picture(app)
        while isinstance(app.screen, Page) and len(app.screen_stack) > 1:
            app.screen.leave()
            await settled(pilot)
        for _ in left.pages:
            await press(pilot, BACK)
        assert standing_on(app) is kind
        assert [arguments(page) for page in app.here().pages] == [arguments(page) for page in left.pages]
        assert app.here().standpoint == left.standpoint
        await pilot.pause(0.3)
        await settled(pilot)
        app.clear_notifications()
        await settled(pilot)
        assert picture(app) == drawn


def arguments(page: Callable[[], object]) -> object:
    return page.args, page.keywords  # type: ignore[attr-defined]


def picture(app: TrackerApp) -> list[str]:
    """What the screen shows, without notices and the line of keys."""
    return [strip.text for strip in app.screen._compositor.render_strips()][:-4]


async def test_who_goes_on_after_going_back_has_no_way_forward(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "d", "escape", BACK, BACK)
        assert standing_on(app) is BoardScreen
        await press(pilot, FORWARD)
        assert standing_on(app) is DueScreen
        await press(pilot, BACK, "m", FORWARD)
        assert standing_on(app) is MapScreen


async def test_the_keys_are_offered_where_there_is_somewhere_to_go(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    back = "Back to the screen visited before, as it was left"
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert back not in {way.words for way in ways_of(app, app.screen)}
        await press(pilot, BACK, FORWARD, "alt+left")
        assert standing_on(app) is BoardScreen
        await press(pilot, "d")
        assert {way.words: way.help for way in ways_of(app, app.screen)}[back] == "key <"
        await press(pilot, "alt+left", "alt+right")
        assert standing_on(app) is DueScreen


async def test_a_form_is_not_left_by_going_back(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "d", "escape", "u", "alt+left", BACK)
        assert standing_on(app) is UpdateScreen
        assert any(field.value == "<" for field in app.screen.query(Input)), "it is typed"
        await press(pilot, "escape", "escape", "question_mark", "alt+left")
        assert standing_on(app) is WordsScreen


async def test_only_so_many_are_remembered(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for _ in range(MOST + 3):
            app.remember()
        assert len(app._visits[-1]) == MOST
        await press(pilot, BACK)
        assert standing_on(app) is BoardScreen
