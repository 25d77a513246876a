"""The HTML report in a browser: it can be read by everybody, in light and dark, narrow, and on paper."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.data import register

pytestmark = pytest.mark.opened
HERE = Path(__file__).parent


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    return tmp_path / "printed.pdf"


@pytest.fixture
def seen(paper: Callable[[str], Path], printed: Path) -> dict[str, Any]:
    """What a browser found, light, dark and narrow, and without scripts."""
    words = ["node", str(HERE / "look.mjs"), str(paper("html")), str(printed)]
    done = subprocess.run(words, capture_output=True, text=True, cwd=HERE)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_can_be_read_by_everybody_and_printed(seen: dict[str, Any], printed: Path) -> None:
    for look in ("light", "dark", "narrow"):
        assert seen[look]["violations"] == [], look
        assert seen[look]["requests"] == [], look
        assert seen[look]["overflow"] <= 0, look
    assert seen["light"]["background"] != seen["dark"]["background"]
    read = seen["read"]
    assert read["complaints"] == []
    assert read["first"] == "Skip to the paper"
    assert all(force.name in read["words"] for force in register().forces)
    pages = pages_of(printed)
    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        assert page.count("OFFICIAL") >= 2, number
        assert f"{number} of {len(pages)}" in page


def pages_of(path: Path) -> list[str]:
    """The words of each page of a PDF."""
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return text.stdout.split("\f")[:-1]
