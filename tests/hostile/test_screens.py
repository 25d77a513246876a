"""Screens over a database in which every word is hostile, and every field with every kind of text in it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.conftest import LOADED
from tests.hostile.contract import held
from tests.hostile.test_text_in_every_output import place
from tests.hostile.texts import HOSTILE
from tests.tui.conftest import settled
from tracker.tui.app import TrackerApp
from tracker.workspace import Workspace

TYPED = [
    *HOSTILE.values(),
    "",
    " ",
    "9" * 5_000,
    "1e400",
    "nan",
    "2015-02-30",
    "kent",
    '"',
    "by:",
    "x" * 20_000,
]
#: The keys that open each screen that shows what people wrote.
SCREENS = {
    "board": [],
    "cell": ["w"],
    "force": ["enter"],
    "commitment": ["o"],
    "history": ["y"],
    "due": ["d"],
    "map": ["m"],
    "compare": ["c"],
    "form": ["u"],
    "palette": ["ctrl+p"],
}
#: The keys that open each field in which a person types.
FIELDS = {
    "form": "u",
    "filter": "slash",
    "go to": "f",
    "palette": "ctrl+p",
    "history": "y",
    "day": "g",
    "compare": "c",
}


@pytest.fixture
def app() -> Iterator[TrackerApp]:
    with Workspace.open(place() / "tracker.db", "tester", lambda: LOADED) as workspace:
        yield TrackerApp(workspace)


@pytest.mark.parametrize("screen", SCREENS)
async def test_what_is_written_acts_on_no_screen(app: TrackerApp, screen: str) -> None:
    async with app.run_test(size=(160, 60)) as pilot:
        await settled(pilot)
        for key in SCREENS[screen]:
            await pilot.press(key)
            await settled(pilot)
        seen = drawn(app)
        assert "alert(1)" in seen
        assert not {ch for ch in seen if unicodedata.category(ch) in ("Cc", "Cf", "Cs")}


@pytest.mark.parametrize("field", FIELDS)
async def test_whatever_is_typed_into_a_field(app: TrackerApp, field: str) -> None:
    before = app.workspace.head()
    async with app.run_test(size=(100, 40)) as pilot:
        await settled(pilot)
        await pilot.press(FIELDS[field])
        await settled(pilot)
        for text in TYPED:
            with held():
                await _type(pilot, text)
            if field != "palette":  # the library's own, in which only the person there types
                assert not {ch for ch in drawn(app) if unicodedata.category(ch) in ("Cc", "Cf", "Cs")}, text
        await pilot.press("ctrl+s" if field == "form" else "enter")
        await settled(pilot)
    assert app.workspace.head() == before


async def _type(pilot: Pilot[None], text: str) -> None:
    """Put a text into every field there is."""
    fields = list(pilot.app.screen.query(Input))
    assert fields
    for each in fields:
        each.value = text
    await settled(pilot)


def drawn(app: TrackerApp) -> str:
    """What stands on the screen."""
    return "".join(strip.text for strip in app.screen._compositor.render_strips(app.size))
