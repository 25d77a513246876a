"""The application in a browser: who that is comes first, and stands with what they record."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.conftest import LOADED
from tests.tui.conftest import settled
from tracker.tui.in_browser import BrowserApp, WhoScreen
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.report import ReportScreen
from tracker.tui.screens.update import UpdateScreen
from tracker.tui.screens.words import WordsScreen
from tracker.tui.widgets.key_bar import KeyBar
from tracker.tui.widgets.path_field import PathField
from tracker.workspace import Workspace

#: Chromium, Edge and Firefox open and close windows and tabs with these, and no page is asked.
KEPT_BY_BROWSERS = {"ctrl+n", "ctrl+t", "ctrl+w"}


@asynccontextmanager
async def session(
    db: Path, name: str = "", *, read_only: bool = False
) -> AsyncIterator[tuple[BrowserApp, Pilot[None]]]:
    """The application of a browser's session, entered under a name where one is given."""
    with Workspace.open(db, "", lambda: LOADED, read_only=read_only) as workspace:
        app = BrowserApp(workspace, server=os.getppid())
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            if name:
                await pilot.press(*name, "enter")
                await settled(pilot)
            yield app, pilot


async def test_nothing_can_be_done_before_there_is_a_name(small_db: Path) -> None:
    async with session(small_db) as (app, pilot):
        for key in ("enter", "escape", "tab", "space", "enter", "1", "2", "enter"):
            await pilot.press(key)
            await settled(pilot)
            assert isinstance(app.screen, WhoScreen), key
        assert "in letters" in str(app.screen.query_one("#meaning", Static).render())
        app.screen.query_one(Input).value = "  Siân   Smith "
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(app.screen, BoardScreen)
        assert app.workspace.user == "Siân Smith"


async def test_what_is_recorded_bears_the_name_and_nothing_is_kept_on_the_server(small_db: Path) -> None:
    async with session(small_db, "Ann") as (app, pilot):
        await pilot.press("u", *"98")
        await settled(pilot)
        assert not app.keeps_typed
        await pilot.press("ctrl+s")
        await settled(pilot)
        update = app.workspace.cell("essex", "offenders-pursued").update
        assert update is not None
        assert update.author == "Ann"


async def test_what_a_browser_keeps_for_itself_has_another_key_and_the_last_line_shows_it(
    small_db: Path,
) -> None:
    async with session(small_db, "Ann") as (app, pilot):
        await pilot.press("u", *"98")
        await settled(pilot)
        shown = {key for key, active in app.screen.active_bindings.items() if active.binding.show}
        assert {"f2", "f8", "ctrl+s"} <= shown - KEPT_BY_BROWSERS == shown
        bar = app.screen.query_one(KeyBar).render_line(0).text
        assert "F2 Save, next" in bar
        await pilot.press("f2")
        await settled(pilot)
        update = app.workspace.cell("essex", "offenders-pursued").update
        assert update is not None
        assert update.draft.value == 98
        await pilot.press("f8")
        await settled(pilot)
        assert isinstance(app.screen, UpdateScreen)


async def test_where_nothing_can_be_recorded_nobody_is_asked(small_db: Path) -> None:
    async with session(small_db, read_only=True) as (app, _):
        assert isinstance(app.screen, BoardScreen)
        assert any("For reading only" in note.message for note in app._notifications)


async def test_the_files_of_the_server_are_neither_shown_nor_read_nor_written(small_db: Path) -> None:
    async with session(small_db, "Ann") as (app, pilot):
        await pilot.press("i")
        await settled(pilot)
        assert [type(screen) for screen in app.screen_stack][-1] is BoardScreen
        assert any("In a browser no files" in note.message for note in app._notifications)
        await pilot.press("r")
        await settled(pilot)
        assert isinstance(app.screen, ReportScreen)
        assert not app.screen.query(PathField)
        assert str(Path.cwd()) not in str(app.screen.query_one("#answer", Static).render())
        before = sorted(Path.cwd().iterdir())
        await pilot.press("ctrl+s")
        await settled(pilot)
        assert isinstance(app.screen, ReportScreen)
        assert app.workspace.issued_reports() == []
        assert sorted(Path.cwd().iterdir()) == before
        await pilot.press("ctrl+o")
        while not isinstance(app.screen, WordsScreen):
            await settled(pilot)


async def test_it_ends_when_its_server_has_gone(small_db: Path) -> None:
    with Workspace.open(small_db, "", lambda: LOADED, read_only=True) as workspace:
        app = BrowserApp(workspace, server=os.getppid() + 1)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            app._stay()
            await pilot.pause()
            assert not app.is_running or app._exit
