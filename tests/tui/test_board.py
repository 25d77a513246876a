"""The board: what it shows is what the rules compute, and every key does what the help says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.screen import Screen
from textual.widgets import Static

from tests.tui.conftest import settled
from tracker.domain.status import Status
from tracker.tui.app import TrackerApp
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.force import ForceScreen
from tracker.tui.widgets.cell_panel import CellPanel
from tracker.tui.widgets.grid import Grid

Open = Callable[[Path], TrackerApp]


def panel(app: TrackerApp) -> str:
    return str(app.screen.query_one(CellPanel).query_one("#cell", Static).render())


def standing_on(app: TrackerApp) -> type[Screen[object]]:
    return type(app.screen)


def grid_lines(app: TrackerApp) -> list[str]:
    grid = app.screen.query_one(Grid)
    return [grid.render_line(y).text for y in range(grid.size.height)]


async def test_all_43_forces_in_their_regions_with_value_letter_and_sign(
    open_app: Open, strength_db: Path
) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(200, 66)) as pilot:
        await settled(pilot)
        lines = grid_lines(app)
        for force in app.board.plan.forces:
            cell = app.board.cell(force.slug, "officer-strength")
            assert cell is not None
            line = next(line for line in lines if line.startswith(f"  {force.name}"))
            assert cell.assessment.status.sign in line
            assert f"{cell.assessment.value:,.2f}".rstrip("0").rstrip(".") in line
        for region in app.board.by_region:
            assert any(line.startswith(f"▾ {region}") for line in lines)


async def test_the_cursors_cell_is_explained_with_its_past(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.screen.query_one(Grid).put_cursor("northumbria", "officer-strength")
        await settled(pilot)
        cell = app.board.cell("northumbria", "officer-strength")
        assert cell is not None
        words = panel(app)
        assert cell.assessment.reason in words
        assert "published 30 Jan 2020" in words
        assert "3,515.49 (30 Sep 2014)" in words or "(30 Sep 2014)" in words


async def test_keys_move_open_a_force_and_come_back(open_app: Open, demo_db: Callable[[str], Path]) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("down", "right", "j", "l", "k", "h")
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        assert grid.cell_at_cursor() == ("leicestershire", "cse-plan-signed")
        await pilot.press("enter")
        await settled(pilot)
        assert standing_on(app) is ForceScreen
        assert "Leicestershire" in panel(app)
        await pilot.press("escape")
        await settled(pilot)
        assert standing_on(app) is BoardScreen


async def test_n_finds_the_next_problem_and_the_ends_hold(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        await pilot.press("n")
        here = grid.cell_at_cursor()
        assert here is not None
        cell = app.board.cell(*here)
        assert cell is not None
        assert cell.assessment.status is Status.RED
        await pilot.press("end", "down", "right")
        assert grid.cell_at_cursor() == ("west-yorkshire", "officer-strength")
        await pilot.press("home")
        assert grid.cell_at_cursor() == ("derbyshire", "officer-strength")
        await pilot.press("up", "up", "up")
        assert grid.cell_at_cursor() is None
        assert grid.commitment_at_cursor() == "officer-strength"


async def test_a_click_sets_the_cursor(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.click(Grid, offset=(40, 7))
        assert app.screen.query_one(Grid).cell_at_cursor() == ("lincolnshire", "officer-strength")


async def test_the_as_of_date_steps_by_period_and_by_council(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key, day in (
            ("left_square_bracket", date(2019, 9, 30)),
            ("left_curly_bracket", date(2018, 7, 11)),
            ("left_curly_bracket", date(2018, 1, 24)),
            ("right_curly_bracket", date(2018, 7, 11)),
            ("right_square_bracket", date(2018, 9, 30)),
            ("t", date(2020, 3, 31)),
        ):
            await pilot.press(key)
            await settled(pilot)
            assert app.board.as_of == day


async def test_working_and_help_can_be_read_and_closed(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for key, words in (("w", "1 − shortfall ÷ target"), ("question_mark", "the next cell that is red")):
            await pilot.press(key)
            await settled(pilot)
            assert words in str(app.screen.query_one(Static).render())
            await pilot.press("escape")
            await settled(pilot)


@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_an_empty_plan_says_what_to_do(open_app: Open, empty_db: Path, size: tuple[int, int]) -> None:
    app = open_app(empty_db)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("u", "w", "left_square_bracket")
        await settled(pilot)
        assert "no commitments yet" in str(app.screen.query_one("#empty", Static).render())


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_the_last_title_runs_on_and_says_where_it_is_cut(
    open_app: Open, strength_db: Path, size: tuple[int, int]
) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        seen = grid.render_line(1).text[: grid.scrollable_content_region.width].rstrip()
        title = app.board.plan.commitments[0].title
        shown = seen.partition(" All ")[2].strip()
        assert shown == title or (shown.endswith("…") and title.startswith(shown[:-1]))
        assert len(shown) > 24
