"""The worked examples of docs/movement.md, run word for word on the shipped data."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

DOCUMENT = (Path(__file__).parents[2] / "docs" / "movement.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```worked (\S+)\n\$ tracker (.*?)\n(.*?)```", DOCUMENT, re.DOTALL)


def test_the_document_has_examples() -> None:
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize(("demo", "command", "answer"), EXAMPLES)
def test_a_worked_example_is_what_the_command_prints(
    run: Run, demo_db: Callable[[str], Path], demo: str, command: str, answer: str
) -> None:
    ran = run(*shlex.split(command), db=demo_db(demo), COLUMNS="80")
    assert ran.code == 0, ran.err
    assert ran.out == answer
