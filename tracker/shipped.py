"""The plans and the data that come with the tracker, and the demo workspaces made from them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.errors import RefusedError
from tracker.domain.fields import quoted
from tracker.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Demo:
    """A shipped plan, the returns that go with it, and a sentence on what they are."""

    name: str
    returns: str
    about: str


#: In the order they are offered; the first is the one the demo opens on.
DEMOS = (
    Demo(
        "officer-strength",
        "officer-strength/returns.csv",
        "real: Home Office, Police workforce, England and Wales, five editions",
    ),
    Demo(
        "officer-uplift",
        "officer-uplift/returns.csv",
        "real: Home Office, Police Officer Uplift",
    ),
    Demo(
        "child-protection-2015",
        "child-protection-2015/illustrative-returns.csv",
        "real commitments, ILLUSTRATIVE updates: no force reported them",
    ),
)
_ROOT = Path(__file__).parent


def shipped(folder: str) -> Path:
    """The folder ``plans`` or ``fixtures``: inside an installed package, or at the top of a checkout."""
    inside = _ROOT / "shipped" / folder
    return inside if inside.is_dir() else _ROOT.parent / folder


def demo_named(name: str) -> Demo:
    """The demo with this name; :class:`RefusedError` lists them."""
    for demo in DEMOS:
        if demo.name == name:
            return demo
    known = ", ".join(demo.name for demo in DEMOS)
    raise RefusedError(f"There is no demo “{quoted(name)}”: the demos are {known}.")


def make_demos(folder: Path, user: str, tell: Callable[[str], None]) -> Iterator[tuple[Demo, Path]]:
    """Make the databases of all demos in a folder; one that is already there is left as it is."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RefusedError(f"{folder} cannot be made: {error.strerror}. Name another folder.") from None
    for demo in DEMOS:
        database = folder / f"{demo.name}.db"
        if not database.exists():
            tell(f"Loading {demo.name} ({demo.about}) …")
            _make(demo, database, user)
        yield demo, database


def _make(demo: Demo, database: Path, user: str) -> None:
    """A demo database under its final name only once its returns are in."""
    unfinished = database.with_suffix(".unfinished.db")
    for leftover in unfinished.parent.glob(unfinished.name + "*"):
        leftover.unlink()
    with Workspace.create(unfinished, shipped("plans") / f"{demo.name}.yaml", user) as workspace:
        workspace.import_return(shipped("fixtures") / demo.returns)
    unfinished.rename(database)
