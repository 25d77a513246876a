"""``tracker serve`` in a browser: opened by its link, worked in by keyboard alone."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_serve import served
from tracker.workspace import Workspace

pytestmark = pytest.mark.opened
HERE = Path(__file__).parent

Work = Callable[..., dict[str, Any]]


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """What a browser saw after these steps, on a link."""

    def call(link: str, *steps: str) -> dict[str, Any]:
        words = ["node", str(HERE / "served.mjs"), link, str(tmp_path / "seen.png"), *steps]
        done = subprocess.run(words, capture_output=True, text=True, cwd=HERE)
        assert done.returncode == 0, done.stderr
        seen: dict[str, Any] = json.loads(done.stdout)
        return seen

    return call


def link_in(said: list[str]) -> str:
    return said[0].removeprefix("Open ").strip()


def test_it_opens_asks_who_one_is_moves_updates_and_shows_the_receipt(work: Work, small_db: Path) -> None:
    with served(small_db) as (_, said):
        link = link_in(said)
        site = link.partition("?")[0]
        seen = work(
            link,
            *("=Who are you?", "Siân Smith", "=Siân Smith: Enter takes it", "@Enter"),
            *("=u Update", "@ArrowDown", "=South East", "@ArrowDown", "=Kent · Pursue"),
            *("u", "=Update Kent", "98", "=Would be", "@Control+s", "=Recorded", "=Number 2, hash"),
        )
    assert seen["address"] == site
    assert seen["complaints"] == []
    own = (site, site.replace("http", "ws"))
    assert [address for address in seen["requests"] if not address.startswith(own)] == []
    (cookie,) = seen["cookies"]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    with Workspace.open(small_db, "tester") as workspace:
        update = workspace.cell("kent", "offenders-pursued", date(2016, 3, 31)).update
        assert update is not None
        assert (update.author, update.draft.value) == ("Siân Smith", 98.0)


def test_what_the_browser_keeps_for_itself_is_done_by_another_key(work: Work, small_db: Path) -> None:
    with served(small_db) as (_, said):
        work(
            link_in(said),
            *("=Who are you?", "Ann", "=Ann: Enter takes it", "@Enter", "=u Update"),
            *("@ArrowDown", "=South East", "@ArrowDown", "=Kent · Pursue"),
            *("u", "=F2 Save, next", "98", "=Would be", "@F2", "=Forecast date"),
        )
    with Workspace.open(small_db, "tester") as workspace:
        assert workspace.cell("kent", "offenders-pursued", date(2016, 3, 31)).update is not None


def test_with_a_password_a_form_asks_for_it_and_read_only_offers_no_update(
    work: Work, small_db: Path
) -> None:
    before, password = small_db.read_bytes(), "correct horse battery"
    with served(small_db, "--read-only", TRACKER_PASSWORD=password) as (_, said):
        assert "token" not in said[0]
        seen = work(
            link_in(said),
            *(password, "@Enter", "=For reading only"),
            *("u", "98", "@Control+s", "@ArrowDown", "@ArrowDown", "=Kent · Pursue"),
        )
    assert "Who are you?" not in seen["words"]
    assert "n Problem" in seen["words"]
    assert "Update" not in seen["words"]
    assert small_db.read_bytes() == before
    assert seen["complaints"] == [
        "Failed to load resource: the server responded with a status of 403 (Forbidden)"
    ]
