"""A thousand writers killed at random moments: the ledger verifies, and nothing that was done is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BATCHES, KILLS = 4, 250


@pytest.mark.parametrize("seed", range(BATCHES))
def test_a_writer_killed_at_any_moment_leaves_a_whole_ledger(quick_folder: Path, seed: int) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.store.killed_writers", str(quick_folder), str(seed), str(KILLS)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert (done.returncode, done.stdout) == (0, f"{KILLS} writers killed\n"), done.stderr
