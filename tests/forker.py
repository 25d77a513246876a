"""The real command in a process of its own, hundreds of times a minute: python -m tests.forker.

It imports the tracker once. For each line of JSON on stdin it forks a child that runs the command in the
circumstances asked for, and answers with a line of JSON: what was printed, the exit code (below zero: by
that signal) and the seconds it took.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
import tempfile
import time
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from typing import Any

from tests.conftest import SMALL_PLAN
from tracker.cli import main

_RETURN = "force,commitment,as_at,value\nkent,offenders-pursued,2015-06-30,1\n"


def command(*words: str) -> int:
    """Run the command in this process; its exit code."""
    sys.argv = ["tracker", *words]
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    raise AssertionError("the command always ends by exiting")


def warm() -> None:
    """Do everything once, so that all that is imported late is imported before the first fork."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        plan, taken, db = (Path(folder) / name for name in ("plan.yaml", "return.csv", "tracker.db"))
        plan.write_text(SMALL_PLAN, encoding="utf-8")
        taken.write_text(_RETURN, encoding="utf-8")
        for words in (
            ["init", str(plan)],
            ["update", "kent", "caid-in-use", "--as-at", "2015-09-30", "--state", "done", "--note", "n"],
            ["redact", "2", "--reason", "names a person", "--yes"],
            ["import", str(taken)],
            ["plan", "apply", str(plan), "--reason", "none"],
            ["report", "--format", "md,json", "--out", f"{folder}/papers"],
            ["template", "--out", f"{folder}/templates"],
            ["due", "--letters", f"{folder}/letters"],
            ["backup", f"{folder}/backup.db"],
            ["export", f"{folder}/export"],
            ["verify"],
            ["history"],
        ):
            if command("--db", str(db), *words):
                raise RuntimeError(f"{words} went wrong")
        if command("--db", f"{folder}/again.db", "init", "--from-export", f"{folder}/export"):
            raise RuntimeError("the export could not be read")


def child(asked: dict[str, Any], out: int, err: int) -> int:
    """In the child: bring about the circumstances, and run the command."""
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.chdir(asked["folder"])
    if asked["room"] is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (asked["room"], resource.RLIM_INFINITY))
    if asked["uid"] is not None:
        os.setgroups([])
        os.setgid(asked["uid"])
        os.setuid(asked["uid"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    encoding = os.environ.get("PYTHONIOENCODING", "utf-8")
    sys.stdout = open(1, "w", encoding=encoding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, errors="backslashreplace", closefd=False)  # noqa: SIM115
    code = command(*asked["words"])
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def watched(pid: int, pipes: list[int], kill_after: float | None) -> tuple[list[bytes], int]:
    """What the child prints until it ends, and how it ended; it is killed after so many seconds."""
    said = dict.fromkeys(pipes, b"")
    is_open = set(pipes)
    until = None if kill_after is None else time.perf_counter() + kill_after
    while is_open:
        left = None if until is None else max(0.0, until - time.perf_counter())
        ready = select.select(list(is_open), [], [], left)[0]
        for pipe in ready:
            piece = os.read(pipe, 65_536)
            said[pipe] += piece
            if not piece:
                is_open.discard(pipe)
        if until is not None and time.perf_counter() >= until:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            until = None
    _, status = os.waitpid(pid, 0)
    return [said[pipe] for pipe in pipes], os.waitstatus_to_exitcode(status)


def forked(asked: dict[str, Any]) -> dict[str, Any]:
    """Run one command as asked."""
    (out, child_out), (err, child_err) = os.pipe(), os.pipe()
    began = time.perf_counter()
    pid = os.fork()
    if not pid:
        code = 70
        try:
            code = child(asked, child_out, child_err)
        except BaseException as error:  # noqa: BLE001 - a child has nobody to raise it to
            os.write(2, f"Traceback: {error!r}\n".encode())
        finally:
            os._exit(code)
    os.close(child_out)
    os.close(child_err)
    (said, messages), code = watched(pid, [out, err], asked["kill_after"])
    os.close(out)
    os.close(err)
    return {
        "out": said.decode(),
        "err": messages.decode(),
        "code": code,
        "seconds": time.perf_counter() - began,
    }


if __name__ == "__main__":
    warm()
    for line in sys.stdin:
        print(json.dumps(forked(json.loads(line))), flush=True)
