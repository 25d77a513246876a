"""What a command may import: the status must start quickly, on every machine alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "aiohttp",
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
    "scipy",
    "numpy",
}


LOOKS = [
    ("status",),
    ("status", "--format", "json"),
    ("history",),
    ("due",),
    ("compare", "2018-03-31", "2019-03-31", "--all"),
]


@pytest.mark.parametrize("words", LOOKS)
def test_looking_imports_nothing_heavy(strength_db: Path, words: tuple[str, ...]) -> None:
    loaded = {name.partition(".")[0] for name in loaded_by(strength_db, words)}
    assert HEAVY & loaded == set()


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (("status", "--format", "json"), ("tracker.reports", "jinja2", "typst")),
        (("report", "--as-of", "2018-09-30"), ("tracker.tui", "textual", "pydantic", "jinja2", "typst")),
    ],
)
def test_the_report_and_the_status_do_not_pay_for_each_other(
    strength_db: Path, words: tuple[str, ...], unwanted: tuple[str, ...]
) -> None:
    loaded = loaded_by(strength_db, words)
    assert not [name for name in loaded if name.startswith(unwanted)]


def loaded_by(db: Path, words: tuple[str, ...]) -> list[str]:
    """Every module that a command has loaded at its end."""
    script = (
        "import sys\nfrom tracker.cli import main\n"
        f"sys.argv = ['tracker', '--db', {str(db)!r}, *{words!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8")
    assert done.stdout
    return done.stderr.split()
