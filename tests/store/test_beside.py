"""The same database on several connections of one process, while other programs come and go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.commands import Ran
from tests.conftest import LOADED
from tracker.domain.update import Draft
from tracker.workspace import Workspace


@pytest.mark.parametrize("does", ["beside", "verify", "backup", "export"])
def test_the_locks_of_an_open_database_stay(
    does: str, small_db: Path, tmp_path: Path, run: Callable[..., Ran]
) -> None:
    """A lock lost lets another program that leaves take the -wal away beneath the one that is open."""
    with Workspace.open(small_db, "lead", lambda: LOADED) as workspace:
        workspace.record(Draft("kent", "offenders-pursued", date(2015, 9, 30), 98.0))
        if does == "beside":
            with workspace.beside() as beside:
                assert beside.head() == workspace.head()
        elif does == "verify":
            assert workspace.verify().ok
        elif does == "backup":
            workspace.backup(tmp_path / "copy.db")
        else:
            workspace.export(tmp_path / "export")
        assert run("status", db=small_db).code == 0
        assert small_db.with_name("small.db-wal").exists()
        assert workspace.record(Draft("essex", "offenders-pursued", date(2015, 9, 30), 98.0)).receipt.seq == 3


def test_what_one_connection_writes_the_other_sees(small_db: Path) -> None:
    with Workspace.open(small_db, "lead", lambda: LOADED) as workspace, workspace.beside() as beside:
        beside.record(Draft("kent", "offenders-pursued", date(2015, 9, 30), 98.0))
        assert beside.head() == workspace.head()
        assert beside.user == "lead"


def test_beside_one_that_is_open_for_reading_only_nothing_is_written_either(small_db: Path) -> None:
    with (
        Workspace.open(small_db, "lead", lambda: LOADED, read_only=True) as workspace,
        workspace.beside() as beside,
    ):
        assert beside.read_only
