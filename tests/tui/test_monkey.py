"""A monkey at the keys: whatever is pressed, in whatever order and at whatever size, nothing breaks."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.geometry import Size
from textual.keys import key_to_character
from textual.pilot import Pilot
from textual.widgets import Input

from tests.conftest import LOADED
from tests.tui.conftest import settled
from tracker.domain.history_filter import EntryKind, HistoryFilter
from tracker.tui.app import TrackerApp
from tracker.tui.draft_files import DraftFiles
from tracker.tui.preference_file import PreferenceFile
from tracker.workspace import UpdateEntry, Workspace

STEPS = 1_000
#: A database for each seed: five thousand steps in all.
BOARDS = ("small", "child-protection-2015", "small", "officer-strength", "small")
#: The only actions that may record something: a save, a yes to a question, a press on a button, a return
#: that is taken in.
RECORDS = ("save", "answer", "press", "take")
#: Pressed wherever it is, beside the keys of the screen.
_ALWAYS = ("tab", "enter", "escape", "down", "n")
#: Typed into whatever asks for words, beside its keys.
_LETTERS = "kent2015-09-30 @[]§警x"
_SIZES = ((80, 24), (121, 30), (20, 5), (40, 12), (61, 17), (80, 24), (79, 23))
_RESIZED = 0.03
_AT_ONCE = 8
_CHECKED_EVERY = 100
#: What is opened first, in turn: from the board a key leads to every screen.
_WAYS_IN = ("m", "o", "d", "c", "y", "enter", "u", "g", "ctrl+p", "question_mark", "w", "slash", "i", "r")


class Watched(TrackerApp):
    """The application, which is not left, and whether it did anything that may record."""

    may_have_recorded = False

    async def action_quit(self) -> None:
        """Stay."""

    async def run_action(self, action: Any, *where: Any, **more: Any) -> bool:
        """Note what is done."""
        name = str(action).removeprefix("app.").partition("(")[0]
        self.may_have_recorded = self.may_have_recorded or name in RECORDS
        return await super().run_action(action, *where, **more)


class Monkey:
    """Presses keys that do something where it is, and others, up to a few at once, and pulls at a corner."""

    def __init__(self, app: TrackerApp, pilot: Pilot[None], seed: int) -> None:
        self.app, self.pilot = app, pilot
        self.rng = random.Random(seed)
        self.steps = 0
        self.last: deque[str] = deque(maxlen=40)

    async def begin(self, way_in: str) -> None:
        """Back to the board, and into something from there."""
        for key in (*["escape"] * 6, way_in):
            await self._press(key)

    async def go_on(self) -> None:
        """A few keys before anything of them is drawn, or another size."""
        if self.rng.random() < _RESIZED:
            await self._resize(*self.rng.choice(_SIZES))
        keys = [*self._keys(), *_ALWAYS]
        for _ in range(self.rng.randint(1, _AT_ONCE)):
            is_typing = isinstance(self.app.screen.focused, Input) and self.rng.random() < 0.5
            key = self.rng.choice(_LETTERS if is_typing else keys)
            self._send(key)
        await self.pilot._wait_for_screen()

    async def _press(self, key: str) -> None:
        self._send(key)
        await self.pilot._wait_for_screen()

    def _send(self, key: str) -> None:
        self.steps += 1
        self.last.append(f"{key} on {type(self.app.screen).__name__}")
        self.app.post_message(events.Key(key, key_to_character(key)))

    def _keys(self) -> list[str]:
        """The keys that do something now, as the help and the line of keys have them."""
        return [key for key, found in self.app.screen.active_bindings.items() if found.enabled]

    async def _resize(self, width: int, height: int) -> None:
        self.last.append(f"{width} × {height}")
        self.app._driver._size = (width, height)  # type: ignore[union-attr]
        self.app.post_message(events.Resize(Size(width, height), Size(width, height)))
        await self.pilot._wait_for_screen()


def recorded(workspace: Workspace) -> int:
    """The number of the newest update."""
    kinds = frozenset({EntryKind.UPDATE, EntryKind.CORRECTION, EntryKind.WITHDRAWAL})
    newest = workspace.history(HistoryFilter(kinds=kinds, limit=1))
    return max((e.update.seq for e in newest if isinstance(e, UpdateEntry)), default=0)


@pytest.fixture
def monkey_app(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Watched]]:
    """The whole application, with preferences and drafts of its own, in a folder where it may write."""
    monkeypatch.chdir(tmp_path)
    opened: list[Workspace] = []

    def made(name: str) -> Watched:
        db: Path = (
            request.getfixturevalue("small_db")
            if name == "small"
            else request.getfixturevalue("demo_db")(name)
        )
        workspace = Workspace.open(db, "monkey", lambda: LOADED)
        opened.append(workspace)
        preferences = PreferenceFile(tmp_path / "preferences.toml", {})
        return Watched(
            workspace,
            preference_file=preferences,
            draft_files=DraftFiles(tmp_path / "drafts", db, "monkey"),
            is_demo=True,
        )

    yield made
    for workspace in opened:
        workspace.close()


@pytest.mark.parametrize("seed", range(len(BOARDS)))
async def test_a_thousand_keys_in_any_order_break_nothing(
    monkey_app: Callable[[str], Watched], seed: int
) -> None:
    app = monkey_app(BOARDS[seed])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        monkey = Monkey(app, pilot, seed)
        before = recorded(app.workspace)
        while monkey.steps < STEPS:
            checked = monkey.steps + _CHECKED_EVERY
            await monkey.begin(_WAYS_IN[(checked // _CHECKED_EVERY + seed) % len(_WAYS_IN)])
            while monkey.steps < checked:
                await monkey.go_on()
                assert app._exception is None, f"step {monkey.steps} of seed {seed}: {list(monkey.last)}"
                assert app.is_running, f"it ended at {monkey.steps} of seed {seed}: {list(monkey.last)}"
            await settled(pilot)
            now = recorded(app.workspace)
            assert now == before or app.may_have_recorded, f"without a key to save: {list(monkey.last)}"
            before, app.may_have_recorded = now, False
        assert not app.workspace.verify().problems
