"""The map: every force has a tile, the cursor walks as they lie, and a tile says what the board says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.tui.conftest import settled
from tests.tui.test_board import panel, standing_on
from tracker.data import register
from tracker.domain.force import Force
from tracker.domain.plan import Commitment
from tracker.tui.app import TrackerApp
from tracker.tui.screens.commitment import CommitmentScreen
from tracker.tui.screens.force import ForceScreen
from tracker.tui.screens.map import MapScreen
from tracker.tui.tiles import extent, next_in, placed
from tracker.tui.widgets.tile_map import TileMap

Open = Callable[[Path], TrackerApp]
WAYS = ((-1, 0), (1, 0), (0, -1), (0, 1))


def tiles(app: TrackerApp) -> str:
    found = app.screen.query_one(TileMap)
    return "\n".join(found.render_line(y).text for y in range(found.size.height))


def showing(found: TileMap) -> Commitment | None:
    return found.commitment


def test_every_force_has_a_tile_of_its_own_and_can_be_walked_to() -> None:
    spots, left_over = placed(register().forces)
    assert len(set(spots.values())) == 43
    assert not left_over
    reached, ahead = {"kent"}, ["kent"]
    while ahead:
        here = ahead.pop()
        found = {next_in(spots, here, *way) for way in WAYS} - reached
        reached |= found
        ahead += found
    assert reached == set(spots)


def test_a_step_goes_the_way_it_says() -> None:
    spots, _ = placed(register().forces)
    for slug, (row, column) in spots.items():
        for down, right in WAYS:
            there = spots[next_in(spots, slug, down, right)]
            assert there == (row, column) or (there[0] - row) * down + (there[1] - column) * right > 0
    assert next_in(spots, "northumbria", 1, 0) == "durham"
    assert next_in(spots, "kent", 0, 1) == "kent"


def test_bodies_without_a_tile_stand_apart_and_too_many_are_named() -> None:
    bodies = [Force(f"body-{i}", f"Body {i}", f"Body {i}", f"B{i}", "Own", "") for i in range(8)]
    spots, left_over = placed([*register().forces, *bodies])
    assert len(set(spots.values())) == len(spots)
    assert set(left_over) == {b.slug for b in bodies} - set(spots)
    assert left_over
    assert extent(spots) == (11, 7)


async def test_all_tiles_can_be_read_at_80_by_24(open_app: Open, strength_db: Path) -> None:
    app = open_app(strength_db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("m")
        await settled(pilot)
        drawn = tiles(app)
        for force in app.board.plan.forces:
            assert force.abbreviation in drawn


async def test_the_map_is_walked_cycled_and_left(open_app: Open, demo_db: Callable[[str], Path]) -> None:
    app = open_app(demo_db("child-protection-2015"))
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("left_square_bracket", "f", *"durham", "enter", "m")
        await settled(pilot)
        assert standing_on(app) is MapScreen
        found = app.screen.query_one(TileMap)
        assert found.force == "durham"
        first = app.board.plan.commitments[0]
        cell = app.board.cell("durham", first.id)
        assert cell is not None
        assert cell.assessment.reason in " ".join(panel(app).split())
        await pilot.press("down")
        await settled(pilot)
        assert found.force == "north-yorkshire"
        await pilot.press("full_stop")
        await settled(pilot)
        assert showing(found) == app.board.plan.commitments[1]
        await pilot.press("shift+tab", "shift+tab")
        await settled(pilot)
        assert showing(found) is None
        assert app.board.by_force["north-yorkshire"].reason in panel(app)
        await pilot.press("u", "w")
        await settled(pilot)
        assert standing_on(app) is MapScreen, "there is no one cell to update or explain"
        await pilot.press("tab", "o")
        await settled(pilot)
        assert standing_on(app) is CommitmentScreen
        await pilot.press("escape", "enter")
        await settled(pilot)
        assert standing_on(app) is ForceScreen
        await pilot.press("escape", "f", *"gwe", "escape")
        await settled(pilot)
        assert found.force == "north-yorkshire"
        await pilot.press("m")
        await settled(pilot)
        assert app.screen is app.screen_stack[0]
