"""A folder in which a person works, with what others sent in it; laid anew where a case changed it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from tests.conftest import LOADED, SMALL_PLAN
from tests.hostile.contract import listing
from tests.hostile.texts import HOSTILE
from tracker.workspace import Workspace

RETURN = "force,commitment,as_at,value\nkent,offenders-pursued,2015-09-30,98\n"


class Workplace:
    """The folder, four levels down, so that what tries to climb out of it is seen."""

    def __init__(self, root: Path, fill: Callable[[Path], None]) -> None:
        self.root = root / "here"
        self.folder = self.root / "a" / "b" / "c"
        self._pristine = root / "pristine"
        self._pristine.mkdir()
        fill(self._pristine)
        self.lay()
        self._before = listing(self.root)

    def lay(self) -> None:
        """Make everything as it was at first."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self._pristine, self.folder, symlinks=True)
        os.mkfifo(self.folder / "pipe")

    def changes(self) -> dict[str, str]:
        """What was made or changed since it was laid, and what has gone."""
        return dict(listing(self.root).items() ^ self._before.items())


@cache
def workplace() -> Workplace:
    """The one of this process, gone when it ends."""
    held = tempfile.TemporaryDirectory()
    made = Workplace(Path(held.name), _fill)
    made.held = held  # type: ignore[attr-defined]
    return made


def _fill(folder: Path) -> None:
    plan = folder / "small.yaml"
    plan.write_text(SMALL_PLAN, encoding="utf-8")
    with Workspace.create(folder / "small.db", plan, "staff officer", lambda: LOADED) as workspace:
        workspace.export(folder / "export")
    shutil.copy(folder / "small.db", folder / "tracker.db")
    sqlite3.connect(folder / "other.db").executescript("CREATE TABLE t (x)").connection.close()
    (folder / "broken.db").write_bytes((folder / "small.db").read_bytes()[:3000])
    for name, content in {
        "r.csv": RETURN.encode(),
        "contacts.csv": b"force,mailbox\nkent,performance@kent.example\n",
        "broken.csv": b"force,comm\xff\x00",
        "broken.xlsx": b"PK\x03\x04nonsense",
        "empty": b"",
        "returns/r.csv": RETURN.encode(),
        "odd/ok.csv": b"force\n",
    }.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    for text in HOSTILE.values():
        name = text.replace("/", "∕").encode()[:200]
        for ending in (b".csv", b""):
            Path(os.fsdecode(os.fsencode(folder / "odd") + b"/" + name + b"\xff" + ending)).write_text(
                "force\n"
            )
    (folder / "link").symlink_to("nowhere")
    (folder / "small").mkdir()
    (folder / "small" / "loop").symlink_to("loop")
