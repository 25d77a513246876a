"""Makes the pictures of the documentation from the real application: ``make pictures``."""

from __future__ import annotations

import asyncio
import os
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from tracker.domain.when import Look
from tracker.reports.blocks import Ranking, TileMap, TrajectoryChart
from tracker.reports.charts.ranking import ranking
from tracker.reports.charts.raster import pngs_of
from tracker.reports.charts.tile_map import tile_map
from tracker.reports.charts.trajectory import trajectory
from tracker.reports.order import ReportOrder
from tracker.shipped import make_demos, shipped
from tracker.tui.app import TrackerApp
from tracker.workspace import Workspace, end_of_day

HERE = Path(__file__).resolve().parent
#: The day of the files in the pictures.
_RECEIVED = datetime(2020, 1, 14, 10, tzinfo=UTC)
#: Picture → demo, size, keys pressed before it is taken.
PICTURES = {
    "board-light": ("child-protection-2015", (120, 34), ("left_square_bracket", "T", "D", "n")),
    "filter": ("child-protection-2015", (100, 24), ("left_square_bracket", "slash", *"west")),
    "map": ("child-protection-2015", (80, 24), ("left_square_bracket", "n", "m")),
    "map-wide": ("child-protection-2015", (160, 50), ("left_square_bracket", "n", "m")),
    "commitment": (
        "child-protection-2015",
        (120, 36),
        ("left_square_bracket", "o"),
    ),
    "commitment-80x24": ("officer-strength", (80, 24), ("o",)),
    "help": ("officer-strength", (100, 36), ("question_mark",)),
    "ascii": ("officer-strength", (80, 24), ("S", "S", "n")),
    "board": ("officer-strength", (120, 34), ("down", "down", "n")),
    "board-80x24": ("officer-strength", (80, 24), ("n",)),
    "commitments": ("child-protection-2015", (132, 34), ("left_square_bracket", "down", "down", "n")),
    "board-both": ("officer-strength", (120, 34), ("v", "down", "down")),
    "force": ("child-protection-2015", (120, 30), ("left_square_bracket", "n", "enter", "down")),
    "tour": ("officer-strength", (100, 30), ("H", "n")),
    "import": ("officer-strength", (100, 24), ("i", "down", "space", "down", "space")),
    "import-checks": ("officer-strength", (100, 24), ("i", "a", "enter", "down")),
    "report": ("officer-strength", (80, 24), ("r",)),
    "update": ("child-protection-2015", (100, 30), ("left_square_bracket", "n", "u", "4")),
}


async def picture(name: str, databases: dict[str, Path]) -> None:
    """Drive the application to where the picture is, and save it as SVG."""
    demo, size, keys = PICTURES[name]
    with Workspace.open(databases[demo], "lead") as workspace:
        app = TrackerApp(workspace)
        async with app.run_test(size=size) as pilot:
            for key in keys:
                await pilot.pause()
                await pilot.press(key)
                await app.workers.wait_for_complete()
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            app.save_screenshot(f"{name}.svg", str(HERE))


def office(folder: Path) -> None:
    """A home folder with returns to take in: made up, but for the published table."""
    head = "force,commitment,as_at,value\n"
    fixtures = shipped("fixtures")
    returns = {
        "cheshire.csv": head + "cheshire,officer-strength,2019-12-31,2051\n",
        "kent.csv": head + "kent,officer-strength,2019-12-31,3610\nkentt,officer-strength,2019-12-31,1\n",
        "officer-strength.csv": (fixtures / "officer-strength" / "returns.csv").read_text("utf-8"),
    }
    for name, text in returns.items():
        (folder / name).write_text(text, encoding="utf-8")
        os.utime(folder / name, (_RECEIVED.timestamp(), _RECEIVED.timestamp()))
    os.environ["HOME"] = str(folder)
    os.chdir(folder)


def report_pictures(database: Path) -> None:
    """The pictures of a report on officer strength, as a Word document has them."""
    day = date(2018, 7, 11)
    with Workspace.open(database, "lead") as workspace:
        (report,) = workspace.reports(ReportOrder(Look(day, end_of_day(day)), day))
    blocks = [
        block for section in report.sections for part in (section, *section.parts) for block in part.blocks
    ]
    drawn = {
        "trajectory": next(trajectory(block) for block in blocks if isinstance(block, TrajectoryChart)),
        "ranking": next(ranking(block) for block in blocks if isinstance(block, Ranking)),
        "tiles": next(tile_map(block) for block in blocks if isinstance(block, TileMap)),
    }
    for name, png in zip(drawn, pngs_of(list(drawn.values())), strict=True):
        (HERE / f"report-{name}.png").write_bytes(png)


def main() -> None:
    """Make every picture."""
    with tempfile.TemporaryDirectory() as folder:
        made = make_demos(Path(folder), "staff officer", lambda _: None)
        databases = {demo.name: path for demo, path in made}
        (Path(folder) / "office").mkdir()
        office(Path(folder) / "office")
        for name in PICTURES:
            asyncio.run(picture(name, databases))
        report_pictures(databases["officer-strength"])


if __name__ == "__main__":
    main()
