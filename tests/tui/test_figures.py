"""What the numbers can bear, on the screens: after what is read at once, and in plain sentences."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from tests.reports.test_figures_in_reports import few_reported
from tests.tui.conftest import settled
from tests.tui.test_board import grid_lines, panel
from tracker.domain.statistics.figures import cell_figures
from tracker.domain.statistics.icons import MEANINGS
from tracker.tui.app import TrackerApp
from tracker.tui.screens.words import WordsScreen
from tracker.tui.widgets.grid import Grid

Open = Callable[[Path], TrackerApp]
Demo = Callable[[str], Path]


async def at_leicestershire(pilot: Pilot[None], app: TrackerApp) -> None:
    await settled(pilot)
    app.screen.query_one(Grid).put_cursor("leicestershire")
    await settled(pilot)


def working(app: TrackerApp) -> str:
    assert isinstance(app.screen, WordsScreen)
    return str(app.screen.query_one(Static).render())


async def test_the_panel_ends_with_what_the_numbers_bear(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(160, 50)) as pilot:
        await at_leicestershire(pilot, app)
        view = app.workspace.cell("leicestershire", "officer-strength")
        by_key = {figure.key: figure.sentence for figure in cell_figures(view)}
        for name, key in (("Over time", "variation"), ("Assurance", "assurance"), ("Forecast", "forecast")):
            assert f"{name} {by_key[key]}" in panel(app)
        assert "Pace" not in panel(app), "a level is to be held: there is none, and the forecast says enough"


async def test_the_whole_working_says_what_each_figure_means(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_leicestershire(pilot, app)
        await pilot.press("w")
        await settled(pilot)
        words = working(app)
        view = app.workspace.cell("leicestershire", "officer-strength")
        for figure in cell_figures(view):
            assert figure.sentence in words
            assert (figure.method.does_not_mean in words) is figure.is_given
        assert words.index("Plan version") < words.index("What the numbers can bear")


async def test_a_force_has_the_figures_of_the_commitment_under_the_cursor(
    open_app: Open, strength_db: Path
) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(120, 34)) as pilot:
        await at_leicestershire(pilot, app)
        await pilot.press("enter")
        await settled(pilot)
        assert "Fails the target every time unless something changes." in panel(app)


async def test_a_milestone_has_no_figures(open_app: Open, demo_db: Demo) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(120, 34)) as pilot:
        await settled(pilot)
        milestone = next(c.id for c in app.board.plan.commitments if c.is_milestone)
        force = app.board.plan.commitment(milestone).forces[0]
        app.screen.query_one(Grid).put_cursor(force, milestone)
        await settled(pilot)
        assert "Forecast" not in panel(app)
        await pilot.press("w")
        await settled(pilot)
        assert "a milestone has states, not numbers" in working(app)


def test_the_board_is_painted_without_what_the_figures_are_worked_out_with() -> None:
    code = (
        "import sys; import tracker.tui.app; from tracker.tui.screens import board, commitment, force; "
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('scipy', 'numpy') "
        "or m.startswith('tracker.domain.statistics.figures')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def beside_the_chart(app: TrackerApp) -> str:
    """What the screen of a commitment says of its figures."""
    said = app.screen.query_one("#figures", Static)
    return str(said.render()) if said.display else ""


async def test_a_partial_sum_has_its_estimate_beside_it_however_small_the_screen(
    open_app: Open, tmp_path: Path
) -> None:
    app = open_app(few_reported(tmp_path, 12))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        assert beside_the_chart(app) == (
            "Estimate [e] About 125,000 (95% interval 124,600 to 125,400; precise): informed extrapolation "
            "from 12 of 43 forces, 60% of officers."
        )
        assert "Coverage 12 of 43 forces" in str(app.screen.query_one("#title", Static).render())


async def test_a_tall_screen_names_the_forces_that_differ_and_says_whether_they_draw_together(
    open_app: Open, demo_db: Demo
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        await pilot.press("left_square_bracket", "o")
        await settled(pilot)
        words = beside_the_chart(app)
        assert "Above: Hampshire. Below: Metropolitan Police." in words
        assert "Consistency From 30 Sep 2015 to 31 Dec 2015, over 41 forces" in words
        assert "Of the 41 of 43 forces with a value at every date" in words
        await pilot.press("v")
        await settled(pilot)
        assert "It does not rank the forces inside the limits" in working(app)
        await pilot.press("escape", "full_stop")
        await settled(pilot)
        assert "Hampshire" not in beside_the_chart(app), "they are those of the commitment before"


def cell(app: TrackerApp, force: str) -> str:
    """What the line of a force shows to the right of its roll-up."""
    line = next(line for line in grid_lines(app) if line.startswith(f"  {force} "))
    return line[30:70]


async def test_v_puts_icons_beside_the_status_then_instead_of_it(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        assert "L-" not in cell(app, "Leicestershire")
        assert not grid.icons, "nobody asked for them"
        await pilot.press("v")
        await settled(pilot)
        assert "■ R   │L- F*" in cell(app, "Leicestershire")
        assert "■ R" in cell(app, "Leicestershire")
        await pilot.press("v")
        await settled(pilot)
        assert "L- F*" in cell(app, "Leicestershire")
        assert "■" not in cell(app, "Leicestershire")
        assert app.preferences.cells == "icons"
        await pilot.press("v")
        await settled(pilot)
        assert "L-" not in cell(app, "Leicestershire")


async def test_icons_are_those_of_the_day_and_the_knowledge_looked_from(
    open_app: Open, strength_db: Path
) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        await pilot.press("v", *["left_square_bracket"] * 8)
        await settled(pilot)
        board = app.board
        found = app.workspace.icons(["officer-strength"], board.as_of, board.known_at)
        assert app.screen.query_one(Grid).icons == found
        assert found != app.workspace.icons(["officer-strength"])


async def test_a_cell_of_few_values_or_of_a_milestone_is_not_left_blank(
    open_app: Open, demo_db: Demo
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        await pilot.press("left_square_bracket", "v", "v")
        await settled(pilot)
        icons = app.screen.query_one(Grid).icons
        assert set(icons) == set(app.board.cells)
        line = next(line for line in grid_lines(app) if line.startswith("  Kent"))
        assert "few" in line
        assert "n/a" in line


async def test_the_panel_begins_with_the_sentence_of_the_icon_under_the_cursor(
    open_app: Open, strength_db: Path
) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("v", "down")
        await settled(pilot)
        assert panel(app).index("Over time") < panel(app).index("As at")


async def test_the_help_explains_every_icon(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("question_mark")
        await settled(pilot)
        for signs, meaning in MEANINGS:
            assert signs in working(app)
            assert meaning in working(app)
