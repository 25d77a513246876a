"""The screen of what moved: the same movements as the command, why, the counts, and both workings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.conftest import LOADED, SMALL_PLAN
from tests.tui.conftest import settled
from tracker.domain.movement import Kind
from tracker.domain.when import Look
from tracker.tui.app import TrackerApp
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.compare import CompareScreen
from tracker.tui.screens.history import HistoryScreen
from tracker.tui.screens.words import WordsScreen
from tracker.tui.widgets.count_table import CountTable
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.move_table import MoveTable
from tracker.workspace import Workspace, end_of_day

Open = Callable[[Path], TrackerApp]


def words(app: TrackerApp, selector: str = "#words") -> str:
    return " ".join(str(app.screen.query_one(selector, Static).render()).split())


def lines(app: TrackerApp, table: type[MoveTable | CountTable] = MoveTable) -> list[list[str]]:
    shown = app.screen.query_one(table)
    return [[str(cell).strip() for cell in shown.get_row_at(i)] for i in range(shown.row_count)]


async def own_days(app: TrackerApp, days: str) -> None:
    app.screen.query_one(Input).value = days


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_the_published_revision_is_all_that_moved_between_the_two_states_of_knowledge(
    open_app: Open, strength_db: Path, size: tuple[int, int]
) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("c", "o")
        await settled(pilot)
        await own_days(app, "2018-09-30@2019-02-01 2018-09-30@2020-02-01")
        await settled(pilot)
        assert "From 30 Sep 2018 (known at 1 Feb 2019) to 30 Sep 2018 (known at 1 Feb 2020)." in str(
            app.screen.query_one(Static).render()
        )
        await pilot.press("enter")
        await settled(pilot)
        assert "43 cells: 1 revised, 42 no change" in words(app, "#title")
        assert "From 30 Sep 2018 · known at 1 Feb 2019" in words(app, "#title")
        kind, move = lines(app)
        assert kind[0] == "· REVISED: 1"
        assert move[0] == "Northumbria"
        assert "3,140.62 → 3,151.62" in move
        assert "89% → 90%" in move
        assert words(app) == "Revised: another value for the same past; nothing else had a part."
        await pilot.press("down")
        await settled(pilot)
        assert words(app).endswith("correction of old data.")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, WordsScreen)
        both = words(app, "Static")
        assert "A: as of 30 Sep 2018 · known at 1 Feb 2019" in both
        assert "value 3,140.62, target 3,514.44" in both
        assert "value 3,151.62, target 3,514.44" in both


async def test_from_the_council_before_as_its_paper_said_or_from_the_period_before(
    open_app: Open, demo_db: Callable[[str], Path]
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        council = date(2016, 1, 20)
        found = app.workspace.compare(Look(council, end_of_day(council)), Look(app.board.as_of))
        assert "From 20 Jan 2016 (council) · known on that day" in words(app, "#title")
        assert f"{found.counts[Kind.WORSENED]} worsened" in words(app, "#title")
        assert lines(app)[0][0] == f"↓ WORSENED: {found.counts[Kind.WORSENED]}"
        heads = [line[0] for line in lines(app) if line[0].isupper() or ":" in line[0]]
        assert heads[1] == f"↑ IMPROVED: {found.counts[Kind.IMPROVED]}"
        await pilot.press("p")
        await settled(pilot)
        assert "From 31 Dec 2015 · known now" in words(app, "#title")
        await pilot.press("left_square_bracket")
        await settled(pilot)
        assert "From 30 Sep 2015 · known now" in words(app, "#title")
        assert "To 31 Dec 2015 · known now" in words(app, "#title")
        await pilot.press("K")
        await settled(pilot)
        assert "From 30 Sep 2015 · known on that day" in words(app, "#title")
        assert "To 31 Dec 2015 · known on that day" in words(app, "#title")
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, BoardScreen)


async def test_the_filter_keeps_what_matches_as_one_types(
    open_app: Open, demo_db: Callable[[str], Path]
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        await pilot.press("c", "slash", *"gwent")
        await settled(pilot)
        assert {line[0] for line in lines(app) if ":" not in line[0]} == {"Gwent"}
        assert {line[0] for line in lines(app, CountTable)} <= {
            c.title[:19] + "…" if len(c.title) > 20 else c.title for c in app.board.plan.commitments
        }
        await pilot.press("space", *"worsened")
        await settled(pilot)
        (kind,) = (line[0] for line in lines(app) if ":" in line[0])
        assert kind == f"↓ WORSENED: {len(lines(app)) - 1}"
        await pilot.press("space", *"[/red]")
        await settled(pilot)
        assert lines(app) == []
        assert words(app).startswith("No cell that moved matches the filter.")
        await pilot.press("escape")
        await settled(pilot)
        assert app.screen.query_one("#filter", Input).value == ""
        assert len(lines(app)) > 100


async def test_counts_turn_and_a_line_of_them_keeps_its_cells(
    open_app: Open, demo_db: Callable[[str], Path]
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert not app.screen.query_one(CountTable).display
        await pilot.press("r", "r")
        await settled(pilot)
        counts = app.screen.query_one(CountTable)
        assert counts.display
        assert not app.screen.query_one(MoveTable).display
        row = next(i for i, line in enumerate(lines(app, CountTable)) if line[0] == "Wales")
        assert sum(int(cell.split()[0]) for cell in lines(app, CountTable)[row][1:] if cell) == 40
        counts.move_cursor(row=row)
        await settled(pilot)
        assert words(app).startswith("Wales: ")
        await pilot.press("enter")
        await settled(pilot)
        assert app.screen.query_one("#filter", Input).value == '"Wales"'
        names = {line[0] for line in lines(app) if ":" not in line[0]}
        assert names <= {"Dyfed-Powys", "Gwent", "North Wales", "South Wales"}
        await pilot.press("escape", "r", "r", "r", "r")
        await settled(pilot)
        assert app.screen.query_one(MoveTable).display


async def test_cells_without_change_on_demand_and_the_history_of_a_cell(
    open_app: Open, strength_db: Path
) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("c", "o")
        await settled(pilot)
        await own_days(app, "2018-09-30 2018-09-30")
        await pilot.press("enter")
        await settled(pilot)
        assert words(app) == "Nothing moved. Press a to list the cells without change."
        await pilot.press("a", "down")
        await settled(pilot)
        assert lines(app)[0][0] == "· NO CHANGE: 43"
        assert len(lines(app)) == 44
        await pilot.press("y")
        await settled(pilot)
        assert isinstance(app.screen, HistoryScreen)
        assert app.screen.query_one(Input).value == "derbyshire officer-strength"


async def test_movement_is_told_forwards(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("c", "o", *"today")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert "Two days with a space between" in str(app.screen.query_one(Static).render())
        await own_days(app, "2019-09-30 2018-09-30")
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, CompareScreen)
        assert any("Movement is told forwards" in note.message for note in app._notifications)


async def test_without_a_council_before_and_without_commitments(
    open_app: Open, small_db: Path, empty_db: Path
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("c")
        await settled(pilot)
        assert words(app).startswith("No council of the plan was held before this day. Press p")
        await pilot.press("r", "a", "slash", "x", "enter", "enter", "y", "p")
        await settled(pilot)
        assert "From 31 Dec 2015" in words(app, "#title")
    app = open_app(empty_db)
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        await pilot.press("c", "p", "r", "a", "enter")
        await settled(pilot)
        assert words(app) == "The plan has no cells."


async def test_what_was_added_and_taken_out_has_the_working_of_one_side(
    open_app: Open, small_db: Path, small_plan: Path
) -> None:
    with Workspace.open(small_db, "lead", lambda: LOADED) as workspace:
        small_plan.write_text(SMALL_PLAN.replace("id: caid-in-use", "id: caid-joined"), encoding="utf-8")
        workspace.apply_plan(small_plan, "another name")
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("c", "o")
        await settled(pilot)
        await own_days(app, "2016-01-20@2016-01-20 2016-01-20")
        await pilot.press("enter")
        await settled(pilot)
        assert [line[0] for line in lines(app) if ":" in line[0]] == ["· ADDED: 3", "· TAKEN OUT: 3"]
        await pilot.press("down", "enter")
        await settled(pilot)
        assert "The plan then had no such cell." in words(app, "Static")


async def test_the_board_has_arrows_for_what_moved_since_the_last_council(
    open_app: Open, demo_db: Callable[[str], Path]
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(160, 70)) as pilot:
        await settled(pilot)
        council = date(2016, 1, 20)
        found = app.workspace.compare(Look(council, end_of_day(council)), Look(app.board.as_of))
        grid = app.screen.query_one(Grid)
        drawn = "\n".join(grid.render_line(y).text for y in range(grid.size.height))
        assert drawn.count("↓") == found.counts[Kind.WORSENED]
        assert drawn.count("↑") == found.counts[Kind.IMPROVED]
        await pilot.press("left_curly_bracket", "left_curly_bracket")
        await settled(pilot)
        assert app.board.as_of == date(2015, 7, 16), "there is no council before it"
        drawn = "\n".join(grid.render_line(y).text for y in range(grid.size.height))
        assert "↓" not in drawn
