"""A picture of each screen, and boards of unlikely size."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.conftest import LOADED, SMALL_PLAN
from tests.reports.test_figures_in_reports import few_reported
from tests.tui.conftest import settled
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.grid import Grid
from tracker.workspace import Workspace

Open = Callable[[Path], TrackerApp]
Snap = Callable[..., bool]


def pressing(*keys: str, quiet: bool = False) -> Callable[[Pilot[None]], object]:
    """Press keys, one when the one before is done; quiet: without the notices that they bring."""

    async def run_before(pilot: Pilot[None]) -> None:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
            if quiet:
                pilot.app.clear_notifications()
                await settled(pilot)
        for field in pilot.app.screen.query(Input):
            field._pause_blink()  # else it is a matter of luck whether the picture has the cursor

    return run_before


SCREENS = {
    "board": (),
    "problem": ("n", "n"),
    "earlier": ("left_square_bracket",),
    "force": ("left_square_bracket", "n", "enter"),
    "update": ("left_square_bracket", "n", "u", "4"),
    "working": ("left_square_bracket", "n", "w"),
    "help": ("question_mark",),
    "map": ("left_square_bracket", "n", "m"),
    "map-overall": ("left_square_bracket", "n", "m", "comma"),
    "commitment": ("left_square_bracket", "o"),
    "commitment-similar": ("left_square_bracket", "n", "o", "z"),
    "milestone": ("left_square_bracket", "right", "right", "o"),
    "filter": ("left_square_bracket", "slash", "w", "e", "s", "t"),
    "exceptions": ("left_square_bracket", "x"),
    "by-size": ("s", "s"),
    "cells-both": ("left_square_bracket", "v"),
    "cells-icons": ("left_square_bracket", "v", "v"),
    "commitment-figures": ("left_square_bracket", "o", "v"),
    "folded": ("left_square_bracket", "up", "space"),
    "comfortable": ("left_square_bracket", "D"),
    "then": ("left_curly_bracket", "K"),
    "go": ("g", *"2015-12-31"),
    "compare": ("c", "down"),
    "compare-counts": ("c", "r", "r", "down"),
    "compare-workings": ("c", "down", "enter"),
    "history": ("y",),
    "due": ("left_square_bracket", "d"),
    "tour": ("H", "n"),
    "due-regions": ("left_square_bracket", "d", "r", "end"),
}


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@pytest.mark.parametrize("name", SCREENS)
def test_every_screen(
    snap_compare: Snap, open_app: Open, demo_db: Callable[[str], Path], name: str, size: tuple[int, int]
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    assert snap_compare(app, terminal_size=size, run_before=pressing(*SCREENS[name]))


#: Looks, beside the dark one of every other picture.
WORN = {"light": ("T",), "contrast": ("T", "T"), "okabe-ito": ("T",) * 3, "terminal": ("T",) * 5}


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@pytest.mark.parametrize("name", ["board", "map", "commitment", "force"])
def test_every_screen_in_the_light_look(
    snap_compare: Snap, open_app: Open, demo_db: Callable[[str], Path], name: str, size: tuple[int, int]
) -> None:
    app = open_app(demo_db("child-protection-2015"))
    keys = ("T", "left_square_bracket", *SCREENS[name])
    assert snap_compare(app, terminal_size=size, run_before=pressing(*keys, quiet=True))


@pytest.mark.parametrize("look", WORN)
def test_every_look(snap_compare: Snap, open_app: Open, demo_db: Callable[[str], Path], look: str) -> None:
    app = open_app(demo_db("child-protection-2015"))
    keys = ("left_square_bracket", *WORN[look])
    assert snap_compare(app, terminal_size=(80, 24), run_before=pressing(*keys, quiet=True))


def test_in_ascii(snap_compare: Snap, open_app: Open, strength_db: Path) -> None:
    run_before = pressing("S", "S", "o", quiet=True)
    assert snap_compare(open_app(strength_db), terminal_size=(80, 24), run_before=run_before)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@pytest.mark.parametrize(
    "keys", [(), ("m",), ("o",), ("enter",)], ids=["board", "map", "commitment", "force"]
)
def test_where_nothing_was_reported(
    snap_compare: Snap, open_app: Open, small_db: Path, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    assert snap_compare(open_app(small_db), terminal_size=size, run_before=pressing(*keys))


def test_real_figures_at_80_by_24(snap_compare: Snap, open_app: Open, strength_db: Path) -> None:
    assert snap_compare(open_app(strength_db), terminal_size=(80, 24), run_before=pressing("n"))


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@pytest.mark.parametrize(
    "keys",
    [("v",), ("v", "v"), ("v", "v", "S", "S"), ("n", "w", "pagedown"), ("n", "enter"), ("o",), ("o", "v")],
    ids=["both", "icons", "icons-ascii", "working", "force", "commitment", "commitment-figures"],
)
def test_what_real_figures_can_bear(
    snap_compare: Snap, open_app: Open, strength_db: Path, keys: tuple[str, ...], size: tuple[int, int]
) -> None:
    run_before = pressing(*keys, quiet=True)
    assert snap_compare(open_app(strength_db), terminal_size=size, run_before=run_before)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_an_estimate_beside_a_partial_sum(
    snap_compare: Snap, open_app: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    run_before = pressing("o", quiet=True)
    assert snap_compare(open_app(few_reported(tmp_path, 12)), terminal_size=size, run_before=run_before)


def test_without_colour(
    snap_compare: Snap, open_app: Open, strength_db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(open_app(strength_db), terminal_size=(80, 24), run_before=pressing("n"))


def test_one_force_and_no_update(snap_compare: Snap, open_app: Open, tmp_path: Path) -> None:
    plan = tmp_path / "one.yaml"
    plan.write_text(SMALL_PLAN.replace("[kent, essex, gwent]", "[kent]"), encoding="utf-8")
    Workspace.create(tmp_path / "one.db", plan, "me", lambda: LOADED).close()
    assert snap_compare(open_app(tmp_path / "one.db"), terminal_size=(80, 24), run_before=pressing())


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_a_correction_old_beside_new(
    snap_compare: Snap, open_app: Open, strength_db: Path, size: tuple[int, int]
) -> None:
    """Of figures without texts: these enter the hash that is shown through a salt."""
    app = open_app(strength_db)
    assert snap_compare(app, terminal_size=size, run_before=pressing("down", "Y", "down", "down", "down"))


@pytest.mark.parametrize("key", ["c", "y"])
def test_what_moved_and_the_history_where_nothing_was_recorded(
    snap_compare: Snap, open_app: Open, tmp_path: Path, key: str
) -> None:
    plan = tmp_path / "one.yaml"
    plan.write_text(SMALL_PLAN.replace("[kent, essex, gwent]", "[kent]"), encoding="utf-8")
    Workspace.create(tmp_path / "one.db", plan, "me", lambda: LOADED).close()
    assert snap_compare(open_app(tmp_path / "one.db"), terminal_size=(80, 24), run_before=pressing(key))


async def test_three_hundred_commitments_and_a_storm_of_resizes(open_app: Open, tmp_path: Path) -> None:
    head, _, one = SMALL_PLAN.partition("  - id: offenders-pursued")
    one = "  - id: offenders-pursued" + one.partition("  - id: caid")[0]
    many = "".join(one.replace("offenders-pursued", f"promise-{n}") for n in range(300))
    plan = tmp_path / "many.yaml"
    plan.write_text(head + many, encoding="utf-8")
    Workspace.create(tmp_path / "many.db", plan, "me", lambda: LOADED).close()
    app = open_app(tmp_path / "many.db")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        grid = app.screen.query_one(Grid)
        grid.put_cursor("kent", "promise-299")
        for size in ((200, 60), (40, 12), (120, 30), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            line = next(grid.render_line(y).text for y in range(20) if "Kent" in grid.render_line(y).text)
            assert "[" in line, "the cursor can be seen"
            assert len(line) == grid.size.width


#: Beside the dark look: keys to another one.
LIGHT = ("T",)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with returns of one day, where the application is started."""
    home = tmp_path / "office"
    home.mkdir()
    head = "force,commitment,as_at,value\n"
    returns = {
        "essex-2015-q2.csv": head + "essex,offenders-pursued,2015-09-30,70\n",
        "gwent.csv": head + "gwent,offenders-pursued,2015-09-31,7\nGwend,offenders-pursued,2015-09-30,7\n",
        "kent.csv": head + "kent,offenders-pursued,2015-09-30,98\nkentt,offenders-pursued,2015-09-30,9\n",
        "[red]note.csv": "hello\n",
    }
    for name, text in returns.items():
        (home / name).write_text(text)
        os.utime(home / name, (LOADED.timestamp(), LOADED.timestamp()))
    os.utime(tmp_path, (LOADED.timestamp(), LOADED.timestamp()))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    return home


