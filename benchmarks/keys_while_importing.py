"""While 100,000 rows are checked and taken in, a key on the screen of the import is answered at once.

The time from the key to the cursor on its new line and the line drawn, with the import in a thread beside.
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
from benchmarks.returns_in import COMMITMENTS, plain_return
from benchmarks.timing import Claim
from tracker.tui.app import TrackerApp
from tracker.tui.screens.checks import ChecksScreen
from tracker.tui.widgets.row_table import RowTable
from tracker.workspace import Workspace

if TYPE_CHECKING:
    from textual.pilot import Pilot

ROWS = 100_000
#: Milliseconds, of the slowest key.
GOAL = 100.0
_BETWEEN = 0.02


def measure(folder: Path) -> Iterator[Claim]:
    """A claim for the check, and one for the taking in."""
    database = ledger(folder / "importing.db", commitments=COMMITMENTS, updates=0)
    files = plain_return(folder / "1.csv", 1), plain_return(folder / "2.csv", 2)
    large = plain_return(folder / "large.csv", ROWS)
    for name, times in asyncio.run(_pressed(database, (*files, large))).items():
        claim = f"key while 100,000 rows are {name}: the slowest of {len(times)}; the usual one beside it"
        yield Claim(claim, max(times), statistics.median(times), GOAL, in_times=False)


async def _pressed(database: Path, paths: tuple[Path, ...]) -> dict[str, list[float]]:
    with Workspace.open(database, "benchmark") as workspace:
        app = TrackerApp(workspace)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            screen = ChecksScreen(paths)
            app.visit(screen)
            await pilot.pause()
            found = {"checked": await _while_at_work(screen)}
            await pilot.press("a", "enter")
            await _until_at_work(screen, pilot)
            found["taken in"] = await _while_at_work(screen)
            return found


async def _until_at_work(screen: ChecksScreen, pilot: Pilot[None]) -> None:
    while not screen.is_at_work:
        await pilot.pause()


async def _while_at_work(screen: ChecksScreen) -> list[float]:
    table, times = screen.query_one(RowTable), []
    while screen.is_at_work:
        if table.row_count > 1:
            before, row = time.perf_counter(), table.cursor_row
            screen.app.simulate_key("up" if row else "down")
            while table.cursor_row == row:
                await asyncio.sleep(0)
            screen.app.screen.render_lines(Region(0, 0, *screen.size))
            times.append((time.perf_counter() - before) * 1000)
        await asyncio.sleep(_BETWEEN)
    return times
