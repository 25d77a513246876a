"""The board is painted about as soon as an empty Textual application."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from sys import executable

from benchmarks.plans import ledger
from benchmarks.timing import Claim, against, process

#: An application that does nothing but paint once and leave.
EMPTY = """
from textual.app import App
class Empty(App):
    def on_mount(self):
        self.call_after_refresh(self.exit)
Empty().run(headless=True, size=(200, 60))
"""

#: The board as the command opens it, left once its grid has been painted.
BOARD = """
import sys
from pathlib import Path
from tracker.tui.start import loaded_for_good
from tracker.workspace import Workspace
with Workspace.open(Path(sys.argv[1]), "benchmark") as workspace:
    with loaded_for_good():
        from tracker.tui.app import TrackerApp
        from tracker.tui.widgets.grid import Grid
        class Timed(TrackerApp):
            def on_mount(self):
                self.call_after_refresh(self.until_painted)
            def until_painted(self):
                painted = any("Kent" in self.screen.query_one(Grid).render_line(y).text for y in range(58))
                self.exit() if painted else self.call_after_refresh(self.until_painted)
        app = Timed(workspace)
    app.run(headless=True, size=(200, 60))
"""


def measure(folder: Path) -> Iterator[Claim]:
    """Whole processes, 43 × 50 and 43 × 500 cells."""
    for commitments, goal in ((50, 1.3), (500, 1.6)):
        database = ledger(folder / f"paint-{commitments}.db", commitments, updates=43 * commitments * 2)
        yield against(
            f"first paint of the board, 43 × {commitments}, against an empty app",
            process(executable, "-c", BOARD, database),
            process(executable, "-c", EMPTY),
            goal=goal,
            repeats=9,
        )
