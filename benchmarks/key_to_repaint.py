"""A key on the board of 43 × 300 cells is answered at once: the work of its handlers and of the lines drawn.

It is the time of the thread that draws: what else the machine does meanwhile is not counted. What Textual
then does with the lines, whatever widget they come from, stands beside it.
"""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual.geometry import Region

from benchmarks.plans import ledger
from benchmarks.timing import Claim
from tracker.tui.app import TrackerApp
from tracker.tui.widgets.cell_panel import CellPanel
from tracker.tui.widgets.grid import Grid
from tracker.workspace import Workspace

if TYPE_CHECKING:
    from textual.pilot import Pilot

#: Milliseconds of work between a key and the lines it changes.
GOAL = 5.0
KEYS = {"a row down": (1, 0), "a column on, all lines": (0, 1)}


def measure(folder: Path) -> Iterator[Claim]:
    """A claim for each kind of key."""
    database = ledger(folder / "keys.db", commitments=300, updates=43 * 300 * 2)
    for name, times in asyncio.run(_pressed(database)).items():
        ours, textuals = (statistics.median(side) for side in zip(*times, strict=True))
        claim = f"key to repaint, 43 × 300, {name}; Textual's part beside it"
        yield Claim(claim, ours, textuals, GOAL, in_times=False)


async def _pressed(database: Path) -> dict[str, list[tuple[float, float]]]:
    with Workspace.open(database, "benchmark") as workspace:
        app = TrackerApp(workspace)
        async with app.run_test(size=(200, 60)) as pilot:
            await _settled(pilot)
            grid = app.screen.query_one(Grid)
            found = {}
            for name, (down, right) in KEYS.items():
                grid.action_end(0)
                for _ in range(30):
                    grid.action_move(0, right)
                found[name] = [await _one(app, pilot, grid, down, right) for _ in range(30)]
            return found


async def _one(app: TrackerApp, pilot: Pilot[None], grid: Grid, down: int, right: int) -> tuple[float, float]:
    """Move, explain the cell, draw every line of the grid; then all of it through Textual's rendering."""
    panel = grid.screen.query_one(CellPanel)
    start = time.thread_time()
    grid.action_move(down, right)
    here = grid.cell_at_cursor()
    if here:
        app.explain(panel, *here)
    for y in range(grid.size.height):
        grid.render_line(y)
    drawn = time.thread_time()
    grid.render_lines(Region(0, 0, grid.size.width, grid.size.height))
    styled = time.thread_time()
    await _settled(pilot)
    return (drawn - start) * 1000, (styled - drawn) * 1000


async def _settled(pilot: Pilot[None]) -> None:
    await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()
