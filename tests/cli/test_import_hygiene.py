"""What a command may import: the status must start quickly, on every machine alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "textual",
    "rich",
    "pydantic",
    "ruamel",
    "sqlite_utils",
    "matplotlib",
    "jinja2",
    "typst",
    "xlsxwriter",
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
    script = (
        "import sys\nfrom tracker.cli import main\n"
        f"sys.argv = ['tracker', '--db', {str(strength_db)!r}, *{words!r}]\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8")
    assert done.stdout
    assert HEAVY & set(done.stderr.split()) == set()
