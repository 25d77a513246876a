"""The history screen: one stream, a line that filters it, old beside new, and the board as it was then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from textual.screen import Screen
from textual.widgets import DataTable, Input, Static

from tests.conftest import LOADED, SMALL_PLAN
from tests.tui.conftest import settled
from tracker.domain.update import Draft
from tracker.shipped import shipped
from tracker.tui.app import TrackerApp
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.history import PAGE, HistoryScreen
from tracker.tui.screens.then import ThenScreen
from tracker.tui.widgets.grid import Grid
from tracker.workspace import Workspace, end_of_day

Open = Callable[[Path], TrackerApp]
SEPTEMBER = date(2015, 9, 30)


def panel(app: TrackerApp) -> str:
    console = Console(width=120, color_system=None)
    with console.capture() as got:
        console.print(app.screen.query_one("#words", Static).content)
    return got.get()


def standing_on(app: TrackerApp) -> type[Screen[Any]]:
    return type(app.screen)


def title(app: TrackerApp) -> str:
    return str(app.screen.query_one("#title", Static).render()).partition("\n")[2]


def lines(app: TrackerApp) -> list[list[str]]:
    table = app.screen.query_one(DataTable)
    return [[str(cell) for cell in table.get_row_at(i)] for i in range(table.row_count)]


async def filter_by(app: TrackerApp, words: str) -> None:
    app.screen.query_one(Input).value = words


@pytest.fixture
def eventful_db(small_plan: Path, tmp_path: Path) -> Path:
    """Every kind of entry, an hour after another from 5 October 2015 on."""
    now = datetime(2015, 10, 5, 9, tzinfo=UTC)

    def clock() -> datetime:
        return now

    db = tmp_path / "eventful.db"
    with Workspace.create(db, small_plan, "staff officer", clock) as workspace:
        for user, draft in (
            ("Jo Smith", Draft("kent", "offenders-pursued", SEPTEMBER, value=14, note="[/red] the backlog")),
            (
                "Jo Smith",
                Draft("kent", "offenders-pursued", SEPTEMBER, value=142, note="A digit was missing"),
            ),
            ("Al Jones", Draft("essex", "offenders-pursued", SEPTEMBER, value=98, note="hidden later")),
            ("Al Jones", Draft("essex", "offenders-pursued", SEPTEMBER, withdrawal=True)),
        ):
            now += timedelta(hours=1)
            workspace.user = user
            workspace.record(draft)
        now += timedelta(hours=1)
        returned = tmp_path / "october.csv"
        returned.write_text("force,commitment,as_at,value,state\ngwent,caid-in-use,2015-09-30,,in progress\n")
        workspace.import_return(returned)
        now += timedelta(hours=1)
        small_plan.write_text(SMALL_PLAN.replace("value: 200", "value: 150"), encoding="utf-8")
        workspace.apply_plan(small_plan, "Fewer offenders known than thought")
    return db


async def test_one_stream_newest_first(open_app: Open, eventful_db: Path) -> None:
    app = open_app(eventful_db)
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert [line[1:] for line in lines(app)] == [
            ["plan version", "Al Jones", "version 2: Fewer offenders known than thought"],
            ["import", "Al Jones", "october.csv: 1 new"],
            ["update", "Al Jones", "Gwent, 30 Sep 2015: in progress · caid-in-use"],
            ["withdrawal", "Al Jones", "Essex, 30 Sep 2015: 98 → withdrawn · offenders-pursued"],
            ["update", "Al Jones", "Essex, 30 Sep 2015: 98 (withdrawn later) · offenders-pursued"],
            ["correction", "Jo Smith", "Kent, 30 Sep 2015: 14 → 142 [r] · offenders-pursued"],
            ["update", "Jo Smith", "Kent, 30 Sep 2015: 14 · offenders-pursued"],
            ["plan version", "staff officer", "version 1: First version"],
        ]
        assert title(app) == "8 entries, newest first: everything"
        assert "Re-baselined: " in panel(app)
        assert "200 → 150" in panel(app)
        await pilot.press("down")
        await settled(pilot)
        assert "october.csv: 1 new" in panel(app)
        assert "SHA-256 " in panel(app)
        await pilot.press("down", "down", "down")
        await settled(pilot)
        assert "Withdrawn later: its texts are not shown." in panel(app)
        assert "hidden later" not in panel(app)


async def test_a_correction_shows_old_and_new_side_by_side(open_app: Open, eventful_db: Path) -> None:
    app = open_app(eventful_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        await filter_by(app, "kind:correction")
        await settled(pilot)
        assert [line[1] for line in lines(app)] == ["correction"]
        rows = [line.split("  ") for line in panel(app).splitlines()]
        beside = {row[0]: [cell.strip() for cell in row[1:] if cell.strip()] for row in rows}
        assert beside["Says"] == ["14", "142 [r]"]
        assert beside["Note"] == ["[/red] the backlog", "A digit was missing"]
        assert beside["By"] == ["Jo Smith, 5 Oct 2015 10:00 UTC", "Jo Smith, 5 Oct 2015 11:00 UTC"]


@pytest.mark.parametrize(
    ("line", "kinds", "said"),
    [
        ("kent", ["correction", "update"], "Kent"),
        ("by:jones kind:update", ["update", "update"], "by “jones” · kind update"),
        ("text:backlog", ["update"], "with “backlog”"),
        ("source:october.csv", ["import", "update"], "from "),
        ("kind:plan thought", ["plan version"], "with “thought” · kind plan"),
        ("kind:plan until:2015-10-01", [], "kind plan · until 1 Oct 2015"),
    ],
)
async def test_a_line_of_words_filters_it(
    open_app: Open, eventful_db: Path, line: str, kinds: list[str], said: str
) -> None:
    app = open_app(eventful_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        await filter_by(app, line)
        await settled(pilot)
        found = [row[1] for row in lines(app) if row[1] != "plan version" or "plan" in line]
        assert [kind for kind in found if kind != "import" or "source" in line] == kinds
        assert f"newest first: {said}" in title(app)


async def test_typing_and_leaving_by_keyboard_alone(open_app: Open, eventful_db: Path) -> None:
    app = open_app(eventful_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("y", "slash")
        await settled(pilot)
        await filter_by(app, "kind:blue")
        await settled(pilot)
        assert title(app).startswith("“blue” is not a kind of entry: use one of update, correction,")
        assert len(lines(app)) == 8, "what was found before stays"
        await filter_by(app, "")
        await pilot.press(*"kind", "colon", *"with", "enter")
        await settled(pilot)
        assert [line[1] for line in lines(app)] == ["withdrawal"]
        await pilot.press("escape")
        await settled(pilot)
        assert len(lines(app)) == 8
        await pilot.press("escape")
        await settled(pilot)
        assert standing_on(app) is BoardScreen


async def test_the_board_as_it_was_at_an_entry_and_the_way_back(open_app: Open, eventful_db: Path) -> None:
    app = open_app(eventful_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        before = app.standpoint
        await pilot.press("Y")
        await settled(pilot)
        assert app.screen.query_one(Input).value == "essex offenders-pursued"
        await pilot.press("escape", "y")
        await settled(pilot)
        await filter_by(app, "kent kind:update")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert standing_on(app) is ThenScreen
        assert app.board.known_at == datetime(2015, 10, 5, 10, tzinfo=UTC)
        assert app.board.as_of == date(2015, 10, 5)
        assert "KNOWN AT 5 Oct 2015 10:00 UTC" in str(app.screen.query_one("#heading", Static).render())
        assert app.screen.query_one(Grid).cell_at_cursor() == ("kent", "offenders-pursued")
        cell = app.board.cell("kent", "offenders-pursued")
        assert cell is not None
        assert cell.assessment.value == 14, "before the correction"
        assert app.board.plan_version == 1
        await pilot.press("u")
        await settled(pilot)
        assert standing_on(app) is ThenScreen
        assert any("press K to come back" in note.message for note in app._notifications)
        await pilot.press("escape")
        await settled(pilot)
        assert standing_on(app) is HistoryScreen
        assert app.screen.query_one(Input).value == "kent kind:update", "as it was left"
        assert app.standpoint == before
        await pilot.press("b")
        await settled(pilot)
        await pilot.press("q")
        await settled(pilot)
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert standing_on(app) is BoardScreen
        assert app.board.known_at is None


async def test_opened_from_a_force_it_is_filtered_to_it(open_app: Open, eventful_db: Path) -> None:
    app = open_app(eventful_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("enter", "y")
        await settled(pilot)
        assert app.screen.query_one(Input).value == "essex"
        assert title(app).endswith("newest first: Essex")
        await pilot.press("escape", "down", "Y")
        await settled(pilot)
        assert app.screen.query_one(Input).value == "essex caid-in-use"


async def test_a_hundred_thousand_entries_are_read_page_by_page(open_app: Open, tmp_path: Path) -> None:
    plan = shipped("plans") / "officer-strength.yaml"
    with Workspace.create(tmp_path / "long.db", plan, "me", lambda: LOADED) as workspace:
        forces = [force.slug for force in workspace.plan()[0].forces]
        workspace._store.append_many(
            (
                Draft(
                    forces[i % len(forces)], "officer-strength", date(2015, 4, 1) + timedelta(days=i % 999), i
                )
                for i in range(100_000)
            ),
            author="me",
            now=lambda: LOADED,
        )
    app = open_app(tmp_path / "long.db")
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        table = app.screen.query_one(DataTable)
        assert table.row_count == PAGE
        assert title(app) == f"{PAGE}+ entries, newest first: everything"
        await pilot.press("end")
        await settled(pilot)
        assert table.row_count == 2 * PAGE
        assert table.cursor_row == PAGE - 1
        assert lines(app)[PAGE - 1][3].endswith(": 56,843 → 99,800 [r]")
        await filter_by(app, "kent until:2020-01-01")
        await settled(pilot)
        assert lines(app) == []
        assert panel(app).startswith("Nothing that was recorded matches.")


@dataclass(frozen=True)
class Redacted:
    """An entry of a kind to come."""

    seq: int
    recorded_at: datetime
    author: str
    words: str


async def test_an_entry_of_another_kind_shows_its_own_words(
    open_app: Open, eventful_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_app(eventful_db)
    other = Redacted(9, datetime(2015, 11, 1, tzinfo=UTC), "security [b]", "note redacted by [/red]: a name")
    real = app.workspace.history

    def history(*words: Any) -> list[Any]:
        return [other, *real(*words)]

    monkeypatch.setattr(app.workspace, "history", history)
    async with app.run_test(size=(160, 50)) as pilot:
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert lines(app)[0] == ["1 Nov 2015 00:00", "redacted", "security [b]", other.words]
        assert other.words in panel(app)
        await pilot.press("b")
        await settled(pilot)
        assert app.board.known_at == other.recorded_at


async def test_the_history_of_an_empty_plan_is_its_version(open_app: Open, empty_db: Path) -> None:
    app = open_app(empty_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("y")
        await settled(pilot)
        assert [line[1:] for line in lines(app)] == [["plan version", "me", "version 1: First version"]]
        await pilot.press("enter")
        await settled(pilot)
        assert standing_on(app) is ThenScreen
        assert app.board.known_at == LOADED
        assert app.board.known_at != end_of_day(LOADED.date())
