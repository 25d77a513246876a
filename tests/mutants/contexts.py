"""A plugin for pytest under coverage: what is run while a test runs is reached by that test."""

from __future__ import annotations

import pytest
from coverage import Coverage


def pytest_runtest_setup(item: pytest.Item) -> None:
    """From here on, lines are of this test, by its function."""
    _switch(item.nodeid.partition("[")[0])


def pytest_runtest_teardown() -> None:
    """From here on, they are of none."""
    _switch("")


def _switch(context: str) -> None:
    running = Coverage.current()
    if running is not None:
        running.switch_context(context)
