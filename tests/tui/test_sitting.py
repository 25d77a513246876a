"""Updates of a force in one go: old beside new, odd values asked about, withdrawn, kept, and undone."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.conftest import LOADED
from tests.tui.conftest import settled
from tracker.domain.update import Draft
from tracker.tui.app import TrackerApp
from tracker.tui.choices import Drafts
from tracker.tui.draft_files import DraftFiles
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.confirm import ConfirmScreen
from tracker.tui.screens.due import DueScreen
from tracker.tui.screens.words import WordsScreen
from tracker.workspace import Workspace

Open = Callable[[Path], TrackerApp]
ESSEX = ("essex", "offenders-pursued")
SEPTEMBER = date(2015, 9, 30)
#: The first form of Essex on the board as of the end of September 2015.
TO_THE_FORM = ("left_square_bracket", "left_square_bracket", "u")


def said(app: TrackerApp, field: str = "#answer") -> str:
    return str(app.screen.query_one(field, Static).render())


def noticed(app: TrackerApp) -> str:
    return "\n".join(note.message for note in app._notifications)


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def recorded(db: Path, *drafts: Draft) -> None:
    with Workspace.open(db, "staff officer", lambda: LOADED) as workspace:
        for draft in drafts:
            workspace.record(draft)


def keeping(app: TrackerApp, folder: Path, db: Path) -> TrackerApp:
    return TrackerApp(app.workspace, draft_files=DraftFiles(folder, db, "force lead"))


async def test_the_last_report_stands_beside_what_is_typed(open_app: Open, small_db: Path) -> None:
    recorded(small_db, Draft(*ESSEX, date(2015, 6, 30), 14.0, marks="p"))
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_THE_FORM)
        assert said(app, "#was-value") == "was 14"
        assert said(app, "#was-mark") == "was p"
        await pilot.press(*"98")
        await settled(pilot)
        assert said(app, "#was-value") == "14 → 98 (+84)"


async def test_odd_values_and_personal_data_are_asked_about_and_block_nothing(
    open_app: Open, small_db: Path
) -> None:
    recorded(small_db, Draft(*ESSEX, date(2015, 6, 30), 14.0))
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_THE_FORM, *"145")
        assert "Check: 145 is ten times or more the last value, 14." in said(app)
        app.screen.query_one("#value", Input).value = "13"
        app.screen.query_one("#note", Input).value = "ring jo@example.org"
        await settled(pilot)
        assert "Check: The total to date fell from 14 to 13." in said(app)
        assert "Check: The note seems to hold" in said(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, BoardScreen)
    cell = app.workspace.cell(*ESSEX)
    assert cell.update is not None
    assert cell.update.draft.value == 13


async def test_an_earlier_value_is_corrected_and_the_form_says_so(open_app: Open, small_db: Path) -> None:
    recorded(small_db, Draft(*ESSEX, SEPTEMBER, 142.0))
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_THE_FORM, *"14")
        assert "Corrects number 2 as at 30 Sep 2015, by staff officer." in said(app)


async def test_a_value_is_withdrawn_with_its_reason_in_the_note(open_app: Open, small_db: Path) -> None:
    recorded(small_db, Draft(*ESSEX, date(2015, 6, 30), 14.0))
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_THE_FORM, "ctrl+t")
        assert app.screen.query_one("#as_at", Input).value == "2015-06-30", "the date of the last report"
        assert not app.screen.query_one("#value", Input).display or not app.screen.query_one("#value").region
        await press(pilot, "ctrl+s")
        assert "Say in the note why it is withdrawn." in said(app)
        await pilot.press(*"wrong force")
        await settled(pilot)
        assert "Takes away number 2" in said(app)
        await press(pilot, "ctrl+s")
    newest = app.workspace.history()[0]
    assert newest.update.draft.withdrawal  # type: ignore[union-attr]
    assert newest.update.draft.note == "wrong force"  # type: ignore[union-attr]
    assert app.workspace.cell(*ESSEX).update is None


async def test_several_commitments_in_one_sitting_by_keyboard_end_with_their_receipts(
    open_app: Open, small_db: Path
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "left_square_bracket", "left_square_bracket", "d", "u")
        await pilot.press(*"98")
        await press(pilot, "ctrl+n")
        assert "Child Abuse Image Database" in str(app.screen.query(Static).first().render())
        await press(pilot, "enter", "down", "down", "down", "enter", "ctrl+n")
        assert isinstance(app.screen, WordsScreen)
        words = str(app.screen.query_one(Static).render())
        assert "2 updates recorded." in words
        assert "Number 2, hash " in words
        assert "Number 3, hash " in words
        assert "is due" in noticed(app)
        await press(pilot, "escape")
        assert isinstance(app.screen, DueScreen)


async def test_a_skipped_form_is_not_offered_twice(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_THE_FORM, "ctrl+g", "ctrl+g")
        assert isinstance(app.screen, BoardScreen)
        assert "Nothing else of Essex is due." in noticed(app)
    assert app.workspace.head()[0] == 1, "the plan alone"


async def test_what_was_typed_is_offered_again_after_the_terminal_is_gone(
    open_app: Open, small_db: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "drafts"
    app = keeping(open_app(small_db), folder, small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_THE_FORM, *"9,8")  # as typed, though it does not read as a number
    (kept,) = folder.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "essex" not in kept.name

    again = keeping(open_app(small_db), folder, small_db)
    async with again.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_THE_FORM)
        assert again.screen.query_one("#value", Input).value == "9,8"
        assert "As you left it on" in said(again)
        await press(pilot, "ctrl+r")
        assert again.screen.query_one("#value", Input).value == ""
        assert list(folder.iterdir()) == [], "clearing discards it"
        await pilot.press(*"98")
        await settled(pilot)
        assert len(list(folder.iterdir())) == 1
        await press(pilot, "ctrl+s")
        assert list(folder.iterdir()) == [], "what is recorded is not kept beside the ledger"


async def test_nothing_typed_is_kept_where_that_is_preferred(
    open_app: Open, small_db: Path, tmp_path: Path
) -> None:
    app = keeping(open_app(small_db), tmp_path / "drafts", small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        app.prefer("drafts", Drafts.NONE)
        await press(pilot, *TO_THE_FORM, *"98")
        assert not (tmp_path / "drafts").exists()


async def test_a_folder_that_cannot_be_written_is_said_and_stops_nothing(
    open_app: Open, small_db: Path, tmp_path: Path
) -> None:
    (tmp_path / "drafts").write_text("a file, not a folder")
    app = keeping(open_app(small_db), tmp_path / "drafts", small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_THE_FORM, "9")
        assert "What you type is not kept" in noticed(app)
        await press(pilot, "8", "ctrl+s")
        assert isinstance(app.screen, BoardScreen)


@pytest.mark.parametrize("content", [b"\xff", b"[]", b"{", b'{"value": 3}', b'{"x": "y"}', b"{" * 70_000])
def test_a_file_that_is_not_a_form_is_no_form(tmp_path: Path, content: bytes) -> None:
    files = DraftFiles(tmp_path, tmp_path / "a.db", "me")
    files.path(*ESSEX).write_bytes(content)
    assert files.read(*ESSEX) is None


def test_of_two_that_overtake_each_other_the_later_stands(tmp_path: Path) -> None:
    files = DraftFiles(tmp_path, tmp_path / "a.db", "me")
    turns = [
        threading.Thread(target=files.keep, args=(turn, *ESSEX, {"note": str(turn)})) for turn in (3, 1, 2)
    ]
    for turn in turns:
        turn.start()
        turn.join()
    found = files.read(*ESSEX)
    assert found is not None
    assert found.words == {"note": "3"}
    files.discard(2, *ESSEX)
    assert files.read(*ESSEX) is not None
    files.discard(4, *ESSEX)
    assert files.read(*ESSEX) is None


async def test_undoing_a_first_value_withdraws_it_after_a_question(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "U")
        assert isinstance(app.screen, BoardScreen), "there is nothing to undo yet"
        await press(pilot, *TO_THE_FORM, *"98", "ctrl+s", "U")
        assert isinstance(app.screen, ConfirmScreen)
        assert "records a withdrawal" in str(app.screen.query_one(Static).render())
        await press(pilot, "escape")
        assert app.workspace.head()[0] == 2
        await press(pilot, "U", "enter")
        assert "Number 3, hash " in noticed(app)
        assert app.workspace.cell(*ESSEX).update is None
        await press(pilot, "U")
        assert isinstance(app.screen, BoardScreen), "an undo is not undone"


async def test_undoing_a_correction_records_again_what_it_corrected(open_app: Open, small_db: Path) -> None:
    recorded(small_db, Draft(*ESSEX, SEPTEMBER, 142.0, note="of the crime system"))
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_THE_FORM, *"14", "ctrl+s", "U", "enter")
    cell = app.workspace.cell(*ESSEX)
    assert cell.update is not None
    assert cell.update.draft.value == 142
    assert cell.update.draft.note == "of the crime system (Undoes number 3.)"


async def test_what_somebody_else_recorded_since_is_not_undone(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *TO_THE_FORM, *"98", "ctrl+s")
        recorded(small_db, Draft(*ESSEX, SEPTEMBER, 97.0))
        await press(pilot, "U")
        assert "staff officer recorded number 3 for it since. Nothing is changed." in noticed(app)
    assert app.workspace.head()[0] == 3
