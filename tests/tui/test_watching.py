"""The board notices what another program records, and keeps the cursor, the folds and the filter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from tests.conftest import LOADED
from tests.tui.conftest import settled
from tracker.domain.status import Status
from tracker.domain.update import Draft
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.grid import Grid
from tracker.tui.widgets.narrowing import Narrowing
from tracker.workspace import Workspace

Open = Callable[[Path], TrackerApp]


def notices(app: TrackerApp) -> list[str]:
    return [note.message for note in app._notifications if "Somebody else" in note.message]


async def test_what_another_process_records_is_shown_where_one_is(
    open_app: Open, small_db: Path, run: Callable[..., object]
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("x", "down")
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        grid.put_cursor("kent", "caid-in-use")
        app.look_again()
        await settled(pilot)
        assert not notices(app), "nothing was written"
        run("update", "kent", "caid-in-use", "--as-at", "2016-03-31", "--state", "done", db=small_db)
        app.look_again()
        await settled(pilot)
        cell = app.board.cell("kent", "caid-in-use")
        assert cell is not None
        assert cell.assessment.status is Status.COMPLETE
        assert app.screen.query_one(Grid) is grid
        assert grid.cell_at_cursor() == ("kent", "caid-in-use")
        assert grid.narrowing == Narrowing(exceptions=True)
        assert len(notices(app)) == 1
        app.look_again()
        await settled(pilot)
        assert len(notices(app)) == 1, "said once"


async def test_ones_own_update_is_no_news(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.workspace.record(Draft("kent", "offenders-pursued", date(2015, 9, 30), 98.0))
        app.look_again()
        await settled(pilot)
        assert not notices(app)


async def test_on_a_board_as_known_then_nothing_is_news(open_app: Open, small_db: Path) -> None:
    app = TrackerApp(open_app(small_db).workspace, known_at=LOADED)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        with Workspace.open(small_db, "staff officer", lambda: LOADED) as other:
            other.record(Draft("kent", "offenders-pursued", date(2015, 9, 30), 98.0))
        app.look_again()
        await settled(pilot)
        assert not notices(app)
