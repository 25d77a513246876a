"""The real command, in forks of one process that has everything imported: runs cost no starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


def plain_environment() -> dict[str, str]:
    """This environment, without what a person set for the tracker."""
    return {key: value for key, value in os.environ.items() if not key.startswith("TRACKER_")}


@dataclass(frozen=True, slots=True)
class Ran:
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
        db: Path | None = None,
        user: str = "tester",
        folder: Path | None = None,
        kill_after: float | None = None,
        room: int | None = None,
        uid: int | None = None,
        **environment: str,
    ) -> Ran:
        """One command on a database, in its folder or another.

        It is killed after ``kill_after`` seconds, may write no file beyond ``room`` bytes, and runs as the
        system's user ``uid``.
        """
        asked = {
            "words": [*(["--db", str(db)] if db else []), "--as", user, *map(str, words)],
            "folder": str(folder or (db.parent if db else Path.cwd())),
            "kill_after": kill_after,
            "room": room,
            "uid": uid,
            "environment": {**plain_environment(), "COLUMNS": "120", **environment},
        }
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(asked) + "\n")
        self._server.stdin.flush()
        ran = Ran(**json.loads(self._server.stdout.readline()))
        assert "Traceback" not in ran.err, ran.err
        return ran


@contextmanager
def commands() -> Iterator[Commands]:
    """A process that forks, until the end of the block."""
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "tests.forker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
        env=plain_environment(),
    ) as server:
        yield Commands(server)
        assert server.stdin
        server.stdin.close()
