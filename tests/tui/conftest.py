"""Applications over real databases, with the clock of the day they were loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from tests.conftest import LOADED
from tracker.tui.app import TrackerApp
from tracker.workspace import Workspace


async def settled(pilot: Pilot[None]) -> None:
    """Wait until everything that was asked for has been read and drawn."""
    await pilot.pause()
    await _done(pilot)
    await pilot.pause()
    await _done(pilot)
    await pilot.pause()
    if pilot.app._exception is not None:
        raise pilot.app._exception


async def _done(pilot: Pilot[None]) -> None:
    """Wait for every worker; one that a later one took the place of is done."""
    while True:
        try:
            await pilot.app.workers.wait_for_complete()
        except WorkerCancelled:
            await pilot.pause()
        else:
            return


#: A plan that holds nothing yet.
EMPTY_PLAN = """\
plan: empty
title: Empty
owner: me
starts: 2015-04-01
reporting: quarterly
strands: {}
commitments: []
"""


@pytest.fixture
def empty_db(tmp_path: Path) -> Path:
    """A database of a plan without commitments."""
    plan = tmp_path / "empty.yaml"
    plan.write_text(EMPTY_PLAN, encoding="utf-8")
    path = tmp_path / "empty.db"
    Workspace.create(path, plan, "me", lambda: LOADED).close()
    return path


@pytest.fixture
def open_app() -> Iterator[Callable[[Path], TrackerApp]]:
    """An application on a database, as a lead of a force; closed after the test."""
    opened: list[Workspace] = []

    def make(db: Path) -> TrackerApp:
        workspace = Workspace.open(db, "force lead", lambda: LOADED)
        opened.append(workspace)
        app = TrackerApp(workspace)
        app.UNHURRIED = 0.0
        return app

    yield make
    for workspace in opened:
        workspace.close()
