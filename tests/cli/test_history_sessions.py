"""The sessions of docs/history.md, typed word for word; ``…`` in an answer stands for anything."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

DOCUMENT = (Path(__file__).parents[2] / "docs" / "history.md").read_text(encoding="utf-8")
SESSIONS = re.findall(r"```session (\S+)\n(.*?)```", DOCUMENT, re.DOTALL)


def test_the_document_has_sessions() -> None:
    assert len(SESSIONS) == 4


@pytest.mark.parametrize(("name", "session"), SESSIONS)
def test_a_session_goes_as_it_is_written(
    name: str, session: str, demo_db: Callable[[str], Path], small_db: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (small_db if name == "small" else demo_db(name)).rename(home / "tracker.db")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TRACKER_")}
    path = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
    heads = set()
    for typed, answer in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", session, re.MULTILINE):
        done = subprocess.run(
            ["bash", "-c", typed],
            cwd=home,
            env={**kept, "PATH": path, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            encoding="utf-8",
        )
        wanted = ".*".join(map(re.escape, answer.split("…")))
        assert re.fullmatch(wanted, done.stdout, re.DOTALL), (typed, done.stdout)
        heads.update(re.findall("^Head: (.*)", done.stdout, re.MULTILINE))
    assert len(heads) == 1, "what is backed up, restored, exported and made again has one head"
