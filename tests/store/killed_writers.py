"""Writers killed in the middle of their work, for test_kill_points: python -m tests.store.killed_writers.

A child writes whatever can be written, again and again, and is killed (SIGKILL) after a random number of
things it said it had done and a random moment more. Then the ledger must verify, all that the child had
said was done must be in it, and a backup is whole or not there.
"""

from __future__ import annotations

import hashlib
import os
import random
import select
import shutil
import signal
import sys
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from tracker import store
from tracker.domain.update import Draft, Source
from tracker.store import Intake, Store, VersionDraft

#: Kills of one ledger, before it is begun anew: so that checking it stays quick.
_KILLS_EACH = 10
#: A kill comes at most so long (seconds) after the last thing that was said to be done.
_LATEST = 0.004


def _now() -> datetime:
    return datetime.now(UTC)


def _version(reason: str) -> VersionDraft:
    return VersionDraft("plan", "A plan", reason, "plan: plan\n", {"a.csv": "force,target\n" * 50}, "{}")


def write(path: Path, chance: random.Random, said: int) -> None:
    """Write for ever, and say the chain's head after each thing that is done."""
    with Store.open(path) as ledger:
        while True:
            number = chance.randrange(10**9)
            day = date(2019, 1 + number % 12, 1)
            drafts = [
                Draft("kent", "officers", day, float(n), note=f"note {number} {n} " * 20)
                for n in range(1 + number % 8)
            ]
            what = number % 9
            if what < 2:
                ledger.append(drafts, author="Ann", now=_now)
            elif what < 4:
                content = f"return {number}\n".encode() * 200
                source = Source(f"{number}.csv", hashlib.sha256(content).hexdigest())
                intake = Intake(source, content, 0, 0, ledger.head()[0], frozenset())
                ledger.take_in(drafts, intake, author="Ann", now=_now)
            elif what < 6:
                ledger.add_version(_version(f"why {number}"), author="Ann", now=_now)
            elif what < 8:
                (receipt,) = ledger.append(drafts[:1], author="Ann", now=_now)
                ledger.redact(receipt.seq, reason="names a person", author="Ann", now=_now)
            else:
                ledger.backup(path.with_name(f"{number}.backup"))
            os.write(said, ledger.head()[1].encode())


def killed(path: Path, chance: random.Random) -> str:
    """Start a writer and kill it at a random moment; the last head it said, or nothing."""
    heard, said = os.pipe()
    child = os.fork()
    if not child:
        os.close(heard)
        try:
            write(path, chance, said)
        except Exception as error:  # noqa: BLE001 - a child has nobody to raise it to
            os.write(2, f"{error!r}\n".encode())
        finally:
            os._exit(1)
    os.close(said)
    last = ""
    for _ in range(chance.randrange(4)):
        last = os.read(heard, 64).decode()
    if select.select([heard], [], [], chance.random() * _LATEST)[0]:
        last = os.read(heard, 64).decode()
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
        raise RuntimeError("the writer ended by itself")
    rest = os.read(heard, 64 * 1024).decode()
    os.close(heard)
    return rest[-64:] or last


def check(path: Path, head: str) -> None:
    """All that must hold after a kill."""
    with Store.open(path) as ledger:
        told = ledger.verify(head or None)
    if not told.ok:
        raise RuntimeError(f"{path}: {told.problems}")
    for backup in path.parent.glob("*.backup"):
        with Store.open(backup) as ledger:
            if not ledger.verify().ok:
                raise RuntimeError(f"{backup} is not whole")
        for file in path.parent.glob(f"{backup.name}*"):
            file.unlink()
    for draft in path.parent.glob(".*.tracker-new*"):
        draft.unlink()


def main(folder: Path, seed: int, kills: int) -> None:
    """Kill so many writers, and print how many were killed."""
    chance = random.Random(seed)
    for module in iter_modules(store.__path__, f"{store.__name__}."):
        import_module(module.name)  # before the first fork, not in each child
    first = folder / "first.db"
    Store.create(first, _version("first"), "Ann", _now).close()
    path = folder / "ledger" / "tracker.db"
    for number in range(kills):
        if number % _KILLS_EACH == 0:
            shutil.rmtree(path.parent, ignore_errors=True)
            path.parent.mkdir()
            shutil.copy(first, path)
        check(path, killed(path, chance))
    print(f"{kills} writers killed")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
