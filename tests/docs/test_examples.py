"""The commands of the README in their order in an empty folder, and the example of docs/chasing.md."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.docs.pages import section, text_of, words_of_commands

FIVE_MINUTES = section("README.md", "Five minutes")
PLAN = re.findall(r"```yaml\n(plan: .*?)```", text_of("docs/plan-file.md"), re.DOTALL)[0]
CHASING = text_of("docs/chasing.md")


def test_the_five_minutes_of_the_readme(run: Run, demo_db: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "tracker-demo").mkdir()
    for name in ("officer-strength", "child-protection-2015"):
        shutil.copy(demo_db(name), tmp_path / "tracker-demo")
    typed = list(words_of_commands(FIVE_MINUTES))
    assert len(typed) == 11
    for line in typed:
        ran = run(*shlex.split(line)[1:])
        assert ran.code == 0, (line, ran.err)
    assert len(list((tmp_path / "papers").iterdir())) == 3


def test_the_readme_tells_two_clocks_of_one_cell_apart(run: Run, strength_db: Path) -> None:
    then, later = (line for line in words_of_commands(FIVE_MINUTES) if "--known-at" in line)
    rows = [
        re.findall(r"^officer-strength .*", run(*shlex.split(line)[3:], db=strength_db).out, re.MULTILINE)
        for line in (then, later)
    ]
    assert len(rows[0]) == len(rows[1]) == 1
    assert rows[0] != rows[1]


@pytest.mark.parametrize("name", ["demo", "test", "check", "bench", "pictures", "opened"])
def test_what_the_readme_makes_can_be_made(name: str) -> None:
    assert f"make {name}" in text_of("README.md")
    assert re.search(rf"^{name}:", text_of("Makefile"), re.MULTILINE)


def test_the_list_of_missing_returns(run: Run, demo_db: Callable[[str], Path]) -> None:
    typed, answer = re.findall(r"```console\n\$ tracker (.*?)\n(.+?)```", CHASING, re.DOTALL)[0]
    ran = run(*shlex.split(typed), db=demo_db("child-protection-2015"), COLUMNS="80")
    assert ran.code == 0, ran.err
    assert ran.out == answer


def test_the_contacts_are_read_and_the_reminders_written(
    run: Run, demo_db: Callable[[str], Path], tmp_path: Path
) -> None:
    contacts = re.findall(r"```csv\n(.*?)```", CHASING, re.DOTALL)[0]
    (tmp_path / "mailboxes.csv").write_text(contacts, encoding="utf-8")
    typed = re.findall(r"```console\n\$ tracker (due --letters.*?)\n", CHASING)[0]
    ran = run(*shlex.split(typed), "--on", "2015-10-25", db=demo_db("child-protection-2015"))
    assert ran.code == 0, ran.err
    assert "action.plan@gwent.example" in (tmp_path / "reminders" / "gwent.txt").read_text("utf-8")
