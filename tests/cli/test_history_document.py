"""The worked example of docs/history.md: what its table says happened, and its commands word for word."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.conftest import Run
from tracker.cli.root import tracker

DOCUMENT = (Path(__file__).parents[2] / "docs" / "history.md").read_text(encoding="utf-8")
PLAN = re.findall(r"```yaml\n(plan: example\n.*?)```", DOCUMENT, re.DOTALL)[0]
SECOND = re.findall(r"the target is `(.*?)`", DOCUMENT)[0]
HAPPENED = re.findall(r"^\| (\d{4}-\d\d-\d\d) \| ([^|]+) \| `tracker (.*?)` \|$", DOCUMENT, re.MULTILINE)
EXAMPLES = re.findall(r"```worked\n\$ tracker (.*?)\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.fixture
def example_db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of the example: each command of the table at noon of its day."""
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    later = re.sub(r"target: \{.*\}", f"target: {SECOND}", PLAN)
    (tmp_path / "plan-2.yaml").write_text(later, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for day, who, command in HAPPENED:
        noon = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        monkeypatch.setattr("tracker.workspace.opened.utc_now", lambda noon=noon: noon)
        tracker.main(
            ["--db", "example.db", "--as", who.strip(), *shlex.split(command)], standalone_mode=False
        )
    return tmp_path / "example.db"


def test_the_document_has_its_example() -> None:
    assert len(HAPPENED) == 6
    assert len(EXAMPLES) == 6


def test_the_worked_example_is_what_the_commands_print(run: Run, example_db: Path) -> None:
    for command, answer in EXAMPLES:
        ran = run(*shlex.split(command), db=example_db, COLUMNS="100")
        assert ran.code == 0, ran.err
        assert ran.out == answer
