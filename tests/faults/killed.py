"""What is killed: for each command how it is called for the nth time, and what must be whole after it."""

from __future__ import annotations

import filecmp
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.commands import Commands
from tests.conftest import SMALL_PLAN
from tests.store.test_upgrades import of_schema
from tracker.store import Store

FORCES = ("kent", "essex", "gwent")


@dataclass
class Scene:
    """A database of the small plan in a folder, and the command that is killed there again and again."""

    folder: Path
    forked: Commands
    number: int = 0
    adds: int = 0
    #: A whole copy of what the command makes under a final name, to compare with.
    whole: Path | None = None
    db: Path = field(init=False)

    def __post_init__(self) -> None:
        self.db = self.folder / "tracker.db"
        self.done("init", self.file("plan.yaml", SMALL_PLAN))
        self.done("import", self.file("first.csv", self.rows(3)))

    def file(self, name: str, text: str) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def rows(self, months: int, first: float = 0) -> str:
        """A return of so many months from every force."""
        lines = (
            f"{force},offenders-pursued,2015-{month + 4:02}-28,{first + month}\n"
            for force in FORCES
            for month in range(months)
        )
        return "force,commitment,as_at,value\n" + "".join(lines)

    def done(self, *words: str | Path) -> float:
        """Run a command to its end; the seconds it took."""
        ran = self.forked(*words, db=self.db)
        assert ran.code == 0, ran
        return ran.seconds

    def end(self) -> tuple[int, str]:
        """The end of the ledger; all that must hold of a database holds."""
        with Store.open(self.db) as store:
            told = store.verify()
            assert told.problems == []
            return store.head()


Words = list[str | Path]


def update(scene: Scene) -> Words:
    """One row, another value each time."""
    scene.adds = 1
    note = f"note {scene.number} " * 20
    value = str(scene.number)
    return ["update", "kent", "offenders-pursued", "--as-at", "2015-09-30", "--value", value, "--note", note]


def taken_in(scene: Scene) -> Words:
    """Twenty-four rows in a file of which each is new or another."""
    scene.adds = 24
    return ["import", scene.file(f"{scene.number}.csv", scene.rows(8, scene.number + 0.5))]


def plan_apply(scene: Scene) -> Words:
    """Another target each time."""
    scene.adds = 1
    text = SMALL_PLAN.replace("value: 200", f"value: {201 + scene.number}")
    return ["plan", "apply", scene.file("changed.yaml", text), "--reason", f"why {scene.number}"]


def backup(scene: Scene) -> Words:
    """A copy under a new name."""
    return ["backup", scene.folder / f"{scene.number}.backup"]


def export(scene: Scene) -> Words:
    """A folder under a new name."""
    if scene.whole is None:
        scene.whole = scene.folder / "whole"
        scene.done("export", scene.whole)
    return ["export", scene.folder / f"{scene.number}.out"]


def report(scene: Scene) -> Words:
    """The paper in two formats, in a new folder."""
    words: Words = ["report", "--as-of", "2015-09-30", "--format", "md,json", "--out"]
    if scene.whole is None:
        scene.whole = scene.folder / "whole"
        scene.done(*words, scene.whole)
    return [*words, scene.folder / f"{scene.number}.out"]


def from_export(scene: Scene) -> Words:
    """A new database of an export."""
    folder = scene.folder / "export"
    if not folder.exists():
        scene.done("export", folder)
    scene.db.unlink(missing_ok=True)
    return ["init", "--from-export", folder]


def upgrade(scene: Scene) -> Words:
    """A database of an earlier schema, opened."""
    scene.db.unlink()
    of_schema(1 + scene.number % 5, scene.db)
    return ["status"]


KINDS = {
    "update": update,
    "import": taken_in,
    "plan apply": plan_apply,
    "backup": backup,
    "export": export,
    "report": report,
    "init --from-export": from_export,
    "upgrade": upgrade,
}


def check_files(scene: Scene) -> None:
    """Every file under a final name is whole."""
    for copy in (*scene.folder.glob("*.backup"), *scene.folder.glob("tracker.schema-*.db")):
        with Store.open(copy) as store:
            assert store.verify().problems == [], copy
    for folder in scene.folder.glob("*.out"):
        for file in (path for path in folder.rglob("*") if path.is_file() and path.name[0] != "."):
            assert scene.whole
            whole = scene.whole / file.relative_to(folder)
            # An export says on what day it was made, and its list of sums holds the sum of that.
            assert file.name in ("README.md", "SHA256SUMS") or filecmp.cmp(file, whole, shallow=False), file


def tidy(scene: Scene) -> None:
    """Take away what attempts have left, so that each is checked once."""
    for path in scene.folder.iterdir():
        if path.suffix == ".out":
            shutil.rmtree(path)
        elif ".backup" in path.name or ".schema-" in path.name or path.name.startswith("."):
            path.unlink()
