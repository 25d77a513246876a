"""The board in parts: what is judged first, and that the parts together are the whole."""

from __future__ import annotations

from pathlib import Path

from benchmarks.plans import ledger
from tests.conftest import LOADED
from tracker.workspace import Workspace
from tracker.workspace.parts import FIRST, NEXT


def test_parts_together_are_the_whole_board_in_its_order(tmp_path: Path) -> None:
    path = ledger(tmp_path / "parts.db", commitments=FIRST + NEXT + 1, updates=43 * 60)
    with Workspace.open(path, "tester") as workspace:
        board = workspace.first_board()
        assert len(board.pending) == NEXT + 1
        assert not board.is_whole
        assert board.cell("kent", "commitment-000") is not None
        assert board.cell("kent", "commitment-040") is None
        board = workspace.more(board)
        assert len(board.pending) == 1
        board = workspace.more(board)
        whole = workspace.board()
        assert board == whole
        assert list(board.cells) == list(whole.cells)
        assert board.by_force == whole.by_force


def test_a_plan_that_fits_the_screen_is_whole_at_once(strength_db: Path) -> None:
    with Workspace.open(strength_db, "tester", lambda: LOADED) as workspace:
        assert workspace.first_board() == workspace.board()
