"""Workbooks that ask for more than a return may: each is refused, or read, in the time of any other case."""

from __future__ import annotations

import pytest

from tests.hostile.contract import held
from tests.hostile.large_workbooks import LARGE, LARGEST
from tests.hostile.test_return_readers import open_desk
from tests.hostile.workplace import workplace
from tracker.domain.errors import TrackerError


def said_of(content: bytes, name: str = "large.xlsx") -> list[str]:
    """What a check says of a file, within the contract."""
    path = workplace().folder / name
    path.write_bytes(content)
    try:
        with held(), open_desk() as desk:
            try:
                check = desk.check(path)
            except TrackerError as error:
                said = list(error.problems)
            else:
                said = list(check.refusal().problems) if check.problems.count else []
    finally:
        path.unlink()
    assert all(len(problem) < 500 for problem in said)
    assert not workplace().changes()
    return said


@pytest.mark.parametrize("kind", LARGE)
def test_a_workbook_of_too_much_is_refused_soon(kind: str) -> None:
    make, words = LARGE[kind]
    assert words in said_of(make())[-1]


@pytest.mark.soak
@pytest.mark.parametrize("kind", LARGEST)
def test_the_largest_workbooks_are_refused_or_read_soon(kind: str) -> None:
    said_of(LARGEST[kind]())
