"""Counts the cases of each test, for the summary at the end of the run."""

from __future__ import annotations

from collections.abc import Generator

import pytest

from tests.hostile.contract import cases


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Note beside a test how many cases it tried."""
    before = cases()
    result = yield
    if tried := cases() - before:
        item.user_properties.append(("cases", (f"hostile input, {item.name}", tried)))
    return result
