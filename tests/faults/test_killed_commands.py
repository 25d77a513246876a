"""Commands killed (SIGKILL) at random moments: what was acknowledged is there, and nothing is half there."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.commands import Commands, Ran
from tests.conftest import Cases
from tests.faults.killed import KINDS, Scene, check_files, tidy

#: Kills of each command in every run of the tests, and in a long one.
FEW, MANY = 12, 125
#: A database is begun anew after so many, so that checking it stays quick.
_EACH = 25


def killed(scene: Scene, kind: str, moment: float) -> Ran:
    """Run the command once and kill it at a moment; check all that must hold."""
    is_new = kind in ("init --from-export", "upgrade")
    before = scene.end()
    words = KINDS[kind](scene)
    ran = scene.forked(*words, db=scene.db, kill_after=moment)
    if ran.code == 0 or scene.db.exists():
        after = scene.end()
        has_written = after[0] == before[0] + scene.adds
        assert is_new or has_written or after == before
        acknowledged = ran.code == 0 or "ecorded as" in ran.out + ran.err or "Ledger number" in ran.out
        assert is_new or has_written or not acknowledged
    else:
        assert kind == "init --from-export"
        scene.done(*words)
    check_files(scene)
    tidy(scene)
    return ran


def kills(kind: str, wanted: int, folder: Path, forked: Commands) -> None:
    """Kill a command so many times."""
    chance = random.Random(kind)
    count = tries = 0
    while count < wanted:
        if tries % _EACH == 0:
            place = folder / str(tries)
            place.mkdir()
            scene = Scene(place, forked)
            scene.end()
            seconds = scene.done(*KINDS[kind](scene))
        scene.number = tries = tries + 1
        count += killed(scene, kind, chance.random() * seconds).code == -9
        assert tries < 20 * wanted, "hardly ever killed in time"


@pytest.mark.parametrize("kind", KINDS)
def test_a_killed_command_leaves_all_or_nothing(
    kind: str, quick_folder: Path, forked: Commands, cases: Cases
) -> None:
    kills(kind, FEW, quick_folder, forked)
    cases(f"{kind}: kills", FEW)


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_a_command_killed_often_leaves_all_or_nothing(
    kind: str, quick_folder: Path, forked: Commands, cases: Cases
) -> None:
    kills(kind, MANY, quick_folder, forked)
    cases(f"{kind}: kills", MANY)
