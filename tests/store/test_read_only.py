"""A folder or file that may only be read. Root may write anywhere, so a child process gives that up."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.store.cases import at, draft, version
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

NOBODY = 65534

CHILD = f"""
import os, sqlite3, sys
from datetime import UTC, date, datetime
from pathlib import Path
from tracker.domain.update import Draft
from tracker.store import Store, StoreError
from tracker.store import backup, creation, ledger, verify
from tracker.store.schema import schema_problems

schema_problems(sqlite3.connect(":memory:"))  # everything is imported while it can still be read
if os.geteuid() == 0:
    os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
path = Path(sys.argv[1])
def attempt(what):
    try:
        print(what())
    except StoreError as error:
        print(type(error).__name__, error)
attempt(lambda: Store.open(path).head()[0])
attempt(lambda: Store.open(path).verify().ok)
attempt(lambda: Store.open(path).append(
    [Draft("kent", "officers", date(2019, 9, 30), 1.0)], author="Ann", now=lambda: datetime.now(UTC)))
attempt(lambda: Store.create(path.with_name("new.db")))
attempt(lambda: Store.open(path).backup(path.with_name("copy.db")))
"""


@pytest.fixture
def path() -> Iterator[Path]:
    """A database where everybody may look, which pytest's own folders do not allow."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "tracker.db"
        Path(folder).chmod(0o755)


def as_nobody(path: Path) -> list[str]:
    """What each attempt said, in a folder that nobody may write to."""
    path.parent.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("mode", [0o444, 0o666])
def test_a_closed_database_can_be_read_and_writing_is_refused_in_a_sentence(path: Path, mode: int) -> None:
    with Store.create(path, version(), "Ann", at(2015, 7, 2)):
        pass
    path.chmod(mode)
    head, verified, append, create, backup = as_nobody(path)

    assert (head, verified) == ("1", "True")
    assert append.startswith(
        f"ReadOnlyError {path} cannot be written to: the file or its folder is read-only."
    )
    assert create.startswith("ReadOnlyError ")
    assert backup.startswith("ReadOnlyError ")
    assert "the folder" in create


def test_changes_that_are_not_in_the_file_yet_are_never_left_out(path: Path) -> None:
    """With a -wal that cannot be read, an old state would be shown as if it were the present one."""
    with Store.create(path, version(), "Ann", at(2015, 7, 2)) as store:
        store.append([draft("2019-09-30", 1)], author="Ann", now=at(2020, 1, 1))
        for file in path.parent.iterdir():
            file.chmod(0o444)
        path.with_name("tracker.db-shm").chmod(0o000)
        head, *_ = as_nobody(path)

    assert head.startswith(f"ReadOnlyError {path} cannot be")


def test_a_database_one_may_not_read(path: Path) -> None:
    with Store.create(path, version(), "Ann", at(2015, 7, 2)):
        pass
    path.chmod(0o000)

    assert as_nobody(path)[0] == f"StoreError {path} may not be read by you: ask its owner for permission."
