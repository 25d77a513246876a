"""What holds of every hostile case: no hang, no great memory, and where it is refused nothing is written."""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

#: Seconds of the processor's time that a case may take: those of the clock depend on who else works here.
SECONDS = 5
#: Seconds of the clock after which a case that waits for something is given up.
PATIENCE = 60
#: Bytes by which a case may raise what the process holds, and that a process which it starts may hold.
BYTES = 500 * 1024 * 1024
#: The unit of ``ru_maxrss``, which differs between systems.
_UNIT = 1 if sys.platform == "darwin" else 1024

_cases = 0


def cases() -> int:
    """How many cases have been tried so far."""
    return _cases


@contextmanager
def held() -> Iterator[None]:
    """One case; it fails where it takes too long or too much memory, in this process or one it started."""
    global _cases  # noqa: PLW0603 - counted wherever a case is tried
    _cases += 1
    before, others, began = _peak(), _peak(resource.RUSAGE_CHILDREN), _spent()
    earlier = signal.signal(signal.SIGALRM, _given_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)
    assert _spent() - began < SECONDS
    assert _peak() - before < BYTES
    # Until it has begun its program, a process that is started counts as holding what this one holds.
    assert _peak(resource.RUSAGE_CHILDREN) <= max(others, _peak(), BYTES)


def _spent() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _peak(whose: int = resource.RUSAGE_SELF) -> int:
    return resource.getrusage(whose).ru_maxrss * _UNIT


def _given_up(_: int, __: FrameType | None) -> None:
    raise AssertionError(f"waited for {PATIENCE} s")


def listing(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of what is in it, and every folder, link and pipe."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        if path.is_file() and not path.is_symlink()
        else "no file"
        for path in folder.rglob("*")
    }