IMPORTS = {
    "files": ("i", "down", "space"),
    "checks": ("i", "a", "enter", "down", "down", "down"),
    "question": ("i", "a", "enter", "p"),
    "receipts": ("i", "a", "enter", "p", "enter", "down"),
}
REPORTS = {
    "form": ("r",),
    "read": ("r", "ctrl+o"),
    "written": ("r", "tab", "tab", "tab", "tab", "tab", "tab", "tab", "space", "ctrl+s"),
}


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@pytest.mark.parametrize("look", [(), LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("name", IMPORTS)
@pytest.mark.usefixtures("office")
def test_the_import(
    snap_compare: Snap,
    open_app: Open,
    small_db: Path,
    name: str,
    look: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    run_before = pressing(*look, *IMPORTS[name], quiet=True)
    assert snap_compare(open_app(small_db), terminal_size=size, run_before=run_before)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@pytest.mark.parametrize("look", [(), LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.usefixtures("office")
def test_the_report(
    snap_compare: Snap,
    open_app: Open,
    strength_db: Path,
    name: str,
    look: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    run_before = pressing(*look, *REPORTS[name], quiet=True)
    assert snap_compare(open_app(strength_db), terminal_size=size, run_before=run_before)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@pytest.mark.parametrize("keys", [("i",), ("r",), ("r", "ctrl+o")], ids=["import", "report", "read"])
def test_an_empty_folder_and_a_plan_without_an_update(
    snap_compare: Snap,
    open_app: Open,
    small_db: Path,
    office: Path,
    monkeypatch: pytest.MonkeyPatch,
    keys: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    (office / "empty").mkdir()
    monkeypatch.chdir(office / "empty")
    assert snap_compare(open_app(small_db), terminal_size=size, run_before=pressing(*keys))
