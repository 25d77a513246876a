"""Timing in one run: the two sides of a ratio take turns, and medians are compared."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

REPEATS = 15


@dataclass(frozen=True, slots=True)
class Ratio:
    """One claim: what was measured against what, both medians in milliseconds, and the goal."""

    name: str
    ours: float
    floor: float
    goal: float

    @property
    def ratio(self) -> float:
        """How many times the floor ours takes."""
        return self.ours / self.floor

    def line(self) -> str:
        """The claim in a line of a table."""
        verdict = "met" if self.ratio <= self.goal else "MISSED"
        return (
            f"{self.name:<62} {self.ours:8.1f} ms {self.floor:8.1f} ms  {self.ratio:5.2f} times"
            f"  (goal {self.goal:.1f}: {verdict})"
        )


def against(
    name: str, ours: Callable[[], object], floor: Callable[[], object], goal: float, repeats: int = REPEATS
) -> Ratio:
    """Run both in turns, once each unmeasured first, and compare their medians."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(repeats + 1):
        for side, work in zip(times, (ours, floor), strict=True):
            start = time.perf_counter()
            work()
            if turn:
                side.append(time.perf_counter() - start)
    mine, theirs = (statistics.median(side) * 1000 for side in times)
    return Ratio(name, mine, theirs, goal)


def process(*words: str | Path) -> Callable[[], None]:
    """A whole process, its output thrown away; a failing one stops the benchmark."""
    command: Sequence[str] = [str(word) for word in words]

    def run() -> None:
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)

    return run


def installed(name: str) -> Path:
    """A command of this environment."""
    return Path(sys.executable).parent / name
