"""The command palette: everything that a key does, every force and commitment, found as one types."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.screen import Screen
from textual.widgets import Select

from tests.conftest import LOADED
from tests.tui.conftest import settled
from tests.tui.test_sitting import press
from tracker.tui.app import TrackerApp
from tracker.tui.screens.commitment import CommitmentScreen
from tracker.tui.screens.due import DueScreen
from tracker.tui.screens.force import ForceScreen
from tracker.tui.screens.import_returns import ImportScreen
from tracker.tui.screens.update import UpdateScreen
from tracker.tui.ways import ways_of
from tracker.workspace import Workspace

Open = Callable[[Path], TrackerApp]


async def chosen(app: TrackerApp, *words: str, size: tuple[int, int] = (80, 24)) -> Screen[object]:
    """Open the palette, type, and take the first that is found: the screen that it leads to."""
    async with app.run_test(size=size) as pilot:
        await press(pilot, "ctrl+p", *words)
        while isinstance(app.screen, CommandPalette):
            await press(pilot, "enter")
        return app.screen


async def test_an_action_runs_as_its_key_does(open_app: Open, small_db: Path) -> None:
    assert isinstance(await chosen(open_app(small_db), *"returns missing"), DueScreen)


async def test_a_force_is_found_by_letters_in_their_order(open_app: Open, small_db: Path) -> None:
    screen = await chosen(open_app(small_db), *"gwnt")
    assert isinstance(screen, ForceScreen)
    assert screen.force == "gwent"


async def test_a_commitment_is_found(open_app: Open, small_db: Path) -> None:
    screen = await chosen(open_app(small_db), *"abuse image", size=(160, 50))
    assert isinstance(screen, CommitmentScreen)


async def test_every_action_force_and_commitment_is_offered(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        words = {way.words: way.help for way in ways_of(app, app.screen)}
        assert words["Update the cell under the cursor"] == "key u"
        assert words["The next look"] == "key T"
        assert words["The period before"] == "key ["
        assert {"Kent", "Essex", "Gwent", "Pursue more offenders"} <= set(words)
        assert "Undo your last update of this session" not in words, "there is none"


async def test_it_does_not_open_over_a_form(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "u", "ctrl+p")
        assert isinstance(app.screen, UpdateScreen)


async def test_what_the_plan_calls_its_commitments_is_no_markup(
    open_app: Open, small_plan: Path, tmp_path: Path
) -> None:
    text = small_plan.read_text(encoding="utf-8")
    small_plan.write_text(text.replace("Pursue more offenders", "'[/red] [b]Pursue'"), encoding="utf-8")
    Workspace.create(tmp_path / "a.db", small_plan, "me", lambda: LOADED).close()
    app = open_app(tmp_path / "a.db")
    async with app.run_test(size=(160, 50)) as pilot:
        await press(pilot, "ctrl+p", *"[/red]")
        assert isinstance(app.screen, CommandPalette)
        drawn = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "[/red] [b]Pursue" in drawn


async def test_who_is_faster_than_a_screen_closes_only_that_screen(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "d", "question_mark")
        assert len(app.screen_stack) == 3
        closing = app.screen
        closing.dismiss()
        closing.dismiss()
        await settled(pilot)
        assert isinstance(app.screen, DueScreen)


async def test_the_palette_opens_again_while_the_last_one_goes(open_app: Open, small_db: Path) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p")
        app.screen.dismiss()
        app.action_command_palette()
        await settled(pilot)
        assert isinstance(app.screen, CommandPalette)
        assert len(app.screen_stack) == 2


@pytest.mark.parametrize("key", ["c", "d", "y", "m", "o", "enter", "i", "r"])
async def test_keys_faster_than_a_screen_is_drawn_or_left_do_nothing_on_it(
    open_app: Open, small_db: Path, key: str
) -> None:
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, key)
        left = app.screen
        does = {active.binding.action for active in left.active_bindings.values() if active.node is left}
        await press(pilot, "escape")
        assert "back" in does
        assert not any([await app.run_action(action, left) for action in does])
        early = ImportScreen()
        assert not await app.run_action("back", early)
        pushed = app.push_screen(early)
        assert not await app.run_action("back", early)
        await pushed
        assert await app.run_action("back", early)


async def test_a_screen_that_goes_with_the_board_is_drawn_no_more(open_app: Open, small_db: Path) -> None:
    """What it asked for comes while its parts are taken away, and it is on top until all of them are."""
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "i")
        screen = app.screen
        assert app.is_drawn(screen)
        going = screen.remove()
        assert app.screen is screen
        assert not app.is_drawn(screen)
        await going


async def test_a_key_for_a_list_that_is_hidden_under_it_does_nothing(open_app: Open, small_db: Path) -> None:
    """A choice was open when the form turned to a withdrawal, which has no choices."""
    app = open_app(small_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "down", "down", "u")
        choices = app.screen.query_one("#self SelectOverlay")
        assert not await app.run_action("page_up", choices)
        app.screen.query_one("#self", Select).action_show_overlay()
        await settled(pilot)
        assert await app.run_action("page_down", choices)
        assert app._exception is None
