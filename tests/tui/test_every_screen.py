"""What holds of every screen: any text is shown as text, and any size of the terminal is lived through."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.events import Resize
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Input

from tests.conftest import LOADED, SMALL_PLAN
from tests.tui.conftest import settled
from tests.tui.test_sitting import press
from tracker.domain.update import Draft
from tracker.tui.app import TrackerApp
from tracker.workspace import Workspace

Open = Callable[[Path], TrackerApp]
#: Screen → the keys that lead to it from the board as of the end of September 2015.
WAYS = {
    "board": (),
    "filter": ("slash", *"[/red]"),
    "jump": ("f", *"[/re"),
    "map": ("m",),
    "commitment": ("o",),
    "force": ("enter",),
    "working": ("w",),
    "update": ("u", *"12"),
    "due": ("d",),
    "history": ("y",),
    "then": ("y", "down", "enter"),
    "compare": ("c", "p", "a"),
    "go": ("g", *"[/red]"),
    "palette": ("ctrl+p", *"[/re"),
    "help": ("question_mark",),
    "tour": ("H",),
}
HOSTILE = "[/red] [b]x[/b] {{ 7 * 7 }} $(id) <script>"
TYPED = f"{HOSTILE} \x1b[31m\x07"


@pytest.fixture
def hostile_db(tmp_path: Path) -> Path:
    """A plan whose every text is hostile, and two updates whose every text is."""
    quoted = json.dumps(HOSTILE)
    plan = SMALL_PLAN.replace("forces: [kent, essex, gwent]\n", "forces: [kent, essex, odd]\n")
    plan = f"bodies: [{{slug: odd, name: {quoted}, region: {quoted}}}]\n{plan}"
    for text in ("A small plan", "National lead", "Pursue offenders}", "made for a test"):
        plan = plan.replace(f": {text}", f": {quoted}" + ("}" if text.endswith("}") else ""))
    plan = plan.replace("Pursue more offenders", json.dumps(f"{HOSTILE} 1")).replace(
        "Child Abuse Image Database in use", json.dumps(f"{HOSTILE} 2")
    )
    (tmp_path / "hostile.yaml").write_text(plan, encoding="utf-8")
    path = tmp_path / "hostile.db"
    with Workspace.create(path, tmp_path / "hostile.yaml", TYPED, lambda: LOADED) as workspace:
        for value in (14.0, 12.0):
            draft = Draft("essex", "offenders-pursued", date(2015, 9, 30), value)
            workspace.record(replace(draft, note=TYPED, cause=TYPED, action=TYPED, evidence=TYPED))
    return path


def drawn(app: TrackerApp) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


@pytest.mark.parametrize("name", WAYS)
async def test_hostile_text_is_shown_as_text(open_app: Open, hostile_db: Path, name: str) -> None:
    app = open_app(hostile_db)
    async with app.run_test(size=(160, 50)) as pilot:
        await press(pilot, "left_square_bracket", "left_square_bracket", *WAYS[name])
        seen = "\n".join(drawn(app))
        assert "[/red]" in seen or name == "help", "brackets and all"
        assert not set(seen) & {"\x1b", "\x07", "\x9b"}


SIZES = (
    *((120, 40), (81, 25), (79, 23), (61, 17), (59, 24), (40, 12), (33, 9), (24, 7), (20, 5), (200, 5)),
    *((20, 60), (21, 6), (75, 20), (99, 31), (100, 30), (121, 29), (160, 50), (20, 5), (119, 30), (80, 24)),
)


#: Where lines may have been scrolled out of sight, or (Textual's palette) a list has closed.
_SCROLLS = ("then", "palette")


@pytest.mark.parametrize("name", WAYS)
async def test_a_storm_of_resizes_leaves_the_screen_as_it_was(
    open_app: Open, demo_db: Callable[[str], Path], name: str
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "left_square_bracket", *WAYS[name])
        before = await calm(app, pilot)
        for size in SIZES:
            app._driver._size = size  # type: ignore[union-attr]
            app.post_message(Resize(Size(*size), Size(*size)))
            await pilot._wait_for_screen()
            assert app._exception is None, size
        after = await calm(app, pilot)
        assert after == before or name in _SCROLLS


async def calm(app: TrackerApp, pilot: Pilot[None]) -> list[str]:
    """What is drawn once everything is read, without notices and a cursor that blinks."""
    await settled(pilot)
    for field in app.screen.query(Input):
        field._pause_blink()
    app.clear_notifications()
    await settled(pilot)
    return drawn(app)
