"""One commitment of all forces, and one force with all its commitments: figures, ranking, and every key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import DataTable, Static

from tests.conftest import LOADED
from tests.tui.conftest import settled
from tests.tui.test_board import standing_on
from tracker.tui.app import TrackerApp
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.commitment import CommitmentScreen
from tracker.tui.screens.force import ForceScreen
from tracker.tui.screens.map import MapScreen
from tracker.workspace import Workspace

Open = Callable[[Path], TrackerApp]
Demo = Callable[[str], Path]


def lines(app: TrackerApp) -> list[list[str]]:
    table = app.screen.query_one(DataTable)
    return [[str(cell).strip() for cell in table.get_row_at(i)] for i in range(table.row_count)]


def words(app: TrackerApp, selector: str) -> str:
    return str(app.screen.query_one(selector, Static).render())


def test_the_national_path_is_of_the_boards_own_figures(strength_db: Path) -> None:
    with Workspace.open(strength_db, "tester", lambda: LOADED) as workspace:
        view = workspace.commitment("officer-strength")
        assert view.as_of == workspace.board().as_of
        days = [point.day for point in view.points]
        assert days == sorted(days)
        for point in view.points[-3:]:
            assert point.figure == workspace.board(point.day).national["officer-strength"]
        assert all(day > days[-1] for day, _ in view.ahead)


async def test_a_commitment_in_figures_chart_spread_and_ranking(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        await pilot.press("home", "up", "up", "up", "enter")
        await settled(pilot)
        assert standing_on(app) is CommitmentScreen
        assert "Coverage 43 of 43 forces, 100% of officers" in words(app, "#title")
        chart = words(app, "#chart")
        assert "─ expected" in chart
        assert "coverage, now 43 of 43" in chart
        assert len(lines(app)) == 43
        assert "43 forces: all forces" in words(app, "#spread")
        assert lines(app)[0][0] == "1."


async def test_every_key_of_the_commitment_screen(open_app: Open, demo_db: Demo) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("left_square_bracket", "o", "r")
        await settled(pilot)
        assert "East Midlands" in words(app, "#spread")
        assert len(lines(app)) == 5
        await pilot.press("z")
        await settled(pilot)
        assert len(lines(app)) == 6
        assert "by officers" in words(app, "#spread")
        await pilot.press("z")
        await settled(pilot)
        assert len(lines(app)) == 43
        before = words(app, "#title")
        await pilot.press("full_stop")
        await settled(pilot)
        assert words(app, "#title") != before
        await pilot.press("comma")
        await settled(pilot)
        assert words(app, "#title") == before
        await pilot.press("m")
        await settled(pilot)
        assert standing_on(app) is MapScreen
        await pilot.press("escape", "enter")
        await settled(pilot)
        assert standing_on(app) is ForceScreen
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert standing_on(app) is BoardScreen


async def test_a_force_with_past_gap_trend_and_what_is_due(open_app: Open, demo_db: Demo) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(200, 50)) as pilot:
        await settled(pilot)
        await pilot.press("left_square_bracket", "n", "enter")
        await settled(pilot)
        table = app.screen.query_one(DataTable)
        heads = [str(column.label) for column in table.columns.values()]
        first = dict(zip(heads, lines(app)[0], strict=True))
        cell = app.board.cell("northumbria", "offenders-pursued")
        assert cell is not None
        assert first["Gap"] == "−12.89"
        assert first["Trend"] == "→ level"
        assert first["Next due"] == "21 Jan 2016"
        assert first["Came"] == "21 Oct 2015"
        assert "made up" in first["Note"]
        assert "among forces of similar size" in words(app, "#title")


@pytest.mark.parametrize("width", [80, 100, 160])
async def test_past_and_next_due_stand_on_a_narrow_screen_too(
    open_app: Open, demo_db: Demo, width: int
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(width, 24)) as pilot:
        await settled(pilot)
        await pilot.press("left_square_bracket", "n", "enter")
        await settled(pilot)
        table = app.screen.query_one(DataTable)
        assert table.virtual_size.width <= width, "nothing is beyond the edge"
        heads = [str(column.label).strip() for column in table.columns.values()]
        assert {"Status", "Value", "Expected", "Gap", "Past", "Next due"} <= set(heads)
        first = dict(zip(heads, lines(app)[0], strict=True))
        assert first["Gap"] == "−12.89"
        assert first["Past"] == "▄▄"
        assert first["Next due"] == "21 Jan 2016"
        assert all("…" not in line[heads.index("Value")] for line in lines(app)), "no number is left out"


async def test_every_key_of_the_force_screen(open_app: Open, demo_db: Demo) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("left_square_bracket", "n", "enter", "full_stop")
        await settled(pilot)
        assert "Cheshire" in words(app, "#title")
        await pilot.press("comma", "down", "o")
        await settled(pilot)
        assert standing_on(app) is CommitmentScreen
        assert "Chief constable has signed" in words(app, "#title")
        await pilot.press("escape", "m")
        await settled(pilot)
        assert standing_on(app) is MapScreen
        await pilot.press("escape", "left_square_bracket", "question_mark")
        await settled(pilot)
        assert "the next force" in str(app.screen.query_one(Static).render()), "the help is this screen's own"
        await pilot.press("escape", "q")
        await settled(pilot)
        assert standing_on(app) is BoardScreen
