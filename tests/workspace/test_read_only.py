"""A workspace opened for reading only: everything can be looked at, and nothing can be written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import LOADED, SMALL_PLAN
from tracker.domain.update import Draft
from tracker.store.schema import SCHEMA_VERSION
from tracker.workspace import StoreError, Workspace

DRAFT = Draft("kent", "offenders-pursued", date(2015, 9, 30), 98.0, note="seen by nobody else")

RETURN = "force,commitment,as_at,value\nkent,offenders-pursued,2015-09-30,98\n"


@pytest.fixture
def workspace(small_db: Path) -> Iterator[Workspace]:
    with Workspace.open(small_db, "Ann", lambda: LOADED) as writer:
        writer.record(DRAFT)
    with Workspace.open(small_db, "Ann", lambda: LOADED, read_only=True) as workspace:
        yield workspace


def apply(workspace: Workspace, folder: Path) -> object:
    path = folder / "changed.yaml"
    path.write_text(SMALL_PLAN.replace("value: 200", "value: 180"))
    return workspace.apply_plan(path, "Fewer")


def take(workspace: Workspace, folder: Path) -> object:
    path = folder / "kent.csv"
    path.write_text(RETURN.replace(",98", ",99"))
    return workspace.import_return(path)


WRITES: dict[str, Callable[[Workspace, Path], object]] = {
    "an update": lambda workspace, _: workspace.record(DRAFT),
    "a return": take,
    "a version of the plan": apply,
    "a redaction": lambda workspace, _: workspace.redact(2, ["note"], "Names a child"),
}


@pytest.mark.parametrize("what", WRITES)
def test_every_write_is_refused_with_a_sentence(what: str, workspace: Workspace, tmp_path: Path) -> None:
    before = workspace.head()
    with pytest.raises(StoreError, match="open for reading only") as refused:
        WRITES[what](workspace, tmp_path)
    assert refused.value.exit_code == 3
    assert workspace.head() == before
    assert workspace.verify().head == before[1]
    assert not list(tmp_path.glob("*refused*"))


def test_everything_can_be_looked_at_and_what_others_write_is_seen(
    workspace: Workspace, small_db: Path
) -> None:
    before = workspace.data_version()
    with Workspace.open(small_db, "Ben", lambda: LOADED) as other:
        other.record(Draft("kent", "offenders-pursued", date(2015, 12, 31), 120.0))
    assert workspace.data_version() != before
    cell = workspace.board(date(2015, 12, 31)).cell("kent", "offenders-pursued")
    assert cell is not None
    assert cell.assessment.value == 120.0
    assert len(workspace.history()) == 3


def test_an_older_database_is_not_brought_up_to_date_by_looking(small_db: Path) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(small_db)) as conn:
        conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    with pytest.raises(StoreError, match="made by an earlier version"):
        Workspace.open(small_db, "Ann", read_only=True)
