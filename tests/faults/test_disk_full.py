"""A disk with too little room, at every write: a sentence, exit 3, nothing lost; with room it works again."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.commands import Commands, Ran
from tests.conftest import SMALL_PLAN, Cases
from tests.store.test_upgrades import of_schema
from tracker.store import Store

RETURN = "force,commitment,as_at,value,note\n" + "".join(
    f"{force},offenders-pursued,2015-{month:02}-28,5,a note of some length for {force}\n"
    for force in ("kent", "essex", "gwent")
    for month in range(4, 11)
)

#: Commands that write, and how many rows of the ledger they add.
COMMANDS: dict[str, tuple[list[str], int]] = {
    "init": (["init", "plan.yaml"], 1),
    "init --from-export": (["init", "--from-export", "export"], 3),
    "update": (["update", "kent", "offenders", "--as-at", "2015-09-30", "--value", "7"], 1),
    "import": (["import", "return.csv"], 21),
    "plan apply": (["plan", "apply", "changed.yaml", "--reason", "agreed"], 1),
    "redact": (["redact", "2", "--reason", "names a person", "--yes"], 1),
    "backup": (["backup", "backup.db"], 0),
    "export": (["export", "out"], 0),
    "report": (["report", "--as-of", "2015-09-30", "--format", "md,json", "--out", "out"], 0),
    "template": (["template", "--out", "out"], 0),
    "letters": (["due", "--letters", "out"], 0),
    "upgrade": (["plan", "log"], 0),
}
#: The bytes that a file may have, in every run of the tests; in a long one, every so many up to so many.
FEW = (0, 5_000, 32_768, 45_000, 70_000, 90_000)
STEP, ENOUGH = 1_500, 160_000


@pytest.fixture
def seed(quick_folder: Path, forked: Commands) -> Path:
    """A folder with a database, its export, and the files that the commands take."""
    folder = quick_folder / "seed"
    folder.mkdir()
    (folder / "plan.yaml").write_text(SMALL_PLAN)
    (folder / "changed.yaml").write_text(SMALL_PLAN.replace("value: 200", "value: 180"))
    (folder / "return.csv").write_text(RETURN)
    db = folder / "tracker.db"
    for words in (
        ["init", "plan.yaml"],
        ["update", "kent", "offenders", "--as-at", "2015-06-30", "--value", "3", "--note", "PC 4711 is ill"],
        ["update", "gwent", "caid", "--as-at", "2015-06-30", "--state", "done"],
        ["export", "export"],
    ):
        ran = forked(*words, db=db)
        assert ran.code == 0, ran
    return folder


def names(folder: Path) -> set[str]:
    """The files of a folder, but for those that belong to an open database."""
    return {path.name for path in folder.iterdir() if not path.name.endswith(("-wal", "-shm"))}


@dataclass(frozen=True)
class Attempt:
    """A command in a folder where there is too little room, and what must hold after it."""

    kind: str
    folder: Path
    forked: Commands

    @property
    def db(self) -> Path:
        return self.folder / ("new.db" if self.kind.startswith("init") else "tracker.db")

    def prepare(self, seed: Path) -> None:
        """The folder as the command finds it."""
        shutil.copytree(seed, self.folder, dirs_exist_ok=True)
        if self.kind == "upgrade":
            of_schema(3, self.db)

    def run(self, room: int | None = None) -> Ran:
        return self.forked(*COMMANDS[self.kind][0], db=self.db, room=room)

    def entries(self) -> int:
        """How long the ledger is; it verifies. Nothing is written to find out."""
        if not self.db.exists():
            return 0
        with Store.open(self.db) as store:
            assert store.verify().problems == []
            return store.head()[0]

    def check_refused(self, ran: Ran, before: set[str]) -> None:
        """It said so in a sentence, and nothing stands under a final name."""
        assert ran.code == 3, ran
        assert ran.err.strip()
        assert names(self.folder) == before, ran

    def check_works_again(self, had: int) -> None:
        """With room the same command does what it is for, once."""
        adds = COMMANDS[self.kind][1]
        now = self.entries()
        assert now == had or self.kind == "redact"
        ran = self.run()
        assert ran.code == 0, ran
        assert self.entries() == had + adds


def tried(attempt: Attempt, had: int, ran: Ran, before: set[str]) -> bool:
    """Check one attempt; whether it was refused."""
    if ran.code == 0:
        return False
    attempt.check_refused(ran, before)
    attempt.check_works_again(had)
    return True


def tried_with_limit(kind: str, rooms: Iterator[int] | tuple[int, ...], seed: Path, forked: Commands) -> int:
    """Try a command with so much room for any one file; how often it was refused."""
    refused = 0
    for room in rooms:
        attempt = Attempt(kind, seed.parent / "tried", forked)
        attempt.prepare(seed)
        before = names(attempt.folder)
        had = 0 if kind.startswith("init") else 9 if kind == "upgrade" else 3
        is_refused = tried(attempt, had, attempt.run(room), before)
        refused += is_refused
        shutil.rmtree(attempt.folder)
        if not is_refused and room > FEW[-1]:
            break
    return refused


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_full_disk_is_said_and_costs_nothing(kind: str, seed: Path, forked: Commands, cases: Cases) -> None:
    refused = tried_with_limit(kind, FEW, seed, forked)
    assert refused >= 2
    cases(f"{kind}: full disks", refused)


@pytest.mark.soak
@pytest.mark.parametrize("kind", COMMANDS)
def test_a_disk_full_at_every_write_is_said_and_costs_nothing(
    kind: str, seed: Path, forked: Commands, cases: Cases
) -> None:
    cases(f"{kind}: full disks", tried_with_limit(kind, iter(range(0, ENOUGH, STEP)), seed, forked))


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A file system of two megabytes in memory."""
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def fill(place: Path, pages: int) -> Path:
    """Leave so many pages free."""
    filler = place / "filler"
    free = os.statvfs(place)
    with filler.open("wb") as file:
        file.write(b"\0" * max(0, (free.f_bavail - pages) * free.f_bsize))
    return filler


