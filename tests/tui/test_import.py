"""Returns taken in on the screen: chosen, checked, accepted or left; stopped, and never frozen."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from threading import Event

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import DataTable, Input, Static

from tests.commands import Ran
from tests.conftest import LOADED
from tests.tui.conftest import settled
from tracker.tui.app import TrackerApp
from tracker.tui.long_work import LongWork
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.checks import ChecksScreen
from tracker.tui.screens.import_returns import ImportScreen
from tracker.tui.screens.working import WorkingPage
from tracker.workspace import Workspace, end_of_day

Open = Callable[[Path], TrackerApp]
Run = Callable[..., Ran]
HEAD = "force,commitment,as_at,value\n"
GOOD = "kent,offenders-pursued,2015-09-30,98\n"
BAD = "kentt,offenders-pursued,2015-09-30,98\nessex,offenders-pursued,2015-09-31,5\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of returns, where the application is started."""
    made = tmp_path / "returns"
    made.mkdir()
    (made / "good.csv").write_text(HEAD + GOOD)
    (made / "partly.csv").write_text(HEAD + BAD + "gwent,offenders-pursued,2015-09-30,7\n")
    (made / "notes.txt").write_text("no return")
    (made / "[red]odd\x1b[1m.csv").write_text("hello\n")
    monkeypatch.chdir(made)
    return made


def words(app: TrackerApp, selector: str) -> str:
    return " ".join(str(app.screen.query_one(selector, Static).render()).split())


def standing_on(app: TrackerApp) -> type[Screen[object]]:
    return type(app.screen)


def lines(app: TrackerApp) -> list[list[str]]:
    table = app.screen.query_one(DataTable)
    return [[str(cell).strip() for cell in table.get_row_at(i)] for i in range(table.row_count)]


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def test_from_the_board_to_the_receipt_by_keys_alone(
    open_app: Open, small_db: Path, folder: Path, run: Run
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "i")
        assert [line[1] for line in lines(app)] == ["..", "[red]odd[1m.csv", "good.csv", "partly.csv"]
        await press(pilot, "a", "enter")
        assert standing_on(app) is ChecksScreen
        assert words(app, "#title").endswith(
            "1 of 3 files can be taken in (a), 1 in part (p). Nothing was written yet."
        )
        assert [line[-1] for line in lines(app)] == ["no return", "good", "good in part"]
        await press(pilot, "down", "down")
        said = words(app, "#words")
        for problem in run("import", "--dry-run", folder / "partly.csv", db=small_db).err.splitlines():
            assert " ".join(problem.split()) in said
        await press(pilot, "a")
        assert app.workspace.head()[0] == 1, "nothing before the question is answered"
        await press(pilot, "enter")
        assert words(app, "#title").endswith("3 files: 1 taken in, 0 with nothing to add, 2 with problems.")
        assert [line[-1] for line in lines(app)] == ["no return", "taken in", "good in part"]
        await press(pilot, "up")
        number, digest = app.workspace.head()
        assert f"Ledger number {number}, hash {digest[:12]}." in words(app, "#words")
        cell = app.board.cell("kent", "offenders-pursued")
        assert cell is not None
        assert cell.assessment.update is not None
        assert cell.assessment.update.draft.value == 98, "the board below knows it"
        assert not [note for note in app._notifications if "Somebody else" in note.message]
        await press(pilot, "escape", "escape")
        assert standing_on(app) is BoardScreen


async def test_the_good_rows_alone_and_the_others_beside_the_file(
    open_app: Open, small_db: Path, folder: Path
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "i", "end", "enter", "p", "enter")
        assert [line[-1] for line in lines(app)] == ["in part"]
        assert words(app, "#title").endswith("1 file: 1 taken in, 0 with nothing to add, 1 with problems.")
        refused = (folder / "partly.refused.csv").read_text("utf-8-sig")
        assert [line.split(",")[0] for line in refused.splitlines()] == ["force", "kentt", "essex"]


async def test_the_same_file_again_adds_nothing(open_app: Open, small_db: Path, folder: Path) -> None:
    app = open_app(small_db)
    app.workspace.import_return(folder / "good.csv")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "i", "down", "enter")
        assert [line[-1] for line in lines(app)] == ["in already"]
        assert "good.csv: taken in already, on 2026-06-01 09:30 UTC by force lead." in words(app, "#words")
        await press(pilot, "a")
        assert standing_on(app) is ChecksScreen, "there is nothing to ask"


