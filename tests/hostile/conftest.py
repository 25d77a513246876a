"""Counts the cases of each test, for the summary at the end of the run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.hostile.contract import cases


@pytest.fixture(autouse=True)
def _counted(record_property: Callable[[str, object], None]) -> Iterator[None]:
    before = cases()
    yield
    record_property("hostile cases", cases() - before)
