"""A person at a terminal: the bar while a long import goes on, and Ctrl-C in the middle of it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.commands import Ran

ROWS = 20_000


@pytest.fixture
def long_return(tmp_path: Path) -> Path:
    """Days enough to be at work for some seconds."""
    path = tmp_path / "long.csv"
    start = date(1990, 1, 1)
    with path.open("w") as file:
        file.write("force,commitment,as_at,value\n")
        for number in range(ROWS):
            force = ("kent", "essex", "gwent")[number % 3]
            file.write(f"{force},offenders-pursued,{start + timedelta(days=number // 3)},5\n")
    return path


def written(terminal: int) -> Iterator[str]:
    """What comes to a terminal, piece by piece, until the command has ended."""
    with suppress(OSError):  # Linux's way of saying that nobody writes any more
        while piece := os.read(terminal, 65_536):
            yield piece.decode(errors="replace")


#: The command as in a terminal: what a shell starts in the background ignores Ctrl-C from the outset.
_COMMAND = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from tracker.cli import main
main()
"""


@pytest.mark.parametrize("stage", ["Checking long.csv", "Taking in long.csv"])
def test_ctrl_c_leaves_nothing_half_written(
    small_db: Path, run: Callable[..., Ran], long_return: Path, stage: str
) -> None:
    before = run("verify", db=small_db).out
    terminal, stderr = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", _COMMAND, "--db", str(small_db), "import", str(long_return)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=stderr,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(stderr)
    seen = ""
    for piece in written(terminal):
        if stage not in seen and stage in seen + piece:
            process.send_signal(2)
        seen += piece
    out, _ = process.communicate()
    os.close(terminal)
    assert process.returncode == 130
    assert "%" in seen
    assert "Stopped; nothing was left half-written." in seen
    assert "Traceback" not in seen
    assert out == b""
    assert run("verify", db=small_db).out == before
    assert "No file was taken in yet." in run("history", "--sources", db=small_db).out
    assert not [each for each in small_db.parent.iterdir() if "refused" in each.name]


def test_without_a_terminal_there_is_no_bar(
    small_db: Path, run: Callable[..., Ran], long_return: Path
) -> None:
    done = run("import", "--dry-run", str(long_return), db=small_db)
    assert (done.code, done.err) == (0, "")
    assert "20,000 new" in done.out
