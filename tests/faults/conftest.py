"""The command in circumstances that nobody wishes for, quickly enough to be tried a thousand times."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Forked:
    """What a command printed, its exit code (below zero: ended by that signal), and how long it took."""

    out: str
    err: str
    code: int
    seconds: float


class Commands:
    """Runs the command in forks of one process that has everything imported."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        self._server = server

    def __call__(
        self,
        *words: str | Path,
        db: Path,
        user: str = "tester",
        kill_after: float | None = None,
        room: int | None = None,
        uid: int | None = None,
        **environment: str,
    ) -> Forked:
        """One command on a database.

        It is killed after ``kill_after`` seconds, may write no file beyond ``room`` bytes, and runs as the
        system's user ``uid``.
        """
        asked = {
            "words": ["--db", str(db), "--as", user, *map(str, words)],
            "folder": str(db.parent),
            "kill_after": kill_after,
            "room": room,
            "uid": uid,
            "environment": {"COLUMNS": "120", **environment},
        }
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        ran = Forked(**json.loads(self._server.stdout.readline()))
        assert "Traceback" not in ran.err, ran.err
        return ran


@pytest.fixture(scope="session")
def forked() -> Iterator[Commands]:
    """The real command, forked."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("TRACKER_")}
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.forker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=kept,
    ) as server:
        yield Commands(server)
        assert server.stdin
        server.stdin.close()


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: what is tested is the order of writes, not the disk."""
    memory = Path("/dev/shm")  # noqa: S108 - not a name of a file
    if not memory.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield Path(name)
