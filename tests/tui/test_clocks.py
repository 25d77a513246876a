"""The two clocks: the time bar, stepping, going to a day, and as known then or now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from tests.conftest import LOADED, SMALL_PLAN
from tests.tui.conftest import settled
from tracker.tui.app import TrackerApp
from tracker.tui.screens.board import BoardScreen
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.time_bar import DAY, KNOWN, TimeBar, bar
from tracker.workspace import Workspace, end_of_day

Open = Callable[[Path], TrackerApp]
NARROW = 78


def heading(app: TrackerApp) -> str:
    return str(app.screen.query_one("#heading", Static).render())


def line(app: TrackerApp) -> str:
    return app.screen.query_one(TimeBar).render().plain


def notices(app: TrackerApp) -> str:
    return " ".join(note.message for note in app._notifications)


async def type_in(app: TrackerApp, words: str) -> None:
    app.screen.query_one(Input).value = words


async def test_the_time_bar_shows_day_councils_and_periods(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        words = line(app)
        assert words.startswith("[ Mar 2015 ")
        assert words.index(DAY) < words.index("Mar 2020 T ]"), "today is after the plan's end"
        assert words.count("C") == 6
        assert words.endswith("K then")
        assert len(words) <= NARROW
        late = words.index(DAY)
        await pilot.press("left_square_bracket")
        await settled(pilot)
        assert line(app).index(DAY) < late


async def test_the_time_bar_costs_no_force_at_80_by_24(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.screen.query_one(Grid).size.height == 11


@pytest.mark.parametrize("width", [20, 40, 78, 120, 300])
@pytest.mark.parametrize("day", [date(1990, 1, 1), date(2018, 7, 11), date(2090, 1, 1)])
def test_the_time_bar_is_no_longer_than_its_room(strength_db: Path, width: int, day: date) -> None:
    with Workspace.open(strength_db, "lead", lambda: LOADED) as workspace:
        for known in (None, end_of_day(day), LOADED):
            words = bar(workspace.board(day, known), workspace.today, width)
            assert width < 40 or words.cell_len <= width
            assert width < 50 or words.plain.partition(" ]")[0].count(DAY) == 1


def test_a_crowd_of_periods_is_drawn_by_years(tmp_path: Path) -> None:
    plan = tmp_path / "months.yaml"
    plan.write_text(SMALL_PLAN.replace("quarterly", "monthly").replace("by: 2016-03-31", "by: 2026-03-31"))
    with Workspace.create(tmp_path / "m.db", plan, "me", lambda: LOADED) as workspace:
        board = workspace.board(date(2015, 6, 1))
        assert bar(board, workspace.today, NARROW).plain.count("┴") == 11
        assert bar(board, workspace.today, 400).plain.count("┴") > 100


async def test_as_known_then_and_as_known_now(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("left_curly_bracket", "K")
        await settled(pilot)
        assert (app.board.as_of, app.board.known_at) == (date(2018, 7, 11), end_of_day(date(2018, 7, 11)))
        assert "as of 11 Jul 2018 (council) · KNOWN THEN · plan version 1 (recorded later)" in heading(app)
        assert line(app).endswith("K now")
        await pilot.press("left_curly_bracket")
        await settled(pilot)
        assert app.board.known_at == end_of_day(date(2018, 1, 24)), "then goes along with the day"
        await pilot.press("u")
        await settled(pilot)
        assert "press K to come back" in notices(app)
        await pilot.press("K")
        await settled(pilot)
        assert app.board == app.workspace.board(app.board.as_of)
        assert "known now" in heading(app)


async def test_go_to_a_day_with_what_was_known(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    values = []
    async with app.run_test(size=(80, 24)) as pilot:
        for words in ("2018-09-30@2019-02-01", "2018-09-30@2020-02-01"):
            await settled(pilot)
            await pilot.press("g")
            await settled(pilot)
            await type_in(app, words)
            await settled(pilot)
            said = str(app.screen.query_one(Static).render())
            assert said.startswith("As of 30 Sep 2018, as it was known at the end of 1 Feb 20")
            await pilot.press("enter")
            await settled(pilot)
            cell = app.board.cell("northumbria", "officer-strength")
            assert cell is not None
            values.append(cell.assessment.value)
        assert values == [3140.62, 3151.62]
        assert "KNOWN AT 1 Feb 2020" in heading(app)
        assert KNOWN in line(app)[:-8]
        await pilot.press("left_square_bracket")
        await settled(pilot)
        assert app.board.known_at == end_of_day(date(2020, 2, 1)), "an instant stays while the day is stepped"


async def test_a_council_is_looked_at_as_it_was_known_and_a_date_leaves_the_switch(
    open_app: Open, strength_db: Path
) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        for words, day, known in (
            ("council:2018-07-11", date(2018, 7, 11), date(2018, 7, 11)),
            ("2019-09-30", date(2019, 9, 30), date(2019, 9, 30)),
            ("council:2018-07-11@now", date(2018, 7, 11), None),
            ("2017-09-30", date(2017, 9, 30), None),
        ):
            await settled(pilot)
            await pilot.press("g")
            await settled(pilot)
            await type_in(app, words)
            await pilot.press("enter")
            await settled(pilot)
            assert app.board.as_of == day
            assert app.board.known_at == (end_of_day(known) if known else None)


@pytest.mark.parametrize("day", [date.min, date.max])
async def test_the_ends_of_the_calendar_hold(open_app: Open, strength_db: Path, day: date) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("g")
        await settled(pilot)
        await type_in(app, day.isoformat())
        await pilot.press("enter")
        await settled(pilot)
        assert app.board.as_of == day
        far, back = ("left", "right") if day == date.min else ("right", "left")
        await pilot.press(f"{far}_square_bracket", f"{far}_curly_bracket", "K", "c", "p")
        await settled(pilot)
        assert app.board.as_of == day
        await pilot.press("escape", f"{back}_curly_bracket")
        await settled(pilot)
        assert app.board.as_of == (date(2015, 7, 16) if day == date.min else date(2018, 7, 11))


async def test_what_is_no_day_is_said_and_nothing_changes(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = app.board
        await pilot.press("g", "[", "/", "r", "e", "d", "]", "enter")
        await settled(pilot)
        assert "“[/red]” is not a date" in str(app.screen.query_one(Static).render())
        await type_in(app, "council:2018-07-12")
        await pilot.press("enter")
        await settled(pilot)
        said = str(app.screen.query_one(Static).render())
        assert "There is no council on 12 Jul 2018. The plan's councils are 16 Jul 2015," in said
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, BoardScreen)
        assert app.board is before


async def test_a_plan_without_councils_and_one_without_commitments(
    open_app: Open, small_db: Path, empty_db: Path
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("left_curly_bracket", "K")
        await settled(pilot)
        assert "There is no council before this one." in notices(app)
        assert "KNOWN THEN" in heading(app)
    app = open_app(empty_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("K")
        await settled(pilot)
        assert DAY in line(app)
