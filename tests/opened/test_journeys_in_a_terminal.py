"""The three main journeys in a real terminal: what a person sees at 80 by 24, key by key."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.opened.terminal import Terminal
from tracker.workspace import Workspace

pytestmark = pytest.mark.opened
#: An escape sequence that sets a colour of the letters or behind them.
COLOUR = re.compile(r"\x1b\[(?:[0-9;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with tempfile.TemporaryDirectory() as short:  # a socket's path may not be long
        opened = Terminal(Path(short) / "tmux", tmp_path)
        yield opened
        opened.close()


def test_the_board_is_opened_and_the_worst_cell_found(terminal: Terminal, strength_db: Path) -> None:
    terminal.run("--db", strength_db, TERM="xterm-256color", COLORTERM="truecolor")
    terminal.wait_for("Officer strength: held at its March 2015 level?", "Derbyshire", "? Help")
    terminal.press("s", "s", "s")
    terminal.wait_for("Sorted by status")
    terminal.press("Home", "n")
    seen = terminal.wait_for("■ R red", "[■ R")
    assert COLOUR.search(terminal.screen(colours=True))
    with Workspace.open(strength_db, "tester") as workspace:
        board = workspace.board()
    line = next(line for line in seen.splitlines() if "[■ R" in line)
    force = next(force for force in board.plan.forces if line.strip().startswith(force.name))
    cell = board.cell(force.slug, "officer-strength")
    assert cell is not None
    assert cell.assessment.status.value == "red"
    terminal.press("w")
    terminal.wait_for("Formula", "1 − shortfall ÷ target")
    terminal.press("Escape")
    terminal.wait_for("Sorted by status", "Enter Force")
    terminal.press("Enter")
    terminal.wait_for(force.official_name, "Esc Back")
    terminal.press("Escape")
    terminal.wait_for("Sorted by status", "Enter Force")
    terminal.press("q")
    terminal.wait_for("left with 0")


def test_an_update_is_made_and_its_receipt_shown_without_colour(terminal: Terminal, small_db: Path) -> None:
    terminal.run("--db", small_db, "--as", "lead", TERM="xterm-256color", NO_COLOR="1")
    terminal.wait_for("A small plan", "Essex", "u Update")
    terminal.press("u")
    terminal.wait_for("Update Essex", "Nothing reported yet.", "Ctrl+S Save")
    terminal.type("150")
    terminal.wait_for("150", "Would be", "■ R red", "Back on track")
    terminal.press("C-s")
    terminal.wait_for("Recorded", "Number 2, hash", "Now ■ R red")
    assert not COLOUR.search(terminal.screen(colours=True))
    terminal.press("q")
    terminal.wait_for("left with 0")
    with Workspace.open(small_db, "tester") as workspace:
        cell = workspace.cell("essex", "offenders-pursued")
        assert cell.update is not None
        assert (cell.update.draft.value, cell.update.author) == (150.0, "lead")
        assert not workspace.verify().problems


def test_what_moved_since_the_last_council_on_a_plain_console(
    terminal: Terminal, demo_db: Callable[[str], Path]
) -> None:
    terminal.run("--db", demo_db("child-protection-2015"), TERM="linux")
    board = terminal.wait_for("National policing child protection", "ILLUSTRATIVE DATA", "? Help")
    assert board.isascii()
    terminal.press("c")
    seen = terminal.wait_for("From 20 Jan 2016", "WORSENED:", "Esc Board")
    assert seen.isascii(), "signs in ASCII where the font has no others"
    terminal.press("Down", "Enter")
    working = terminal.wait_for("Working of both sides", "A: as of 20 Jan 2016", "Esc Close")
    assert working.isascii()
    terminal.press("Escape")
    terminal.wait_for("WORSENED:", "Esc Board")
    terminal.press("<")
    terminal.wait_for("Enter Force")
    terminal.press("q")
    terminal.wait_for("left with 0")
