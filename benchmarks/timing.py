"""Timing in one run: the two sides of a ratio take turns, and medians are compared."""

from __future__ import annotations

import compileall
import os
import statistics
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import tracker

REPEATS = 15


def as_installed() -> None:
    """Compile every module now, as pip does: a process that would compile them each time is not measured."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for folder in (sysconfig.get_path("purelib"), Path(tracker.__file__).parent):
        compileall.compile_dir(folder, quiet=2)


@dataclass(frozen=True, slots=True)
class Claim:
    """What was measured: ours, and a floor beside it where there is one, in a unit; and the goal.

    The goal is a ratio of the two where ``in_times``, otherwise the most that ours may be; None where
    nothing was promised.
    """

    name: str
    ours: float
    floor: float | None = None
    goal: float | None = None
    in_times: bool = True
    unit: str = "ms"

    @property
    def ratio(self) -> float | None:
        """How many times the floor ours takes."""
        return self.ours / self.floor if self.floor else None

    @property
    def verdict(self) -> str:
        """The goal, and whether it was met."""
        measured = self.ratio if self.in_times else self.ours
        if self.goal is None or measured is None:
            return ""
        goal = f"{self.goal:.1f} times" if self.in_times else f"{self.goal:,.0f} {self.unit}"
        return f"{goal}: {'met' if measured <= self.goal else 'MISSED'}"

    def row(self) -> tuple[str, str, str, str, str]:
        """The claim as a row of a table: name, ours, floor, times, goal."""
        floor = "" if self.floor is None else f"{self.floor:,.1f} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return self.name, f"{self.ours:,.1f} {self.unit}", floor, ratio, self.verdict


def against(
    name: str,
    ours: Callable[[], object],
    floor: Callable[[], object],
    goal: float | None = None,
    repeats: int = REPEATS,
    *,
    in_times: bool = True,
) -> Claim:
    """Run both in turns, once each unmeasured first, and compare their medians."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(repeats + 1):
        for side, work in zip(times, (ours, floor), strict=True):
            start = time.perf_counter()
            work()
            if turn:
                side.append(time.perf_counter() - start)
    mine, theirs = (statistics.median(side) * 1000 for side in times)
    return Claim(name, mine, theirs, goal, in_times)


def process(*words: str | Path) -> Callable[[], None]:
    """A whole process, its output thrown away; a failing one stops the benchmark."""
    command: Sequence[str] = [str(word) for word in words]

    def run() -> None:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)

    return run


def installed(name: str) -> Path:
    """A command of this environment."""
    return Path(sys.executable).parent / name
