"""What a command may import: each must start quickly, on every machine alike.

``python -m benchmarks.cold_start`` says what each imports, and how long that takes on the machine at hand.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tracker.cli.root import COMMANDS
from tracker.domain.update import Draft
from tracker.workspace import Workspace

HEAVY = {
    "aiohttp",
    "asyncio",
    "textual",
    "rich",
    "pydantic",
    "ruamel",
    "sqlite_utils",
    "matplotlib",
    "jinja2",
    "typst",
    "docx",
    "xlsxwriter",
    "python_calamine",
    "scipy",
    "numpy",
}

#: What reads a plan file or a mapping needs READS; what makes or checks a schema CHECKS.
READS = {"pydantic", "ruamel"}
CHECKS = {"sqlite_utils", "numpy"}  # sqlite-utils imports numpy where it finds it
FIGURES = {"scipy", "numpy"}

#: Words on real figures, and the heavy packages that their work needs.
LOOKS: dict[tuple[str, ...], set[str]] = {
    ("status",): set(),
    ("status", "--format", "json"): set(),
    ("history",): set(),
    ("due",): set(),
    ("compare", "2018-03-31", "2019-03-31", "--all"): set(),
    ("figures",): FIGURES,
    ("report", "--as-of", "2018-09-30"): FIGURES,
}
#: Words on a small plan, likewise.
WORKS: dict[tuple[str, ...], set[str]] = {
    ("--version",): set(),
    ("--help",): set(),
    (): set(),
    ("demo", "officer-uplift", "--into", "demo"): READS | CHECKS,
    ("--db", "new.db", "init", "small.yaml"): READS | CHECKS,
    ("check", "small.yaml"): READS,
    ("plan", "log"): set(),
    ("plan", "show"): set(),
    ("plan", "diff", "1", "1"): set(),
    ("plan", "apply", "small.yaml", "--reason", "again"): READS,
    ("update", "kent", "offenders-pursued", "--as-at", "2015-12-31", "--value", "120"): set(),
    ("template", "kent", "--out", "out"): {"xlsxwriter"},
    ("import", "--dry-run", "return.csv"): set(),
    ("report", "--format", "md", "--as-of", "2015-12-31"): set(),
    ("report", "--format", "html", "--as-of", "2015-12-31", "--out", "papers"): {"jinja2"},
    ("report", "--format", "pdf", "--as-of", "2015-12-31", "--out", "papers"): {"typst"},
    ("report", "--format", "docx", "--as-of", "2015-12-31", "--out", "papers"): {"typst", "docx"},
    ("report", "--format", "xlsx", "--as-of", "2015-12-31", "--out", "papers"): {"xlsxwriter"},
    ("redact", "2", "--reason", "again", "--yes"): set(),
    ("verify",): READS | CHECKS,
    ("serve", "--help"): set(),
    ("backup", "copy.db"): CHECKS,
    ("export", "exported"): CHECKS,
}


def test_every_command_is_looked_at() -> None:
    assert set(COMMANDS) <= {word for words in (*LOOKS, *WORKS) for word in words}


@pytest.mark.parametrize("words", LOOKS, ids=" ".join)
def test_looking_imports_nothing_heavy(strength_db: Path, words: tuple[str, ...]) -> None:
    assert heavy(strength_db, words) == LOOKS[words]


@pytest.mark.parametrize("words", WORKS, ids=" ".join)
def test_a_command_imports_nothing_heavy_but_what_its_work_needs(
    small_db: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "return.csv").write_text(
        "force,commitment,as_at,value\nkent,offenders-pursued,2015-12-31,120\n", encoding="utf-8"
    )
    with Workspace.open(small_db, "tester") as workspace:
        workspace.record(Draft("kent", "offenders-pursued", date(2015, 9, 30), 90.0, note="A note"))
    assert heavy(small_db, words) == WORKS[words]


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (("status", "--format", "json"), ("tracker.reports",)),
        (("report", "--as-of", "2018-09-30"), ("tracker.tui",)),
    ],
)
def test_the_report_and_the_status_do_not_pay_for_each_other(
    strength_db: Path, words: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    loaded = loaded_by(strength_db, words)
    assert not [name for name in loaded if name.startswith(unwanted)]


def heavy(db: Path, words: tuple[str, ...]) -> set[str]:
    """The heavy packages among them."""
    return HEAVY & {name.partition(".")[0] for name in loaded_by(db, words)}


def loaded_by(db: Path, words: tuple[str, ...]) -> list[str]:
    """Every module that a command has loaded at its end."""
    script = (
        "import sys\nfrom tracker.cli import main\n"
        f"sys.argv = ['tracker', '--db', {str(db)!r}, *{words!r}]\n"
        "try:\n    main()\nexcept SystemExit as done:\n    assert done.code in (0, None), done.code\n"
        "print('loaded', *sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=db.parent,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr.rpartition("loaded ")[2].split()
