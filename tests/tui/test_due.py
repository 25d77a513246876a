"""The screen of missing returns: who, how late, and the way to the force and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.screen import Screen
from textual.widgets import DataTable, Static

from tests.conftest import LOADED
from tests.tui.conftest import settled
from tracker.tui.app import TrackerApp
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.due import DueScreen
from tracker.tui.screens.force import ForceScreen
from tracker.workspace import Workspace, end_of_day

Open = Callable[[Path], TrackerApp]


def words(app: TrackerApp, selector: str) -> str:
    return " ".join(str(app.screen.query_one(selector, Static).render()).split())


def lines(app: TrackerApp) -> list[list[str]]:
    table = app.screen.query_one(DataTable)
    return [[str(cell).strip() for cell in table.get_row_at(i)] for i in range(table.row_count)]


def standing_on(app: TrackerApp) -> type[Screen[object]]:
    return type(app.screen)


async def test_who_is_late_on_the_boards_day_and_what_is_missing(
    open_app: Open, demo_db: Callable[[str], Path]
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("left_square_bracket", "d")
        await settled(pilot)
        assert standing_on(app) is DueScreen
        assert "Returns due on 31 Dec 2015: 3 of 43 forces have returns missing." in words(app, "#title")
        assert lines(app)[:2] == [
            ["Gwent", "late", "71", "30 Sep 2015", "90% (9 of 10)", "0%"],
            ["Warwickshire", "late", "71", "30 Sep 2015", "90% (9 of 10)", "90%"],
        ]
        missing = words(app, "#missing")
        assert missing.startswith(
            "Gwent last report came on 28 Oct 2015, as at 30 Sep 2015; next due by 21 Jan"
        )
        assert "71 days late, answered “not available” on 28 Oct 2015" in missing
        await pilot.press("down", "enter")
        await settled(pilot)
        assert standing_on(app) is ForceScreen
        assert "Warwickshire Police" in words(app, "#title")
        await pilot.press("escape")
        await settled(pilot)
        assert standing_on(app) is DueScreen
        await pilot.press("escape")
        await settled(pilot)
        assert standing_on(app) is BoardScreen


async def test_regions_and_from_a_region_to_its_forces(
    open_app: Open, demo_db: Callable[[str], Path]
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("left_square_bracket", "d", "r")
        await settled(pilot)
        row = next(i for i, line in enumerate(lines(app)) if line[0] == "Wales")
        assert lines(app)[row] == ["Wales", "1 of 4", "0", "0", "98% (39 of 40)", "75%"]
        app.screen.query_one(DataTable).move_cursor(row=row)
        await settled(pilot)
        assert "Gwent (late)" in words(app, "#missing")
        await pilot.press("enter")
        await settled(pilot)
        assert words(app, "#missing").startswith("Gwent")


async def test_the_day_steps_and_comes_back_to_today(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key, day in (("d", "1 Jun 2026"), ("left_square_bracket", "30 Sep 2019"), ("t", "1 Jun 2026")):
            await pilot.press(key)
            await settled(pilot)
            assert f"Returns due on {day}:" in words(app, "#title")


async def test_a_board_as_it_was_known_then(strength_db: Path) -> None:
    with Workspace.open(strength_db, "lead", lambda: LOADED) as workspace:
        day = LOADED.date().replace(2019, 2, 1)
        app = TrackerApp(workspace, as_of=day, known_at=end_of_day(day))
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await pilot.press("d")
            await settled(pilot)
            assert "known 1 Feb 2019 Returns due on 1 Feb 2019: nothing is missing" in words(app, "#title")
            assert lines(app)[0][:2] == ["Avon and Somerset", "all in"]


async def test_a_force_without_a_word_and_an_empty_plan(
    open_app: Open, small_db: Path, empty_db: Path
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("d")
        await settled(pilot)
        assert lines(app)[0][3] == "never"
        assert words(app, "#missing").startswith("Essex never reported")
    app = open_app(empty_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("d", "r", "enter")
        await settled(pilot)
        assert words(app, "#missing") == "No return is expected."