@pytest.mark.soak
@pytest.mark.skipif(
    os.geteuid() != 0, reason="only root may mount a small disk; the limit is tried in any case"
)
@pytest.mark.parametrize("kind", COMMANDS)
def test_a_small_disk_with_any_number_of_pages_left(
    kind: str, seed: Path, tmp_path: Path, forked: Commands, cases: Cases
) -> None:
    refused = 0
    with small_disk(tmp_path / "disk") as disk:
        for pages in range(90):
            attempt = Attempt(kind, disk / "tried", forked)
            attempt.prepare(seed)
            before = names(attempt.folder)
            had = 0 if kind.startswith("init") else 9 if kind == "upgrade" else 3
            filler = fill(disk, pages)
            ran = attempt.run()
            filler.unlink()
            is_refused = tried(attempt, had, ran, before)
            refused += is_refused
            shutil.rmtree(attempt.folder)
            if not is_refused:
                break
    assert refused
    cases(f"{kind}: small disks", refused)


@pytest.mark.parametrize("stream", ["out", "err"])
def test_output_that_finds_no_room_is_said_without_a_traceback(
    small_db: Path, stream: str, run_into: Callable[..., tuple[int, str]]
) -> None:
    code, said = run_into(stream, "status" if stream == "out" else "no-such-word", db=small_db)
    assert code == 3
    assert "Traceback" not in said
    if stream == "out":
        assert said == (
            "What the command prints could not be written: No space left on device. "
            "What it was to do may be done: “tracker history” says what was recorded.\n"
        )


def test_an_update_whose_receipt_cannot_be_printed_is_recorded(
    small_db: Path, run_into: Callable[..., tuple[int, str]]
) -> None:
    words = ["update", "kent", "offenders", "--as-at", "2015-06-30", "--value", "3"]
    code, said = run_into("out", *words, db=small_db)

    assert (code, "“tracker history” says what was recorded" in said) == (3, True)
    with Store.open(small_db) as store:
        assert store.head()[0] == 2


@pytest.fixture
def run_into(tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """The command with one of its streams on a full disk; the code, and what the other stream got."""
    import sys

    def call(stream: str, *words: str, db: Path) -> tuple[int, str]:
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "tracker", "--db", str(db), *words],
                stdout=full if stream == "out" else subprocess.PIPE,
                stderr=full if stream == "err" else subprocess.PIPE,
                encoding="utf-8",
                cwd=tmp_path,
            )
        return done.returncode, (done.stderr if stream == "out" else done.stdout) or ""

    return call