async def test_a_question_left_writes_nothing(open_app: Open, small_db: Path, folder: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = app.workspace.head()
        await press(pilot, "i", "down", "enter", "a", "escape")
        assert app.workspace.head() == before
        assert [line[-1] for line in lines(app)] == ["good"]


async def test_a_path_is_completed_and_typed(open_app: Open, small_db: Path, folder: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "i", "backspace")
        assert lines(app)[1][1] == "returns/"
        await press(pilot, "slash", *"retu", "right")
        assert app.screen.query_one(Input).value.endswith("/returns/")
        await press(pilot, *"par", "right", "enter")
        assert [line[1] for line in lines(app) if line[0] == "*"] == ["partly.csv"]
        await press(pilot, "slash", *"nowhere", "enter")
        assert "There is no file or folder" in [*app._notifications][-1].message
        await press(pilot, "escape", "enter")
        assert standing_on(app) is ChecksScreen
        await press(pilot, "less_than_sign")
        assert standing_on(app) is ImportScreen
        assert [line[1] for line in lines(app) if line[0] == "*"] == ["partly.csv"], "as it was left"


async def test_a_folder_is_taken_whole_and_what_is_no_return_is_named(
    open_app: Open, small_db: Path, folder: Path
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "i", "backspace", "space")
        app.screen.query_one(DataTable).move_cursor(row=1)
        app.visit(ChecksScreen((folder,)))
        await settled(pilot)
        assert len(lines(app)) == 3
        assert "Not read, since they are no CSV, XLSX, XLS or ODS files: notes.txt." in words(app, "#words")


@pytest.mark.parametrize("state", ["read only", "then"])
async def test_where_nothing_can_be_recorded_the_import_does_not_open(
    state: str, small_db: Path, folder: Path
) -> None:
    with Workspace.open(small_db, "lead", lambda: LOADED, read_only=state == "read only") as workspace:
        app = TrackerApp(workspace, known_at=end_of_day(LOADED.date()) if state == "then" else None)
        async with app.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            await press(pilot, "i")
            assert standing_on(app) is BoardScreen
            said = [note.message for note in app._notifications]
            assert bool(said) is (state == "then")


@pytest.fixture
def long_return(folder: Path) -> Path:
    """Days enough to be at work for some seconds."""
    path = folder / "long.csv"
    start = date(1990, 1, 1)
    rows = (
        f"{('kent', 'essex', 'gwent')[n % 3]},offenders-pursued,{start + timedelta(days=n // 3)},5\n"
        for n in range(20_000)
    )
    path.write_text(HEAD + "".join(rows))
    return path


async def at_work(app: TrackerApp, pilot: Pilot[None]) -> WorkingPage:
    """Wait until long work says how far it is."""
    while True:
        await pilot.pause()
        screen = app.screen
        if isinstance(screen, WorkingPage) and screen.long is not None and screen.long.total > 1:
            return screen


Hold = Callable[[], Event]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hold]:
    """From when it is called long work waits once it has begun, until the event is set: how fast the machine
    is does not matter."""
    go_on, told = Event(), LongWork.told

    def held(work: LongWork, done: int, total: int) -> None:
        told(work, done, total)
        if total > 1:
            go_on.wait()

    def begin() -> Event:
        monkeypatch.setattr(LongWork, "told", held)
        return go_on

    yield begin
    go_on.set()


@pytest.mark.parametrize("stage", ["check", "taking in"])
async def test_esc_stops_and_nothing_is_half_written(
    open_app: Open, small_db: Path, long_return: Path, stage: str, hold: Hold
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = app.workspace.head()
        if stage == "check":
            go_on = hold()
        app.visit(ChecksScreen((long_return,)))
        if stage == "taking in":
            await pilot.pause()
            await settled(pilot)
            go_on = hold()
            await pilot.press("a", "enter")
        await at_work(app, pilot)
        while "%" not in words(app, "#title"):
            await pilot.pause()
        await pilot.press("escape")
        go_on.set()
        await settled(pilot)
        assert isinstance(app.screen, ChecksScreen)
        assert not app.screen.is_at_work
        assert app.workspace.head() == before
        assert app.workspace.imports() == []
        assert max(path.name for path in long_return.parent.iterdir()) == "partly.csv", "no file was left"
        await press(pilot, "escape")
        assert standing_on(app) is BoardScreen


async def test_a_key_is_answered_while_rows_are_taken_in(
    open_app: Open, small_db: Path, folder: Path, long_return: Path, hold: Hold
) -> None:
    """Generously, on a machine that has other things to do: a frozen screen would take seconds."""
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.visit(ChecksScreen((folder / "good.csv", folder / "partly.csv", long_return)))
        await pilot.pause()
        await settled(pilot)
        go_on = hold()
        await pilot.press("a", "enter")
        await at_work(app, pilot)
        go_on.set()
        table, times = app.screen.query_one(DataTable), []
        for _ in range(20):
            if not (isinstance(app.screen, ChecksScreen) and app.screen.is_at_work):
                break
            before, row = time.perf_counter(), table.cursor_row
            app.simulate_key("up" if row else "down")
            while table.cursor_row == row:
                await asyncio.sleep(0)
            times.append(time.perf_counter() - before)
        await settled(pilot)
        assert times, "a key was pressed while rows were taken in"
        assert statistics.median(times) < 0.5
        assert lines(app)[2][-1] == "taken in"
