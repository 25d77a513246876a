"""A new database for each test, in a real file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.store.cases import at, version
from tracker.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database of the test is."""
    return tmp_path / "tracker.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """A database with plan version 1 and no update."""
    with Store.create(path, version(), "Ann", at(2015, 7, 2, 9)) as store:
        yield store
