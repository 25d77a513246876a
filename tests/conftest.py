"""Databases made once from the shipped plans and copied for each test, and the command run for real."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from tests.commands import Commands, Ran, commands
from tracker.shipped import DEMOS, shipped
from tracker.workspace import Workspace

#: The day on which the test databases were loaded, for every test the same.
LOADED = datetime(2026, 6, 1, 9, 30, tzinfo=UTC)

# The same cases on every machine; a longer, random search is "pytest --hypothesis-profile=default".
# No deadline: a machine that is busy with something else would fail it.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--golden`` writes the golden files anew."""
    parser.addoption("--golden", action="store_true", help="Write the golden files anew.")


def pytest_collection_finish() -> None:
    """Thousands of tests are no garbage: to look at them again and again took a quarter of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 100)


Cases = Callable[[str, int], None]


@pytest.fixture
def cases(request: pytest.FixtureRequest) -> Cases:
    """Say how many cases of something a test has tried; a long round prints them."""
    return lambda what, count: request.node.user_properties.append(("cases", (what, count)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """At the end, how many cases of what were tried."""
    passed = terminalreporter.stats.get("passed", [])
    told = [value for report in passed for name, value in report.user_properties if name == "cases"]
    if told:
        terminalreporter.section("cases")
    for what, count in sorted(map(tuple, told)):
        terminalreporter.line(f"{count:>8,}  {what}")


SMALL_PLAN = """\
plan: small
title: A small plan
owner: National lead
marking: OFFICIAL
starts: 2015-04-01
forces: [kent, essex, gwent]
reporting: quarterly
strands: {pursue: Pursue offenders}
commitments:
  - id: offenders-pursued
    title: Pursue more offenders
    strand: pursue
    lead: National lead
    source: made for a test
    measure: {kind: count, unit: offenders, direction: increase}
    baseline: {as_at: 2015-04-01, value: 0}
    target: {by: 2016-03-31, value: 200}
    trajectory: [{by: 2015-09-30, value: 100}]
  - id: caid-in-use
    title: Child Abuse Image Database in use
    strand: pursue
    lead: National lead
    source: made for a test
    measure: {kind: milestone}
    target: {by: 2016-01-02}
"""


@pytest.fixture(scope="session")
def _loaded(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    folder = tmp_path_factory.mktemp("loaded")
    made: dict[str, Path] = {}

    def load(name: str) -> Path:
        if name not in made:
            demo = next(demo for demo in DEMOS if demo.name == name)
            path = folder / f"{name}.db"
            plan = shipped("plans") / f"{name}.yaml"
            with Workspace.create(path, plan, "staff officer", lambda: LOADED) as workspace:
                workspace.import_return(shipped("fixtures") / demo.returns)
            made[name] = path
        return made[name]

    return load


@pytest.fixture
def demo_db(_loaded: Callable[[str], Path], tmp_path: Path) -> Callable[[str], Path]:
    """A fresh copy of a shipped plan's database with its data."""
    return lambda name: Path(shutil.copy(_loaded(name), tmp_path / f"{name}.db"))


@pytest.fixture
def strength_db(demo_db: Callable[[str], Path]) -> Path:
    """Officer strength: real figures of 43 forces."""
    return demo_db("officer-strength")


@pytest.fixture
def small_plan(tmp_path: Path) -> Path:
    """A plan of two commitments for three forces, as a file."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL_PLAN, encoding="utf-8")
    return path


@pytest.fixture
def small_db(small_plan: Path, tmp_path: Path) -> Path:
    """A database of the small plan, without an update."""
    path = tmp_path / "small.db"
    Workspace.create(path, small_plan, "staff officer", lambda: LOADED).close()
    return path


@pytest.fixture(scope="session")
def forked() -> Iterator[Commands]:
    """The real command, forked."""
    with commands() as started:
        yield started


Run = Callable[..., Ran]


@pytest.fixture
def run(forked: Commands, tmp_path: Path) -> Run:
    """The real command in a process of its own, in an empty folder, without a terminal."""
    return lambda *words, **options: forked(*words, folder=tmp_path, **options)


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: what is tested is the order of writes, not the disk."""
    memory = Path("/dev/shm")  # noqa: S108 - not a name of a file
    if not memory.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield Path(name)
