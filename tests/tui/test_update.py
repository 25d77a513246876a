"""An update made in the board: the form says what it would give, saving appends, the cell repaints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from textual.widgets import Input, Static

from tests.tui.conftest import settled
from tracker.domain.status import Status
from tracker.tui.app import TrackerApp
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.update import UpdateScreen
from tracker.tui.widgets.cell_panel import CellPanel
from tracker.tui.widgets.grid import Grid

Open = Callable[[Path], TrackerApp]


def answer(app: TrackerApp) -> str:
    return str(app.screen.query_one("#answer", Static).render())


async def test_from_the_key_to_the_receipt_by_keyboard_alone(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert app.screen.query_one(Grid).cell_at_cursor() == ("essex", "offenders-pursued")
        await pilot.press("left_square_bracket")
        await settled(pilot)
        await pilot.press("left_square_bracket")
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert app.screen.query_one("#as_at", Input).value == "2015-09-30"
        assert answer(app) == "A value is needed, in offenders; if there is none, mark it x (not available)."
        await pilot.press(*"20")
        await settled(pilot)
        assert "Would be" in answer(app)
        assert "20 of the 100 expected by 30 Sep 2015" in answer(app)
        assert app.screen.query_one("#explanation").display
        await pilot.press("backspace", "backspace")
        await settled(pilot)
        assert "Would be" not in answer(app)
        await pilot.press(*"98")
        await settled(pilot)
        assert not app.screen.query_one("#explanation").display
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, BoardScreen)
        cell = app.board.cell("essex", "offenders-pursued")
        assert cell is not None
        assert cell.assessment.status is Status.GREEN
        line = next(
            s.text for s in map(app.screen.query_one(Grid).render_line, range(12)) if "Essex" in s.text
        )
        assert "● G" in line
        toasts = [note.message for note in app._notifications]
        assert any("Number 2, hash " in toast for toast in toasts)
        update = app.workspace.cell("essex", "offenders-pursued").update
        assert update is not None
        assert update.author == "force lead"


async def test_what_cannot_be_read_is_said_beside_the_fields_and_nothing_is_lost(
    open_app: Open, small_db: Path
) -> None:
    app = open_app(small_db)
    before = app.workspace.verify().head
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("u", *"1,234")
        await settled(pilot)
        assert "without separators, 1234" in answer(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, UpdateScreen)
        assert "Not recorded." in answer(app)
        assert app.screen.query_one("#value", Input).value == "1,234"
        await pilot.press("escape")
        await settled(pilot)
        assert "Esc again" in answer(app)
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(app.screen, BoardScreen)
    assert app.workspace.verify().head == before


async def test_hostile_text_shows_as_typed(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 30)) as pilot:
        await settled(pilot)
        await pilot.press("u", *"98")
        app.screen.query_one("#note", Input).value = "[/red] [b]x[/b] \x1b[31m${jndi}"
        await settled(pilot)
        await pilot.press("ctrl+s")
        await settled(pilot)
        words = str(app.screen.query_one(CellPanel).query_one("#cell", Static).render())
        assert "[/red] [b]x[/b] [31m${jndi}" in words


async def test_a_milestone_asks_for_a_state(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("right", "u")
        await settled(pilot)
        assert "A milestone needs a state" in answer(app)
        await pilot.press("enter", "down", "down", "down", "enter")
        await settled(pilot)
        assert "complete" in answer(app)
        await pilot.press("ctrl+s")
        await settled(pilot)
        cell = app.board.cell("essex", "caid-in-use")
        assert cell is not None
        assert cell.assessment.status is Status.COMPLETE


async def test_the_board_as_known_then_takes_no_update(open_app: Open, strength_db: Path) -> None:
    from tests.conftest import LOADED

    app = TrackerApp(open_app(strength_db).workspace, known_at=LOADED)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert isinstance(app.screen, BoardScreen)
        assert any("as it was known then" in note.message for note in app._notifications)
