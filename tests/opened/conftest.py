"""The paper that the tests of this folder open with programs that did not write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture
def paper(run: Run, demo_db: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    """The council's paper of January 2016 in a format, made by the real command."""

    def made(form: str) -> Path:
        words = ("report", "--council", "2016-01-20", "--format", form, "--out", tmp_path / "papers")
        done = run(*words, db=demo_db("child-protection-2015"))
        assert done.code == 0, done.err
        return tmp_path / "papers" / f"child-protection-2015-2016-01-20.{form}"

    return made
