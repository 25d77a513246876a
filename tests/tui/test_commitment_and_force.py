"""One commitment of all forces, and one force with all its commitments: figures, ranking, and every key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.widgets import DataTable, Static

from tests.conftest import LOADED
from tests.tui.conftest import settled
from tests.tui.test_board import standing_on
from tracker.domain.ranking import ranking, score
from tracker.domain.similar import similar_forces
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


def test_the_national_path_ends_at_the_boards_own_figure(strength_db: Path) -> None:
    with Workspace.open(strength_db, "tester", lambda: LOADED) as workspace:
        board = workspace.board()
        path = workspace.path("officer-strength")
        assert path.points[-1].day == board.as_of
        assert path.points[-1].figure == board.national["officer-strength"]
        assert path.points[-1].rollup == board.by_commitment["officer-strength"]
        earlier = path.points[3]
        assert earlier.figure == workspace.board(earlier.day).national["officer-strength"]


def test_forces_are_ranked_best_first_and_those_without_a_claim_have_no_place(demo_db: Demo) -> None:
    with Workspace.open(demo_db("child-protection-2015"), "tester", lambda: LOADED) as workspace:
        board = workspace.board(workspace.plan()[0].councils[-1])
        for commitment in board.plan.commitments:
            rows = ranking(board, commitment, board.plan.forces)
            judged = [row for row in rows if row.place is not None]
            assert rows[: len(judged)] == tuple(judged)
            scores = [score(row.assessment) or 0.0 for row in judged]
            assert scores == sorted(scores, reverse=True)


def test_forces_of_similar_size_are_the_nearest_by_ratio(strength_db: Path) -> None:
    with Workspace.open(strength_db, "tester", lambda: LOADED) as workspace:
        forces = workspace.plan()[0].forces
    metropolitan = next(force for force in forces if force.slug == "metropolitan")
    alike = [force.slug for force in similar_forces(metropolitan, forces)]
    assert alike[:3] == ["metropolitan", "greater-manchester", "west-midlands"]
    assert len(alike) == 8


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
        assert len(lines(app)) == 8
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
