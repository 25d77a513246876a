"""Whatever stands in a plan and a ledger, nothing that a command prints acts on the terminal."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.commands import paths, say
from tests.hostile.test_text_in_every_output import acting, place
from tests.hostile.texts import HOSTILE

TEXT = HOSTILE["escape sequence"] + HOSTILE["direction"]
NAME = TEXT.replace("/", "_")
#: Words with which each command prints something of a hostile plan and ledger; ``serve`` prints where it is.
WORDS: dict[str, tuple[str, ...]] = {
    "demo": ("officer-uplift", "--into", NAME),
    "init": ("plan.yaml",),
    "check": ("plan.yaml",),
    "plan apply": ("changed.yaml", "--reason", TEXT),
    "plan log": (),
    "plan diff": ("1", "2"),
    "update": ("kent", "c0", "--as-at", "2015-12-31", "--value", "1", "--note", TEXT),
    "template": ("kent", "--out", NAME),
    "import": ("--partial", f"./{NAME}.csv"),
    "due": ("--on", "2015-12-01"),
    "status": ("--force", "kent", "--as-of", "2015-09-30"),
    "figures": ("--as-of", "2015-09-30"),
    "compare": ("2015-06-30", "2015-09-30", "--all"),
    "report": ("--as-of", "2015-09-30"),
    "history": ("--limit", "500"),
    "redact": ("2", "--field", "note", "--reason", TEXT, "--yes"),
    "verify": (),
    "backup": (NAME,),
    "export": (NAME,),
}


@pytest.fixture(scope="module")
def changed_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile place with its plan changed once, another change at hand, and a return with a wrong row."""
    folder = shutil.copytree(place(), tmp_path_factory.mktemp("changed") / "copy")
    plan = (folder / "plan.yaml").read_text("utf-8")
    (folder / "changed.yaml").write_text(plan.replace('"value": 200', '"value": 210'), "utf-8")
    again = plan.replace('"value": 200', '"value": 205') + f"\n# {HOSTILE['direction']}\n"
    (folder / "again.yaml").write_text(again, "utf-8")
    (folder / f"{NAME}.csv").write_text(
        "force,commitment,as_at,value,note\nkent,c0,2015-03-31,1,\n"
        f'kent,c0,2015-12-31,9,"{TEXT}"\n"{TEXT}",c0,,1,\n'
    )
    said = say(folder, "--as", "a", "plan", "apply", "again.yaml", "--reason", TEXT)
    assert said.code == 0, said.err
    return folder


@pytest.fixture
def folder(changed_place: Path, tmp_path: Path) -> Path:
    """A copy of it, to write in."""
    return shutil.copytree(changed_place, tmp_path / "copy")


def test_every_command_is_tried() -> None:
    assert {" ".join(names) for names, _ in paths()} == {*WORDS, "plan show"}


FORMATS = [
    (" ".join(names), form)
    for names, command in paths()
    for form in ("table", *(("json", "csv") if any(p.name == "form" for p in command.params) else ()))
]


@pytest.mark.parametrize(("name", "form"), [each for each in FORMATS if each[0] != "plan show"])
def test_what_a_command_prints(folder: Path, name: str, form: str) -> None:
    database = ("--db", f"new{NAME}.db") if name == "init" else ()
    asked = ("--format", form) if form != "table" else ()
    said = say(folder, *database, "--as", "a", *name.split(), *WORDS[name], *asked)
    assert said.code == (1 if name == "import" else 0), said.err
    assert said.out + said.err
    assert not acting(said.out + said.err)


def test_a_plan_is_shown_safely_on_a_terminal_and_as_it_was_recorded_elsewhere(folder: Path) -> None:
    recorded = (folder / "again.yaml").read_text("utf-8")
    assert acting(recorded)
    assert say(folder, "plan", "show").out == recorded
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "tracker", "plan", "show"]
    with subprocess.Popen(words, cwd=folder, stdout=theirs, stdin=subprocess.DEVNULL) as process:
        os.close(theirs)
        printed = bytearray()
        while piece := _read(ours):
            printed += piece
        assert process.wait() == 0
    os.close(ours)
    shown = printed.decode().replace("\r\n", "\n")
    assert not acting(shown)
    assert "exe.gnp end" in shown


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # how Linux says that the other end is closed
        return b""
