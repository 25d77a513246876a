"""The board against the rules written out slowly and plainly, on any ledger, any plan and both clocks."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests import reference
from tests.stories import Story, looks, stories, told
from tracker.domain.board import Board
from tracker.domain.status import Status
from tracker.workspace import Workspace

Looks = list[tuple[date, datetime | None]]

slow = settings(
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def said(board: Board) -> dict[tuple[str, str], reference.Cell]:
    """The board as the reference tells it."""
    cells = {}
    for key, cell in board.cells.items():
        a = cell.assessment
        past, first = board.rebaselined.get(key), board.originals.get(key)
        cells[key] = reference.Cell(
            a.status.value,
            a.value,
            a.expected,
            a.performance,
            past.since if past else None,
            first.status.value if first else None,
        )
    return cells


def near(cell: reference.Cell) -> tuple[object, ...]:
    numbers = (cell.value, cell.expected, cell.performance)
    return cell.status, cell.since, cell.original_status, *(pytest.approx(n, abs=1e-8) for n in numbers)


def plain(cell: reference.Cell) -> tuple[object, ...]:
    return cell.status, cell.since, cell.original_status, cell.value, cell.expected, cell.performance


@settings(slow, max_examples=60)
@given(stories(), looks)
def test_every_cell_is_what_the_rules_say(story: Story, days: Looks) -> None:
    with TemporaryDirectory() as folder, Workspace.open(told(story, Path(folder)), "tester") as workspace:
        for as_of, known_at in days:
            board = workspace.board(as_of, known_at)
            expected = reference.board(story.versions, story.rows, as_of, known_at)
            assert {key: plain(cell) for key, cell in said(board).items()} == {
                key: near(cell) for key, cell in expected.items()
            }
            for force, commitment in board.cells:
                alone = workspace.cell(force, commitment, as_of, known_at)
                assert alone.assessment == board.cells[force, commitment].assessment
                assert alone.as_first_recorded == board.originals.get((force, commitment))


def test_the_stories_reach_every_status_and_every_turn() -> None:
    seen: set[str] = set()

    @settings(slow, max_examples=250, database=None)
    @given(stories(), looks)
    def tell(story: Story, days: Looks) -> None:
        for as_of, known_at in days:
            for cell in reference.board(story.versions, story.rows, as_of, known_at).values():
                seen.add(cell.status)
                if cell.since is not None:
                    seen.add("re-baselined")
                if cell.original_status not in (None, cell.status):
                    seen.add("another under the original")
        for version in story.versions:
            seen.update("renamed twice" for c in version.commitments.values() if len(c["replaces"]) > 1)

    tell()
    assert seen == {*Status, "re-baselined", "another under the original", "renamed twice"}
