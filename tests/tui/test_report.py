"""A report made on the screen: the same files as the command's, nothing overwritten unasked, read here."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import DataTable, Input, Static

from tests.commands import Ran
from tests.conftest import LOADED
from tests.tui.conftest import settled
from tracker.tui.app import TrackerApp
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.confirm import ConfirmScreen
from tracker.tui.screens.report import ReportScreen
from tracker.tui.screens.words import WordsScreen
from tracker.tui.screens.written import WrittenScreen
from tracker.tui.widgets.path_field import PathField
from tracker.tui.widgets.tick import Tick
from tracker.workspace import Workspace

Open = Callable[[Path], TrackerApp]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the application is started."""
    made = tmp_path / "office"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


def standing_on(app: TrackerApp) -> type[Screen[object]]:
    return type(app.screen)


def words(app: TrackerApp, selector: str) -> str:
    return " ".join(str(app.screen.query_one(selector, Static).render()).split())


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def fill(app: TrackerApp, formats: str = "md json", **fields: str) -> None:
    for name, value in fields.items():
        app.screen.query_one(f"#{name}", Input).value = value
    for tick in app.screen.query(Tick):
        tick.value = tick.name in formats.split()


async def test_the_files_are_those_of_the_command(
    open_app: Open, strength_db: Path, folder: Path, run: Callable[..., Ran], tmp_path: Path
) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "r")
        fill(app, when="council:2018-07-11", about="South East, kent")
        await settled(pilot)
        said = words(app, "#answer")
        assert said.startswith("The paper for the council of 11 Jul 2018, with what was known by 11 Jul 2018")
        assert "4 files in" in said
        await press(pilot, "ctrl+s")
        assert standing_on(app) is WrittenScreen
        assert "reports kept as issued" in words(app, "#words")
        assert not [note for note in app._notifications if "Somebody else" in note.message]
        run(
            *("report", "--council", "2018-07-11", "--region", "South East", "--force", "kent"),
            *("--format", "md,json", "--out", tmp_path / "theirs"),
            db=strength_db,
        )
        theirs = sorted((tmp_path / "theirs").iterdir())
        assert len(theirs) == 4
        for path in theirs:
            assert (folder / "papers" / path.name).read_bytes() == path.read_bytes()
        await press(pilot, "enter")
        assert standing_on(app) is WordsScreen
        await press(pilot, "escape", "escape", "escape")
        assert standing_on(app) is BoardScreen


async def test_nothing_is_overwritten_without_a_question(
    open_app: Open, small_db: Path, folder: Path
) -> None:
    app = open_app(small_db)
    there = folder / "papers" / "small-2016-03-31.md"
    there.parent.mkdir()
    there.write_text("mine")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "r")
        fill(app, "md")
        await press(pilot, "ctrl+s")
        assert standing_on(app) is ConfirmScreen
        await press(pilot, "escape")
        assert there.read_text() == "mine"
        assert app.workspace.issued_reports() == []
        await press(pilot, "ctrl+s", "enter")
        assert standing_on(app) is WrittenScreen
        assert "A small plan" in there.read_text()
        assert len(app.workspace.issued_reports()) == 1


async def test_what_cannot_be_made_is_said_and_nothing_written(
    open_app: Open, small_db: Path, folder: Path
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "r")
        for name, value, said in (
            ("when", "2015-02-30", "is not a day of the calendar"),
            ("when", "last-council", "The plan names no councils"),
            ("about", "Narnia", "Narnia"),
        ):
            fill(app, **{name: value})
            await settled(pilot)
            assert said in words(app, "#answer")
            await press(pilot, "ctrl+s")
            assert standing_on(app) is ReportScreen
            app.screen.query_one(f"#{name}", Input).value = "2015-09-30" if name == "when" else ""
        (folder / "taken").write_text("a file")
        app.screen.query_one(PathField).value = "taken"
        await press(pilot, "ctrl+s")
        assert "is not a folder" in [*app._notifications][-1].message
        fill(app, "")
        await press(pilot, "ctrl+s")
        assert "choose a format" in [*app._notifications][-1].message
        assert [path.name for path in folder.iterdir()] == ["taken"]
        assert app.workspace.issued_reports() == []


async def test_it_is_stopped_and_no_file_is_left(open_app: Open, strength_db: Path, folder: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "r")
        fill(app, about="each force")
        await settled(pilot)
        screen = app.screen
        assert isinstance(screen, ReportScreen)
        app.simulate_key("ctrl+s")
        while not (screen.long and screen.long.label == "Writing reports" and screen.long.done):
            await asyncio.sleep(0)
        await press(pilot, "escape")
        assert standing_on(app) is ReportScreen
        assert list(folder.iterdir()) == []
        assert app.workspace.issued_reports() == []


async def test_where_nothing_is_written_it_can_still_be_read(small_db: Path, folder: Path) -> None:
    with Workspace.open(small_db, "", lambda: LOADED, read_only=True) as workspace:
        app = TrackerApp(workspace)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await press(pilot, "r", "ctrl+s")
            assert standing_on(app) is ReportScreen
            await press(pilot, "ctrl+o")
            assert standing_on(app) is WordsScreen
            assert list(folder.iterdir()) == []


async def test_the_form_is_there_again_as_it_was_left(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "r")
        fill(app, "csv", when="2015-09-30", about="kent")
        await press(pilot, "escape")
        assert standing_on(app) is BoardScreen
        await press(pilot, "less_than_sign")
        assert isinstance(app.screen, ReportScreen)
        asked = app.screen.asked()
        assert (asked.when, asked.about, asked.formats) == ("2015-09-30", "kent", ("csv",))


async def test_files_are_listed_and_one_that_is_no_text_is_named(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "r")
        fill(app, "xlsx")
        await press(pilot, "ctrl+s", "enter")
        assert standing_on(app) is WrittenScreen
        assert app.screen.query_one(DataTable).row_count == 1
        assert "Open it with the program of its kind" in [*app._notifications][-1].message
