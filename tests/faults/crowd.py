"""Many at work in one database: python -m tests.faults.crowd DATABASE WRITERS UPDATES READERS IMPORTS.

Each is a process of its own that runs the command again and again, as a person would. Prints as JSON what
each was told that was not success, and the longest that a writer waited.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from tests.forker import command, warm

FORCES = ("kent", "essex", "gwent")


class Person:
    """One process: what went wrong, and the longest that one command took."""

    def __init__(self, db: Path, name: str) -> None:
        self._db = db
        self._name = name
        self.wrong: list[str] = []
        self.slowest = 0.0

    def does(self, *words: str) -> None:
        """Run one command."""
        out, err = StringIO(), StringIO()
        began = time.perf_counter()
        with redirect_stdout(out), redirect_stderr(err):
            code = command("--db", str(self._db), "--as", self._name, *words)
        self.slowest = max(self.slowest, time.perf_counter() - began)
        if code or err.getvalue():
            self.wrong.append(f"{self._name}: {' '.join(words)}: {code}: {err.getvalue()}")

    def writes(self, number: int, updates: int) -> None:
        """Each update with a value that no other has."""
        for nth in range(updates):
            day = date(2010, 1, 1) + timedelta(days=nth)
            value = str(number * 10_000 + nth)
            force = FORCES[number % len(FORCES)]
            self.does("update", force, "offenders-pursued", "--as-at", day.isoformat(), "--value", value)

    def reads(self, until: Path) -> None:
        """Look until all have written."""
        while not until.exists():
            self.does("status", "--format", "json")
            self.does("verify")

    def takes_in(self, force: str) -> None:
        """A return on what nobody else writes to."""
        path = self._db.with_name(f"{force}.csv")
        days = (date(2015, 4, 1) + timedelta(days=day) for day in range(200))
        rows = "".join(f"{force},caid-in-use,{day},in progress\n" for day in days)
        path.write_text(f"force,commitment,as_at,state\n{rows}", encoding="utf-8")
        self.does("import", str(path))


def forked(person: Person, does: str, *given: object) -> tuple[int, int]:
    """Let a person do something in a process of its own; its number, and where its answer comes."""
    answer, said = os.pipe()
    pid = os.fork()
    if pid:
        os.close(said)
        return pid, answer
    code = 1
    try:
        getattr(person, does)(*given)
        os.write(said, json.dumps([does, person.wrong[:5], len(person.wrong), person.slowest]).encode())
        code = 0
    finally:
        os._exit(code)


def main(db: Path, writers: int, updates: int, readers: int, imports: int) -> None:
    """Let all begin at once, and print what they met."""
    warm()
    done = db.with_name("all have written")
    at_work = [forked(Person(db, f"writer {n}"), "writes", n, updates) for n in range(writers)]
    at_work += [forked(Person(db, f"import {n}"), "takes_in", FORCES[n]) for n in range(imports)]
    at_work.append(forked(Person(db, "backup"), "does", "backup", str(db.with_name("backup.db"))))
    looking = [forked(Person(db, f"reader {n}"), "reads", done) for n in range(readers)]
    answers = [_answer(*each) for each in at_work]
    done.touch()
    answers += [_answer(*each) for each in looking]
    wrong = [sentence for _, told, _, _ in answers for sentence in told]
    slowest = max(seconds for does, _, _, seconds in answers if does == "writes")
    print(json.dumps({"wrong": wrong, "slowest": slowest, "processes": len(answers)}))


def _answer(pid: int, answer: int) -> tuple[str, list[str], int, float]:
    said = b""
    while piece := os.read(answer, 65_536):
        said += piece
    os.close(answer)
    _, status = os.waitpid(pid, 0)
    if status:
        raise RuntimeError(f"a process ended with {status}")
    does, wrong, count, slowest = json.loads(said)
    return does, wrong, count, slowest


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
